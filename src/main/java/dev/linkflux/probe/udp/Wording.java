package dev.linkflux.probe.udp;

import dev.linkflux.probe.Observation;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** How one session asks, and what it takes for an answer. */
interface Wording {
  /** Writes a request at the buffer's position. */
  void write(long sequence, ByteBuffer out);

  /** What the remaining bytes say; null if they are no answer to a request of this session. */
  @Nullable Reading read(ByteBuffer in);

  /**
   * An answer.
   *
   * @param sequence of the request
   * @param reflected see {@link Observation.Returned#reflected}
   * @param dwellNanos how long the far end kept it
   */
  record Reading(long sequence, long reflected, long dwellNanos) {
    static final long UNTOLD = Observation.Returned.UNTOLD;
  }
}
