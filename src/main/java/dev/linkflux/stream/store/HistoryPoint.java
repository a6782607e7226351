package dev.linkflux.stream.store;

import dev.linkflux.decision.StateName;

/**
 * What an uplink was like in one step of time. Times in microseconds, {@link #NONE} where nothing
 * was measured.
 *
 * @param at begin of the step, in seconds of the epoch
 * @param sent probes that have ended in it
 * @param lost those of them that were not answered in time
 * @param rtt round-trip times of those that were
 * @param jitter mean of the jitter (RFC 3550 section 6.4.1) that was told in it
 * @param state the worst in which it was
 */
public record HistoryPoint(long at, int sent, int lost, Spread rtt, int jitter, StateName state) {
  public static final int NONE = -1;

  /** Percentiles by the nearest rank; all are {@link #NONE}, or none is. */
  public record Spread(int min, int p25, int p50, int p75, int p95, int max) {
    public static final Spread EMPTY = new Spread(NONE, NONE, NONE, NONE, NONE, NONE);

    public boolean isEmpty() {
      return min == NONE;
    }
  }

  /** Of two states the one that says more of what was wrong. */
  public static StateName worse(StateName one, StateName other) {
    return rank(one) >= rank(other) ? one : other;
  }

  private static int rank(StateName state) {
    return switch (state) {
      case UP -> 0;
      case DISABLED -> 1;
      case UNKNOWN -> 2;
      case DEGRADED -> 3;
      case RECOVERING -> 4;
      case DOWN -> 5;
    };
  }
}
