package dev.linkflux.uplink;

/**
 * The lost share of the probes, there and back (RFC 6673 section 6.1): two counts, the ratio is
 * derived.
 *
 * @param lost how many were lost, from 0 to {@code sent}
 * @param sent how many have an outcome that counts; a probe that could not be sent does not
 */
public record LossRatio(int lost, int sent) {
  public static final LossRatio NONE = new LossRatio(0, 0);

  /** From 0 to 1; 0 where nothing was sent. */
  public double ratio() {
    return sent == 0 ? 0 : (double) lost / sent;
  }

  /**
   * Lower end of the Wilson score interval (Wilson 1927).
   *
   * @param z width in standard deviations: 1.96 for 95 %, 3 for 99.7 %
   */
  public double wilsonLow(double z) {
    return sent == 0 ? 0 : Math.max(0, (centre(z) - spread(z)) / scale(z));
  }

  /** Upper end of the Wilson score interval; see {@link #wilsonLow}. */
  public double wilsonHigh(double z) {
    return sent == 0 ? 1 : Math.min(1, (centre(z) + spread(z)) / scale(z));
  }

  private double centre(double z) {
    return ratio() + z * z / (2.0 * sent);
  }

  private double spread(double z) {
    double p = ratio();
    return z * Math.sqrt(p * (1 - p) / sent + z * z / (4.0 * sent * sent));
  }

  private double scale(double z) {
    return 1 + z * z / sent;
  }
}
