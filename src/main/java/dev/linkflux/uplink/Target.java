package dev.linkflux.uplink;

/**
 * A host that is probed through every uplink.
 *
 * @param id name and position
 * @param kind how it is asked
 * @param address as configured: an address literal, with {@code :port} where the kind has ports
 */
public record Target(TargetId id, ProbeKind kind, String address) {
  public String name() {
    return id.name();
  }
}
