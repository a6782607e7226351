package dev.linkflux.route;

/**
 * How many MPTCP subflows a connection of this machine may have besides its first. They are of the
 * whole network namespace: we only raise them.
 *
 * @param subflows that may be opened or accepted, 0 to 8
 * @param accepted addresses that a peer announces and that are taken up, 0 to 8
 */
public record Limits(int subflows, int accepted) {
  /** MPTCP_PM_ADDR_MAX. */
  public static final int MOST = 8;

  public static final Limits NONE = new Limits(0, 0);

  public Limits {
    if (Math.min(subflows, accepted) < 0 || Math.max(subflows, accepted) > MOST) {
      throw new IllegalArgumentException("MPTCP limits " + subflows + " and " + accepted);
    }
  }

  /** The greater of each. */
  public Limits atLeast(Limits other) {
    return new Limits(Math.max(subflows, other.subflows), Math.max(accepted, other.accepted));
  }

  @Override
  public String toString() {
    return "subflows " + subflows + " add_addr_accepted " + accepted;
  }
}
