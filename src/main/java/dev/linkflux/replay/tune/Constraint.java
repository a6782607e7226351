package dev.linkflux.replay.tune;

/**
 * What must not be exceeded.
 *
 * @param strictly true if the limit itself is too much
 * @param text as it was written
 */
record Constraint(Measure measure, boolean strictly, Limit limit, String text) {
  /** Where next to nothing is allowed, one more is not infinitely worse. */
  private static final double LEAST_SCALE = 1;

  /**
   * By how much a part exceeds it, relative to what is allowed; 0 if it is met.
   *
   * @param part of these settings
   * @param now the same part of the present settings
   * @param whole seconds of the trace
   */
  double excess(Figures part, Figures now, double whole) {
    double figure = part.of(measure);
    double allowed = allowed(part, now, whole);
    boolean met = strictly ? figure < allowed : figure <= allowed;
    if (met) {
      return 0;
    }
    return Math.max(figure - allowed, Double.MIN_NORMAL) / Math.max(allowed, LEAST_SCALE);
  }

  /** What it allows in that part. */
  double allowed(Figures part, Figures now, double whole) {
    return Limit.allowed(limit, measure.kind(), now.of(measure), part.seconds(), whole);
  }
}
