package dev.linkflux.uplink;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way out: an interface with its gateway and its role.
 *
 * @param id name and position
 * @param device name of the network interface
 * @param tier 1 is preferred; an uplink of a higher tier carries only when none of a lower one can
 * @param gateways next hops as configured, at most one a family; empty means: as the kernel has
 *     learnt them
 * @param weight share among equals, from 1
 * @param disabled true if the operator has taken it out of service
 * @param budget bytes that its probes may cost in a month, both directions; {@link #UNMETERED} for
 *     as many as they need
 * @param mark of what its probes send, for rules that look at it (SO_MARK); 0 for none
 * @param quota bytes that everybody's traffic may cost in a calendar month, both directions: over
 *     it the uplink falls a tier; {@link #UNMETERED} for as many as they need
 * @param maintenance when it is expected to be worked on
 * @param mptcp what its addresses are to Multipath TCP
 */
public record Uplink(
    UplinkId id,
    String device,
    int tier,
    List<InetAddress> gateways,
    int weight,
    boolean disabled,
    long budget,
    int mark,
    long quota,
    List<Maintenance> maintenance,
    Mptcp mptcp) {
  public static final int DEFAULT_TIER = 1;
  public static final int DEFAULT_WEIGHT = 1;
  public static final long UNMETERED = 0;

  public Uplink {
    gateways = List.copyOf(gateways);
    maintenance = List.copyOf(maintenance);
  }

  /** One that is not metered and has no mark. */
  public Uplink(
      UplinkId id,
      String device,
      int tier,
      List<InetAddress> gateways,
      int weight,
      boolean disabled) {
    this(id, device, tier, gateways, weight, disabled, UNMETERED, 0);
  }

  /** One without a quota that nobody works on. */
  public Uplink(
      UplinkId id,
      String device,
      int tier,
      List<InetAddress> gateways,
      int weight,
      boolean disabled,
      long budget,
      int mark) {
    this(
        id, device, tier, gateways, weight, disabled, budget, mark, UNMETERED, List.of(),
        Mptcp.OFF);
  }

  /** One without a part in Multipath TCP. */
  public Uplink(
      UplinkId id,
      String device,
      int tier,
      List<InetAddress> gateways,
      int weight,
      boolean disabled,
      long budget,
      int mark,
      long quota,
      List<Maintenance> maintenance) {
    this(id, device, tier, gateways, weight, disabled, budget, mark, quota, maintenance, Mptcp.OFF);
  }

  public boolean isMetered() {
    return budget != UNMETERED;
  }

  public String name() {
    return id.name();
  }

  /** The configured gateway of the family of {@code address}, or null. */
  public @Nullable InetAddress gatewayLike(InetAddress address) {
    for (InetAddress gateway : gateways) {
      if (gateway.getAddress().length == address.getAddress().length) {
        return gateway;
      }
    }
    return null;
  }
}
