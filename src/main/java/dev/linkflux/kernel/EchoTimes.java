package dev.linkflux.kernel;

import dev.linkflux.time.Stamping;

/**
 * The clock readings that belong to one reply, and the round-trip time that follows from them.
 *
 * @param transmitted when the kernel sent the request, wall clock nanoseconds; 0 if it did not say
 * @param received when the kernel received the reply, wall clock nanoseconds; 0 if it did not say
 * @param handled {@link System#nanoTime} when this program took the reply
 * @param handledWall the wall clock at that same moment, in nanoseconds
 */
public record EchoTimes(long transmitted, long received, long handled, long handledWall) {
  /** The same with another stamp of sending, which was found out later. */
  public EchoTimes withTransmitted(long stamp) {
    return new EchoTimes(stamp, received, handled, handledWall);
  }

  /**
   * How long the reply waited for this program, nanoseconds, 0 or more; 0 too if the kernel did not
   * say when it came. Never more than this program saw: the wall clock may have been set.
   *
   * @param sent {@link System#nanoTime} just before the request was sent
   */
  public long waited(long sent) {
    return received == 0 ? 0 : Math.max(0, Math.min(handledWall - received, handled - sent));
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
