package dev.linkflux.replay.report;

/**
 * What an uplink was like, step by step.
 *
 * @param median round-trip time in nanoseconds, within 2 %; NaN if nothing was answered
 * @param p95 the same, of the 95th percentile
 * @param loss share of the probes that were lost, from 0 to 1; NaN if nothing was sent
 * @param whole all steps as one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Curve(double[] median, double[] p95, double[] loss, Whole whole) {
  /**
   * Over all of the time.
   *
   * @param sent probes whose fate is known
   * @param lost of these
   * @param median nanoseconds, within 2 %; NaN if nothing was answered
   * @param p95 the same, of the 95th percentile
   */
  record Whole(long sent, long lost, double median, double p95) {}

  static Curve of(Bins bins) {
    double[] median = new double[Bins.COUNT];
    double[] p95 = new double[Bins.COUNT];
    double[] loss = new double[Bins.COUNT];
    for (int i = 0; i < Bins.COUNT; i++) {
      Bins.Bin bin = bins.find(i);
      median[i] = bin == null ? Double.NaN : bin.rtts.quantile(0.5);
      p95[i] = bin == null ? Double.NaN : bin.rtts.quantile(0.95);
      loss[i] = bin == null ? Double.NaN : (double) bin.lost / bin.sent;
    }
    Bins.Bin all = bins.whole();
    return new Curve(
        median,
        p95,
        loss,
        new Whole(all.sent, all.lost, all.rtts.quantile(0.5), all.rtts.quantile(0.95)));
  }
}
