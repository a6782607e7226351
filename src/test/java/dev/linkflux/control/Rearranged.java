package dev.linkflux.control;

import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.util.ArrayList;
import java.util.List;

/** Settings with others in them, or in another order, and all else as it was. */
public final class Rearranged {
  private Rearranged() {}

  /** With these servers, in that order. */
  public static Settings serving(Settings it, List<Server> servers) {
    return of(it, it.uplinks(), it.targets(), servers);
  }

  /** Everybody under the place that is theirs now. */
  public static Settings of(
      Settings it, List<Uplink> uplinks, List<Target> targets, List<Server> servers) {
    List<Uplink> placed = new ArrayList<>();
    for (Uplink one : uplinks) {
      placed.add(
          new Uplink(
              new UplinkId(one.name(), placed.size()),
              one.device(),
              one.tier(),
              one.gateways(),
              one.weight(),
              one.disabled(),
              one.budget(),
              one.mark(),
              one.quota(),
              one.maintenance(),
              one.mptcp()));
    }
    List<Target> asked = new ArrayList<>();
    for (Target one : targets) {
      asked.add(new Target(new TargetId(one.name(), asked.size()), one.question(), one.required()));
    }
    List<Server> served = new ArrayList<>();
    for (Server one : servers) {
      served.add(
          new Server(
              new ServerId(one.name(), served.size()),
              one.hosts(),
              one.role(),
              one.through(),
              one.check(),
              one.hysteresis()));
    }
    return new Settings(
        placed,
        asked,
        it.demands(),
        it.probing(),
        it.windowing(),
        it.rules(),
        it.routing(),
        served);
  }
}
