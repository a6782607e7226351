package dev.linkflux.probe;

import java.time.Duration;
import java.util.List;

/**
 * How often a metered uplink may be asked, so that its probes cost no more bytes than its budget
 * says in any 31 days. Moments and intervals in nanoseconds of one monotonic clock: there is no
 * calendar, so that neither the first of a month nor a clock that is set changes anything.
 *
 * <p>Four fifths of the budget M flow evenly, at r = 0.8 M / 31 d, into a reserve that holds at
 * most the last fifth, R = 0.2 M, and that all probes are paid from. While the reserve is not below
 * zero, 31 days cost at most what it held plus what flowed in: R + 0.8 M = M. It does not get below
 * zero because spending follows its level x, as a share of R:
 *
 * <ul>
 *   <li>x ≥ 3/4: the interval is as wanted, at a spending of s bytes a second;
 *   <li>3/4 > x ≥ 1/2: if s > r, spending falls linearly from s to r;
 *   <li>x < 1/2: at most r (1/2 + x), so that the reserve fills up again;
 *   <li>suspicion may borrow, and probe fast, as long as x > 1/10; what is below pays for what is
 *       under way.
 * </ul>
 *
 * The interval never exceeds the slowest one, so that the uplink is never left unwatched: a budget
 * that cannot pay for that one ({@link #least}) is overdrawn. What a probe costs is learnt from
 * what is spent. One owner; not thread safe.
 */
public final class Budget {
  /** What a month is taken for: no calendar month is longer. */
  public static final Duration MONTH = Duration.ofDays(31);

  private static final double RESERVE = 0.2;
  private static final double FULL_SPEED = 0.75;
  private static final double EVEN = 0.5;
  private static final double FLOOR = 0.1;

  /** The cost is a running mean over about so many probes. */
  private static final double MEMORY = 16;

  private final long bytes;
  private int targets;
  private final double capacity;
  private final double rate;
  private final SpendingDays days;

  private double cost;
  private double level;
  private long spent;
  private long at;

  /**
   * Begins with a full reserve, as if nothing had been spent before: where that is not known, each
   * beginning within a month may cost a fifth of the budget more. See {@link #recall}.
   *
   * @param bytes a month, above 0
   * @param targets how many are asked in turn, above 0
   * @param expected what a probe is expected to cost, bytes
   * @param spent what was spent up to now, bytes; only the difference to later figures counts
   */
  public Budget(long bytes, int targets, double expected, long now, long spent) {
    this.bytes = bytes;
    this.targets = targets;
    this.capacity = RESERVE * bytes;
    this.rate = (1 - RESERVE) * bytes / MONTH.toNanos();
    this.days = new SpendingDays(now);
    this.cost = expected;
    this.level = capacity;
    this.spent = spent;
    this.at = now;
  }

  /**
   * The least budget that can pay for an interval, even if each pause is the shortest.
   *
   * @param cost of one round of all targets, bytes
   * @return bytes a month
   */
  public static long least(long cost, Duration interval) {
    double rounds = MONTH.toNanos() / (interval.toNanos() * Probing.SHORTEST_PAUSE);
    return (long) Math.ceil(cost * rounds / (1 - RESERVE));
  }

  /**
   * From now on others are asked in turn; what was spent stays spent.
   *
   * @param now how many, above 0
   */
  public void share(int now) {
    targets = now;
  }

  /**
   * One target has its turn.
   *
   * @param now not before any earlier moment
   * @param total all that was spent up to now, bytes
   */
  public void turn(long now, long total) {
    long costs = total - spent;
    spent = total;
    cost += (costs - cost) / MEMORY;
    // What flows in may run over before what was spent is taken off: never too much in hand.
    level = Math.min(capacity, level + rate * (now - at)) - costs;
    at = now;
    days.add(now, costs);
  }

  /**
   * The interval between two probes of one target that the budget allows now.
   *
   * @param wanted what it would be if bytes were free
   * @param slowest what it is at most, however little is left
   */
  public long interval(long wanted, long slowest) {
    double round = targets * cost / Probing.MEAN_PAUSE;
    double full = round / wanted;
    double allowed = round / allowed(full);
    return allowed >= slowest ? Math.max(wanted, slowest) : Math.max(wanted, (long) allowed);
  }

  /** How much may be spent, bytes a nanosecond, if {@code full} is wanted. */
  private double allowed(double full) {
    double share = Math.max(0, level / capacity);
    if (share < EVEN) {
      return Math.min(full, rate * (EVEN + share));
    }
    if (share >= FULL_SPEED || full <= rate) {
      return full;
    }
    return rate + (full - rate) * (share - EVEN) / (FULL_SPEED - EVEN);
  }

  /** May suspicion borrow from the reserve? */
  public boolean lends() {
    return level > FLOOR * capacity;
  }

  /**
   * Goes on from what was spent before this process, by itself or by one that has ended. What has
   * flowed in since is in the reserve.
   *
   * @param now not before any moment of the past
   */
  public void recall(Past past, long now) {
    cost = past.cost();
    level = Math.min(capacity, past.level() + rate * Math.max(0, now - past.at()));
    at = now;
    days.recall(past.dayBegan(), past.days(), now);
  }

  /** What it has come to, as of the last turn. */
  public Past past() {
    return new Past(at, level, cost, days.began(), days.newest());
  }

  /**
   * What a budget has come to, as far as it outlives a process.
   *
   * @param at as of when, nanoseconds of the clock of the budget
   * @param level of the reserve, bytes; below 0 if it is overdrawn
   * @param cost of a probe, as was learnt, bytes, from 0
   * @param dayBegan when the present of the days began, nanoseconds of the same clock
   * @param days what was spent on each, the present one first, bytes, from 0
   */
  public record Past(long at, double level, double cost, long dayBegan, List<Long> days) {
    /**
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public Past {
      days = List.copyOf(days);
      if (!Double.isFinite(level)
          || !Double.isFinite(cost)
          || cost < 0
          || dayBegan > at
          || days.stream().anyMatch(bytes -> bytes < 0)) {
        throw new IllegalArgumentException(
            "level %s, cost %s, day of %d at %d, days %s"
                .formatted(level, cost, dayBegan, at, days));
      }
    }
  }

  /** How it stands, as of the last turn. */
  public Account account() {
    return new Account(bytes, days.total(), Math.max(0, (long) level));
  }

  /**
   * How a budget stands.
   *
   * @param bytes that may be spent in 31 days
   * @param used in the last 31 days, of which the first may be over in part
   * @param reserve that is at hand now, up to a fifth of {@code bytes}
   */
  public record Account(long bytes, long used, long reserve) {
    /** What is left of {@code bytes}, at least 0. */
    public long left() {
      return Math.max(0, bytes - used);
    }
  }
}
