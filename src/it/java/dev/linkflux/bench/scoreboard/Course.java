package dev.linkflux.bench.scoreboard;

import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a run: when the main uplink was left and taken again, and what its probes cost. What
 * happened before the run is counted from is left out. One owner; not thread safe.
 */
final class Course implements Witness {
  /** The main uplink was not left. */
  static final long NEVER = Long.MAX_VALUE;

  private final long from;
  private final boolean once;
  private boolean main = true;
  private long left = NEVER;
  private final Map<String, Integer> departures = new TreeMap<>();
  private int switches;
  private long probes;
  private long bytes;

  /**
   * @param from moment from which on is counted, nanoseconds
   */
  Course(long from) {
    this(from, false);
  }

  private Course(long from, boolean once) {
    this.from = from;
    this.once = once;
  }

  /** One that is over as soon as the main uplink is left. */
  static Course untilLeft(long from) {
    return new Course(from, true);
  }

  boolean isOver() {
    return once && left != NEVER;
  }

  @Override
  public void carries(boolean now, long at) {
    carries(now, at, "");
  }

  /**
   * The same with a reason.
   *
   * @param why the cause in a word
   */
  void carries(boolean now, long at, String why) {
    if (now == main) {
      return;
    }
    main = now;
    if (at >= from) {
      switches++;
      if (!now) {
        departures.merge(why, 1, Integer::sum);
      }
      left = now ? left : Math.min(left, at);
    }
  }

  @Override
  public void asked(long at, int size) {
    if (at >= from) {
      probes++;
      bytes += size;
    }
  }

  /** From the moment that is counted from to that at which the main uplink was left first. */
  long delay() {
    return left == NEVER ? NEVER : left - from;
  }

  /** How often the main uplink was left, by cause. */
  Map<String, Integer> departures() {
    return Map.copyOf(departures);
  }

  /** How often it was left or taken again. */
  int switches() {
    return switches;
  }

  long probes() {
    return probes;
  }

  /** Of IP, both directions. */
  long bytes() {
    return bytes;
  }
}
