package dev.linkflux.probe.udp;

import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.BiFunction;

/**
 * Where a target is met when it is asked through an uplink, and whether the socket is tied to the
 * uplink's device.
 *
 * @param addresses resolved, with a port
 * @param bound true if the socket is bound to the device; false where the address alone decides
 */
public record Way(BiFunction<Uplink, Target, InetSocketAddress> addresses, boolean bound) {
  /** Real uplinks: the target's own address, through the uplink's device and no other. */
  public static final Way THROUGH_DEVICES = new Way((_, target) -> literal(target.address()), true);

  /** Emulated uplinks: each has addresses of its own for the targets. */
  public static Way emulated(BiFunction<Uplink, Target, InetSocketAddress> addresses) {
    return new Way(addresses, false);
  }

  /** {@code 192.0.2.1:7} or {@code [2001:db8::1]:7}, as the configuration has checked it. */
  static InetSocketAddress literal(String address) {
    int colon = address.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("a UDP target needs a port: " + address);
    }
    String host = address.substring(0, colon).replaceAll("[\\[\\]]", "");
    return new InetSocketAddress(
        InetAddress.ofLiteral(host), Integer.parseInt(address.substring(colon + 1)));
  }
}
