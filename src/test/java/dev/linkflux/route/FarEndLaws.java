package dev.linkflux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.server.Located;
import dev.linkflux.server.ServerElection;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Server.Role;
import dev.linkflux.uplink.Server.Through;
import dev.linkflux.uplink.ServerId;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What holds of the host routes of any plan, by what is known of the servers. */
final class FarEndLaws {
  private final List<Server> servers;
  private final Map<ServerId, List<InetAddress>> addresses = new HashMap<>();
  private @Nullable ServerId active;

  FarEndLaws(List<Server> servers) {
    this.servers = servers;
    servers.forEach(server -> addresses.put(server.id(), server.literals()));
  }

  void take(Event event) {
    switch (event) {
      case Located now -> addresses.put(now.server(), now.addresses());
      case ServerElection now -> active = now.active();
      default -> {}
    }
  }

  /** Those of the one in use and of the main ones, and of nobody else. */
  void hold(RoutePlan plan, List<LinkFacts> facts) {
    Set<InetAddress> led = new HashSet<>();
    plan.routes().stream()
        .filter(route -> route.table() == Route.MAIN && !route.isDefault())
        .forEach(route -> led.add(route.destination().address()));
    Map<InetAddress, Through> wanted = wanted();
    for (InetAddress address : led) {
      assertThat(wanted.get(address)).as("%s", address).isIn(Through.CARRYING, Through.EACH);
    }
    wanted.forEach(
        (address, through) -> {
          boolean ipv6 = address.getAddress().length == 16;
          boolean far = !address.isLoopbackAddress() && !isNear(address, facts);
          boolean way = !PlanLaws.main(plan, ipv6).isEmpty();
          if (through != Through.NONE && far && way) {
            assertThat(led).contains(address);
          }
        });
  }

  private Map<InetAddress, Through> wanted() {
    Map<InetAddress, Through> wanted = new LinkedHashMap<>();
    Stream.concat(
            servers.stream().filter(server -> server.id().equals(active)),
            servers.stream().filter(server -> server.role() == Role.MAIN))
        .forEach(
            server ->
                addresses
                    .getOrDefault(server.id(), List.of())
                    .forEach(address -> wanted.putIfAbsent(address, server.through())));
    return wanted;
  }

  private static boolean isNear(InetAddress address, List<LinkFacts> facts) {
    return facts.stream()
        .flatMap(one -> one.addresses().stream())
        .anyMatch(
            own ->
                own.isIpv6() == (address.getAddress().length == 16)
                    && new Prefix(address, own.length()).network().equals(own.network()));
  }
}
