package dev.linkflux.route;

import dev.linkflux.server.Located;
import dev.linkflux.server.ServerElection;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Server.Role;
import dev.linkflux.uplink.ServerId;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which servers have host routes: the main ones always, so that a check, or a tunnel that is set up
 * by hand, finds them whatever is in use; a backup while it is in use. One owner; not thread safe.
 */
final class FarEnds {
  private final List<Server> servers;
  private final Map<ServerId, List<InetAddress>> addresses = new HashMap<>();
  private @Nullable ServerId active;

  FarEnds(List<Server> servers) {
    this.servers = List.copyOf(servers);
    servers.forEach(server -> addresses.put(server.id(), server.literals()));
  }

  /** What goes on: where a server is stays known as long as it is looked for at the same places. */
  FarEnds successor(List<Server> others) {
    FarEnds heir = new FarEnds(others);
    Heirs names = Heirs.ofServers(servers, others);
    for (Server server : others) {
      int place = names.before(server.id().ordinal());
      if (place != Heirs.NOBODY) {
        Server before = servers.get(place);
        if (before.hosts().equals(server.hosts())) {
          heir.addresses.put(server.id(), addresses.getOrDefault(before.id(), server.literals()));
        }
        if (before.id().equals(active)) {
          heir.active = server.id();
        }
      }
    }
    return heir;
  }

  void located(Located now) {
    addresses.put(now.server(), now.addresses());
  }

  void elected(ServerElection now) {
    active = now.active();
  }

  /** As they are now; the one in use first, the others in the order of the configuration. */
  List<FarEnd> now() {
    List<FarEnd> ends = new ArrayList<>();
    for (Server server : servers) {
      FarEnd end = new FarEnd(addresses.getOrDefault(server.id(), List.of()), server.through());
      if (server.id().equals(active)) {
        ends.addFirst(end);
      } else if (server.role() == Role.MAIN) {
        ends.add(end);
      }
    }
    return ends;
  }
}
