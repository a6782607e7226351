package dev.linkflux.probe.udp;

import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
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
  public static final Way THROUGH_DEVICES = new Way((_, target) -> endpoint(target), true);

  /** Emulated uplinks: each has addresses of its own for the targets. */
  public static Way emulated(BiFunction<Uplink, Target, InetSocketAddress> addresses) {
    return new Way(addresses, false);
  }

  private static InetSocketAddress endpoint(Target target) {
    return switch (target.question()) {
      case Question.Echo(var host, var port) -> endpoint(host, port);
      case Question.Stamp(var host, var port, _) -> endpoint(host, port);
      default -> throw new IllegalArgumentException(target + " is not asked by UDP");
    };
  }

  private static InetSocketAddress endpoint(Host host, int port) {
    return host.address() == null
        ? InetSocketAddress.createUnresolved(host.text(), port)
        : new InetSocketAddress(host.address(), port);
  }
}
