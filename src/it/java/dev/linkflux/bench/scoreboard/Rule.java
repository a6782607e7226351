package dev.linkflux.bench.scoreboard;

/** How a peer asks and what it makes of the answers. One owner; not thread safe. */
interface Rule {
  long MILLI = 1_000_000;
  long SECOND = 1_000_000_000;

  /**
   * Does what it does next.
   *
   * @param now nanoseconds; what it returned before
   * @return when the next round begins, after {@code now}
   */
  long round(Line line, long now);
}
