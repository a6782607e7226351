package dev.linkflux.replay.score;

/**
 * Something that was true of an uplink for a while, besides which other things may have been.
 *
 * @param from nanoseconds
 * @param until nanoseconds; after {@code from}
 * @param rank of several at one moment the highest counts
 */
record Finding(long from, long until, Rank rank, String why) {
  /** What it is, the least first. */
  enum Rank {
    BREACHING(Condition.BREACHING),
    SILENT(Condition.DEAD),
    UNASKED(Condition.UNKNOWN),
    CUT(Condition.DEAD);

    private final Condition condition;

    Rank(Condition condition) {
      this.condition = condition;
    }

    Condition condition() {
      return condition;
    }
  }
}
