package dev.linkflux.server.check;

import dev.linkflux.probe.Budget;
import dev.linkflux.probe.Probing;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * How long it is from one check to the next through one uplink: as configured, sooner for a while
 * after a failure, and on a metered uplink as rarely as a part of its budget allows. One thread.
 */
final class Rhythm {
  /** After a failure, unless the interval is shorter still. */
  static final Duration FAST = Duration.ofSeconds(1);

  /** Failures in a row that are looked into fast; then it is known. */
  static final int SUSPICIOUS = 5;

  /** The part of a metered uplink's budget that checks may cost. */
  static final int PART = 10;

  /** However little that is, a server is checked that often. */
  static final Duration SLOWEST = Duration.ofHours(1);

  /** What a check is expected to cost until that is known: bytes. */
  private static final double EXPECTED = 8_000;

  private final SplittableRandom random;
  private final @Nullable Budget budget;

  /**
   * @param servers how many are checked through the uplink
   * @param now nanoseconds of any clock that does not go back
   * @param spent what checks through the uplink have cost up to now, bytes
   * @param seed of the jitter
   */
  Rhythm(Uplink uplink, int servers, long now, long spent, long seed) {
    this.random = new SplittableRandom(seed);
    this.budget =
        uplink.isMetered()
            ? new Budget(
                Math.max(1, uplink.budget() / PART), Math.max(1, servers), EXPECTED, now, spent)
            : null;
  }

  /** From now on so many servers are checked through the uplink. */
  void share(int servers) {
    if (budget != null) {
      budget.share(Math.max(1, servers));
    }
  }

  /** A check begins now, and so many bytes have all of them cost up to now. */
  void turn(long now, long total) {
    if (budget != null) {
      budget.turn(now, total);
    }
  }

  /**
   * From the beginning of the last check to that of the next, nanoseconds.
   *
   * @param failures of that server in a row
   */
  long pause(Server server, int failures) {
    long interval = server.check().interval().toNanos();
    boolean fast = failures > 0 && failures <= SUSPICIOUS;
    long wanted = fast ? Math.min(interval, FAST.toNanos()) : interval;
    return (long)
        (affordable(wanted, interval, fast)
            * (Probing.SHORTEST_PAUSE + (1 - Probing.SHORTEST_PAUSE) * random.nextDouble()));
  }

  private long affordable(long wanted, long interval, boolean fast) {
    if (budget == null || (fast && budget.lends())) {
      return wanted;
    }
    return budget.interval(interval, Math.max(interval, SLOWEST.toNanos()));
  }

  /**
   * When the first check of one of several begins, nanoseconds from now: they are spread, and all
   * soon.
   */
  long phase(Server server, int index, int count) {
    long within = Math.min(server.check().interval().toNanos(), FAST.toNanos());
    return (long) (within * (index + random.nextDouble()) / count);
  }
}
