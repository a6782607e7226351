package dev.linkflux.route;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * One way of a route.
 *
 * @param gateway next router, or null for on-link and point-to-point
 * @param device name of the interface
 * @param index the kernel's index of the interface
 * @param weight share among the hops of the route, 1 to 256
 */
public record Hop(@Nullable InetAddress gateway, String device, int index, int weight) {
  public static final int MAX_WEIGHT = 256;

  public Hop {
    if (weight < 1 || weight > MAX_WEIGHT) {
      throw new IllegalArgumentException("a hop of weight " + weight);
    }
  }

  /** The only one. */
  public Hop(@Nullable InetAddress gateway, String device, int index) {
    this(gateway, device, index, 1);
  }

  @Override
  public String toString() {
    return (gateway == null ? "" : "via " + gateway.getHostAddress() + " ") + "dev " + device;
  }
}
