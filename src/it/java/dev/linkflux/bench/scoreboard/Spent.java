package dev.linkflux.bench.scoreboard;

/**
 * What the probes of one uplink cost.
 *
 * @param probesPerHour a mean
 * @param bytesPerMonth of IP, both directions, in 30 days
 */
record Spent(double probesPerHour, double bytesPerMonth) {
  private static final double HOURS = 30 * 24;

  /** From so many hours. */
  static Spent of(long probes, long bytes, int hours) {
    return new Spent((double) probes / hours, HOURS * bytes / hours);
  }
}
