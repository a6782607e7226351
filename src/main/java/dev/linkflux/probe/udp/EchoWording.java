package dev.linkflux.probe.udp;

import dev.linkflux.probe.Observation.Returned;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to an echo (RFC 862) and expected back unchanged: token (8 bytes), sequence number
 * (8), zeros up to the length.
 */
final class EchoWording implements Wording {
  private static final int HEADER_BYTES = 16;

  private final long token;
  private final byte[] filling;

  /**
   * @param token random, so that nobody who does not see the probes can answer them
   * @param payload bytes, raised to what the header needs
   */
  EchoWording(long token, int payload) {
    this.token = token;
    this.filling = new byte[Math.max(0, payload - HEADER_BYTES)];
  }

  @Override
  public void write(long sequence, ByteBuffer out) {
    out.putLong(token).putLong(sequence).put(filling);
  }

  @Override
  public @Nullable Reading read(ByteBuffer in) {
    if (in.remaining() != HEADER_BYTES + filling.length) {
      return null;
    }
    long sequence = quoted(in);
    return sequence == FOREIGN ? null : new Reading(sequence, Returned.UNTOLD, 0);
  }

  @Override
  public long quoted(ByteBuffer in) {
    int start = in.position();
    boolean ours = in.remaining() >= HEADER_BYTES && in.getLong(start) == token;
    return ours ? in.getLong(start + Long.BYTES) : FOREIGN;
  }
}
