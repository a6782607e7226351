package dev.linkflux.probe.udp;

import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Target;

/** Host and port of a target, as it is configured. */
record Endpoint(Host host, int port) {
  static Endpoint of(Target target) {
    return switch (target.question()) {
      case Question.Echo(var host, var port) -> new Endpoint(host, port);
      case Question.Stamp(var host, var port, _) -> new Endpoint(host, port);
      default -> throw new IllegalArgumentException(target + " is not asked by UDP");
    };
  }
}
