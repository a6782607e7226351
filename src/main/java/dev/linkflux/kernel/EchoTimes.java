package dev.linkflux.kernel;

import dev.linkflux.time.Stamping;
import java.time.Instant;

/**
 * The clock readings that belong to one reply, and the round-trip time that follows from them.
 *
 * @param transmitted when the kernel sent the request, wall clock nanoseconds; 0 if it did not say
 * @param received when the kernel received the reply, wall clock nanoseconds; 0 if it did not say
 * @param handled {@link System#nanoTime} when this program took the reply
 * @param handledWall the wall clock at that same moment, in nanoseconds
 */
public record EchoTimes(long transmitted, long received, long handled, long handledWall) {
  private static final long NANOS = 1_000_000_000L;

  /** Two readings that are further apart than this were interrupted between. */
  private static final long TIGHT_NANOS = 20_000;

  private static final int ATTEMPTS = 3;

  /** Reads both clocks now, as close together as they can be had. */
  static EchoTimes now(long transmitted, long received) {
    long after = 0;
    long wall = 0;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long before = System.nanoTime();
      Instant instant = Instant.now();
      after = System.nanoTime();
      wall = instant.getEpochSecond() * NANOS + instant.getNano();
      if (after - before < TIGHT_NANOS) {
        break;
      }
    }
    return new EchoTimes(transmitted, received, after, wall);
  }

  /** The same with another stamp of sending, which was found out later. */
  public EchoTimes withTransmitted(long stamp) {
    return new EchoTimes(stamp, received, handled, handledWall);
  }

  /**
   * The best rtt that can be had. The stamps of the kernel are of the wall clock, which may be set
   * at any time: a result that is negative, or longer than this program itself saw, is not taken.
   *
   * @param sent {@link System#nanoTime} just before the request was sent
   */
  public Rtt rtt(long sent) {
    long seen = Math.max(0, handled - sent);
    if (transmitted != 0 && received != 0) {
      long between = received - transmitted;
      if (between >= 0 && between <= seen) {
        return new Rtt(between, Stamping.KERNEL);
      }
    }
    if (received != 0) {
      long waited = handledWall - received;
      if (waited >= 0 && waited <= seen) {
        return new Rtt(seen - waited, Stamping.KERNEL_RECEIVE);
      }
    }
    return new Rtt(seen, Stamping.PROGRAM);
  }
}
