package dev.linkflux.kernel;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * One way of a multipath route.
 *
 * @param gateway the router, null if the destination is on the link
 * @param interfaceIndex where it leaves
 * @param weight its share: 1 to 256
 * @param onLink take the gateway as a neighbour even if no address says so
 */
public record NextHop(
    @Nullable InetAddress gateway, int interfaceIndex, int weight, boolean onLink) {
  public NextHop {
    if (weight < 1 || weight > 256) {
      throw new IllegalArgumentException("weight " + weight + " of a next hop");
    }
  }
}
