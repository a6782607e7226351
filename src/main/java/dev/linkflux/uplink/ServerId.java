package dev.linkflux.uplink;

/**
 * Which server.
 *
 * @param name as configured; unique
 * @param ordinal position in the configuration, from 0; what tables of servers are indexed by
 */
public record ServerId(String name, int ordinal) {
  @Override
  public String toString() {
    return name;
  }
}
