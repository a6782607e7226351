package dev.linkflux.route;

import dev.linkflux.uplink.Prefix;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A route that is ours.
 *
 * @param table number of the routing table; 254 is the main one
 * @param destination network; length 0 is the default route
 * @param hops its ways, at least one; a single one has no weight (the kernel forgets it)
 * @param metric priority, lower wins
 * @param source preferred source address, or null
 */
public record Route(
    int table, Prefix destination, List<Hop> hops, int metric, @Nullable InetAddress source) {
  public static final int MAIN = 254;

  public Route {
    hops =
        hops.size() == 1
            ? List.of(new Hop(hops.get(0).gateway(), hops.get(0).device(), hops.get(0).index()))
            : List.copyOf(hops);
    if (hops.isEmpty()) {
      throw new IllegalArgumentException("a route to " + destination + " that leads nowhere");
    }
  }

  /** One of a single hop. */
  public Route(
      int table,
      Prefix destination,
      @Nullable InetAddress gateway,
      String device,
      int index,
      int metric,
      @Nullable InetAddress source) {
    this(table, destination, List.of(new Hop(gateway, device, index)), metric, source);
  }

  public boolean isDefault() {
    return destination.length() == 0;
  }

  public boolean isMultipath() {
    return hops.size() > 1;
  }

  /** What the kernel tells routes apart by: a new one with the same key replaces. */
  public Key key() {
    return new Key(table, destination, metric);
  }

  public record Key(int table, Prefix destination, int metric) {}

  @Override
  public String toString() {
    String ways =
        isMultipath()
            ? hops.stream()
                .map(hop -> "nexthop " + hop + " weight " + hop.weight())
                .collect(Collectors.joining(" "))
            : hops.getFirst().toString();
    return (isDefault() ? "default" : destination.toString())
        + (" " + ways + " table " + (table == MAIN ? "main" : table) + " metric " + metric);
  }
}
