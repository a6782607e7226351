package dev.linkflux.probe.udp;

import dev.linkflux.engine.Resolver;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.net.InetSocketAddress;
import java.util.function.BiFunction;

/** Where targets are met when they are asked through an uplink. */
public sealed interface Way {
  /**
   * Real uplinks: the target's own address, through the uplink's device and no other.
   *
   * @param resolver of the targets that have names
   */
  record ThroughDevices(Resolver resolver) implements Way {}

  /**
   * Emulated uplinks: each has addresses of its own for the targets, and these alone decide.
   *
   * @param addresses resolved, with a port
   */
  record Emulated(BiFunction<Uplink, Target, InetSocketAddress> addresses) implements Way {}
}
