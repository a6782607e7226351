package dev.linkflux.route.linux;

import dev.linkflux.kernel.LinkTraffic;
import org.jspecify.annotations.Nullable;

/**
 * Makes of what an interface has counted so far what went through it since the last reading. What
 * it cannot know is nothing, not a guess: a counter that goes back has begun anew, or is wrong, and
 * another interface of the same name may have carried anything before. One owner.
 */
final class Odometer {
  private @Nullable LinkTraffic last;

  /**
   * Takes a reading.
   *
   * @param now null if there is no such interface now
   * @return bytes in both directions since the reading before, never negative
   */
  long since(@Nullable LinkTraffic now) {
    LinkTraffic before = last;
    last = now;
    return now == null || before == null || now.index() != before.index()
        ? 0
        : risen(before.received(), now.received()) + risen(before.sent(), now.sent());
  }

  private static long risen(long before, long now) {
    return Math.max(0, now - before);
  }
}
