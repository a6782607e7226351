package dev.linkflux.server;

import dev.linkflux.decision.Rules;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.ServerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All servers, in the order of the configuration. One owner; not thread safe. */
final class Watches {
  private final List<Watch> all;
  private final Map<ServerId, Watch> byId = new HashMap<>();

  private Watches(List<Watch> all) {
    this.all = List.copyOf(all);
    all.forEach(watch -> byId.put(watch.server.id(), watch));
  }

  static Watches of(List<Server> servers, Footing footing, Rules.Dampening dampening) {
    return new Watches(
        servers.stream().map(server -> new Watch(server, footing, dampening)).toList());
  }

  /**
   * Those that go on by another configuration. A server of the same name that is at the same places
   * and checked as before stays what it is; one that is not begins anew.
   *
   * @param next takes what changes at that moment
   */
  Watches successor(
      List<Server> servers,
      Footing ground,
      Heirs lines,
      Rules.Dampening dampening,
      Moment at,
      Consumer<? super Event> next) {
    List<Watch> heirs = new ArrayList<>();
    for (Server server : servers) {
      Watch before = named(server.name());
      heirs.add(
          before == null
              ? new Watch(server, ground, dampening)
              : before.server.hosts().equals(server.hosts())
                      && before.server.check().equals(server.check())
                  ? before.successor(server, ground, lines, dampening, at)
                  : before.renewed(server, ground, dampening, at, next));
    }
    return new Watches(heirs);
  }

  private @Nullable Watch named(String name) {
    return all.stream().filter(watch -> watch.server.name().equals(name)).findFirst().orElse(null);
  }

  /** Whether those are the servers that are watched, in whatever order. */
  boolean areOf(List<Server> servers) {
    return servers.size() == all.size()
        && servers.stream()
            .allMatch(
                server -> {
                  Watch watch = named(server.name());
                  return watch != null && watch.server.equals(server);
                });
  }

  List<Watch> all() {
    return all;
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** The one of a server; null if it is not watched. */
  @Nullable Watch of(ServerId server) {
    return byId.get(server);
  }

  /** Looks at each again. */
  void assess(Moment at, Consumer<? super Event> next) {
    all.forEach(watch -> watch.assess(at, next));
  }

  /** Looks at those again that have something to do by themselves. */
  void assessDue(Moment at, Consumer<? super Event> next) {
    for (Watch watch : all) {
      if (!watch.due().isAfter(at)) {
        watch.assess(at, next);
      }
    }
  }

  /** When the first of them has something to do by itself. */
  Moment due() {
    return all.stream().map(Watch::due).min(Moment::compareTo).orElse(Moment.NEVER);
  }
}
