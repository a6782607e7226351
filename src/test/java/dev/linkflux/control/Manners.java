package dev.linkflux.control;

/**
 * What else than loss befalls the probes of a path; each a share from 0 to 1.
 *
 * @param late answered after {@code lateMillis} more
 * @param twice answered twice
 * @param refused told to be unreachable at once
 * @param withheld not sent, for want of a route
 * @param failed not sent, for another reason
 */
public record Manners(
    double late, double lateMillis, double twice, double refused, double withheld, double failed) {
  public static final Manners GOOD = new Manners(0, 0, 0, 0, 0, 0);

  /** Some of the answers come that much later. */
  public static Manners late(double share, double millis) {
    return new Manners(share, millis, 0, 0, 0, 0);
  }

  /** Some of the answers come twice. */
  public static Manners twice(double share) {
    return new Manners(0, 0, share, 0, 0, 0);
  }

  /** Some of the probes are refused by the network. */
  public static Manners refused(double share) {
    return new Manners(0, 0, 0, share, 0, 0);
  }

  /** Some of the probes find no route. */
  public static Manners withheld(double share) {
    return new Manners(0, 0, 0, 0, share, 0);
  }

  /** Some of the probes cannot be sent. */
  public static Manners failed(double share) {
    return new Manners(0, 0, 0, 0, 0, share);
  }
}
