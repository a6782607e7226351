package dev.linkflux.uplink;

/**
 * Which uplink.
 *
 * @param name as configured; unique
 * @param ordinal position in the configuration, from 0; what tables of uplinks are indexed by
 */
public record UplinkId(String name, int ordinal) {
  @Override
  public String toString() {
    return name;
  }
}
