package dev.linkflux.bench.scoreboard;

/**
 * How much is simulated.
 *
 * @param onsets of trouble, for each weather that is to be detected
 * @param days of weather in which nothing should be detected
 * @param parts into which these days are cut, to be run side by side
 * @param hours of each kind of flapping, and of weather in which spending is counted
 */
record Effort(int onsets, int days, int parts, int hours) {
  /** What is recorded. */
  static final Effort FULL = new Effort(200, 30, 6, 10);

  /** To see whether something has changed. */
  static final Effort QUICK = new Effort(50, 2, 2, 3);
}
