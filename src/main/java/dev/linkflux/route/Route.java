package dev.linkflux.route;

import dev.linkflux.uplink.Prefix;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * A route that is ours.
 *
 * @param table number of the routing table; 254 is the main one
 * @param destination network; length 0 is the default route
 * @param gateway next hop, or null for on-link and point-to-point
 * @param device name of the interface
 * @param index the kernel's index of the interface
 * @param metric priority, lower wins
 * @param source preferred source address, or null
 */
public record Route(
    int table,
    Prefix destination,
    @Nullable InetAddress gateway,
    String device,
    int index,
    int metric,
    @Nullable InetAddress source) {
  public static final int MAIN = 254;

  public boolean isDefault() {
    return destination.length() == 0;
  }

  /** What the kernel tells routes apart by: a new one with the same key replaces. */
  public Key key() {
    return new Key(table, destination, metric);
  }

  public record Key(int table, Prefix destination, int metric) {}

  @Override
  public String toString() {
    return (isDefault() ? "default" : destination.toString())
        + (gateway == null ? "" : " via " + gateway.getHostAddress())
        + (" dev " + device + " table " + (table == MAIN ? "main" : table) + " metric " + metric);
  }
}
