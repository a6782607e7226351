package dev.linkflux.probe.udp;

import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How the probes of one socket are written, and what is to be read in what comes back. Each socket
 * has one of its own, whose secret nobody knows who does not see the probes. One thread only.
 */
sealed interface Wording permits EchoWording, StampWording {
  /** No probe of ours. */
  long FOREIGN = -1;

  /**
   * What a reply says.
   *
   * @param sequence of the probe that it answers
   * @param reflected see {@link dev.linkflux.probe.Observation.Returned#reflected}
   * @param dwellNanos how long the far end had it, which is no part of the round-trip time; 0 or
   *     more
   */
  record Reading(long sequence, long reflected, long dwellNanos) {}

  /**
   * Writes a probe from the buffer's position on, and moves that behind it.
   *
   * @param sequence from 1, rising
   * @param out has room for the longest datagram there is
   */
  void write(long sequence, ByteBuffer out);

  /** Reads the remaining bytes of a reply; null if it is none to this socket's probes. */
  @Nullable Reading read(ByteBuffer in);

  /**
   * The sequence number of a probe of this socket that somebody quotes, or {@link #FOREIGN}.
   *
   * @param in its first bytes, as many as are quoted; at least one
   */
  long quoted(ByteBuffer in);

  /**
   * The wording of the question that a target is asked: a new one for each socket. May block, other
   * than what it gives.
   *
   * @param payload bytes of each datagram, raised to what is needed
   * @throws IOException if the key file that the target names is not to be used
   */
  static Supplier<Wording> of(Target target, int payload) throws IOException {
    SplittableRandom secrets = new SplittableRandom(new SecureRandom().nextLong());
    return switch (target.question()) {
      case Question.Echo _ -> () -> new EchoWording(secrets.nextLong(), payload);
      case Question.Stamp(_, _, var keyFile) -> {
        StampKey key = keyFile == null ? null : StampKeyFile.read(Path.of(keyFile));
        yield () -> new StampWording(key, payload, secrets.nextLong());
      }
      default -> throw new IllegalArgumentException(target + " is not asked by UDP");
    };
  }
}
