package dev.linkflux.uplink;

import java.util.List;

/**
 * A host that is probed through every uplink.
 *
 * @param id name and position
 * @param kind how it is asked
 * @param address as configured: an address literal, with {@code :port} where the kind has ports
 */
public record Target(TargetId id, ProbeKind kind, String address) {
  /** Three public resolvers of different operators, each anycast from many places. */
  public static final List<Target> DEFAULTS =
      List.of(
          new Target(new TargetId("cloudflare", 0), ProbeKind.ICMP, "1.1.1.1"),
          new Target(new TargetId("quad9", 1), ProbeKind.ICMP, "9.9.9.9"),
          new Target(new TargetId("google", 2), ProbeKind.ICMP, "8.8.8.8"));

  public String name() {
    return id.name();
  }
}
