package dev.linkflux.control;

import dev.linkflux.decision.Rules;
import dev.linkflux.probe.Probing;
import dev.linkflux.quality.Windowing;
import dev.linkflux.route.Routing;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.util.List;

/** All that the pure chain is set by. */
public record Settings(
    List<Uplink> uplinks,
    List<Target> targets,
    List<Demand> demands,
    Probing probing,
    Windowing windowing,
    Rules rules,
    Routing routing,
    List<Server> servers) {
  public Settings {
    servers = List.copyOf(servers);
    uplinks = List.copyOf(uplinks);
    targets = List.copyOf(targets);
    demands = List.copyOf(demands);
  }

  /** Without servers. */
  public Settings(
      List<Uplink> uplinks,
      List<Target> targets,
      List<Demand> demands,
      Probing probing,
      Windowing windowing,
      Rules rules,
      Routing routing) {
    this(uplinks, targets, demands, probing, windowing, rules, routing, List.of());
  }
}
