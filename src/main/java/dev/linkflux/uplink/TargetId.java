package dev.linkflux.uplink;

/**
 * Which target.
 *
 * @param name as configured; unique
 * @param ordinal position in the configuration, from 0; what tables of targets are indexed by
 */
public record TargetId(String name, int ordinal) {
  @Override
  public String toString() {
    return name;
  }
}
