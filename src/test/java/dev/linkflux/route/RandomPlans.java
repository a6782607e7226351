package dev.linkflux.route;

import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Mptcp;
import dev.linkflux.uplink.Prefix;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Plans of everything that a kernel would take, as no planner would make them. */
final class RandomPlans {
  private static final int LINKS = 3;
  private static final List<Integer> TABLES = List.of(Route.MAIN, Route.MAIN, 1001, 1002);
  private static final List<Mptcp> KINDS = List.of(Mptcp.SUBFLOW, Mptcp.BACKUP, Mptcp.SIGNAL);

  private final RandomGenerator random;
  private final List<FakeLinks.Link> links = new ArrayList<>();

  /**
   * @param kernel gets interfaces, some of them without a carrier
   */
  RandomPlans(FakeKernel kernel, RandomGenerator random) {
    this.random = random;
    for (int i = 0; i < LINKS; i++) {
      links.add(kernel.links.make("wan" + i, List.of()));
      links.getLast().carrier = random.nextInt(3) > 0;
    }
  }

  RoutePlan plan() {
    return new RoutePlan(
        Moment.ZERO,
        1,
        RoutePlan.Cause.ELECTION,
        routes(),
        rules(),
        endpoints(),
        new Limits(random.nextInt(Limits.MOST + 1), random.nextInt(Limits.MOST + 1)),
        List.of());
  }

  private List<Rule> rules() {
    Set<Rule> rules = new LinkedHashSet<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      String outgoing = "wan" + random.nextInt(2);
      int table = 1001 + random.nextInt(2);
      rules.add(
          new Rule(20_000 + random.nextInt(4), random.nextBoolean(), null, 0, 0, outgoing, table));
    }
    return List.copyOf(rules);
  }

  /** One of a place. */
  List<Route> routes() {
    Map<Route.Key, Route> routes = new LinkedHashMap<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      Route route = route();
      routes.putIfAbsent(route.key(), route);
    }
    return List.copyOf(routes.values());
  }

  private Route route() {
    boolean ipv6 = random.nextBoolean();
    int first = random.nextInt(LINKS);
    int count = Math.max(1, random.nextInt(LINKS + 2) - 1);
    List<Hop> hops = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      FakeLinks.Link link = links.get((first + i) % LINKS);
      InetAddress gateway = FakeWorld.ip((ipv6 ? "fe80::" : "10.0.0.") + (link.index + 1));
      boolean isOnLink = random.nextInt(4) == 0 && !(ipv6 && count > 1);
      int weight = 1 + random.nextInt(Hop.MAX_WEIGHT);
      hops.add(new Hop(isOnLink ? null : gateway, link.device, link.index, weight));
    }
    Prefix host = Prefix.host(FakeWorld.ip(ipv6 ? "2001:db8::9" : "198.51.100.9"));
    return new Route(
        TABLES.get(random.nextInt(TABLES.size())),
        random.nextInt(4) > 0 ? Prefix.everything(ipv6) : host,
        hops,
        10 + random.nextInt(3),
        null);
  }

  private List<Endpoint> endpoints() {
    Map<InetAddress, Endpoint> endpoints = new LinkedHashMap<>();
    for (int i = random.nextInt(Endpoint.MOST + 1); i > 0; i--) {
      InetAddress address = FakeWorld.ip("10.0.0." + (10 + random.nextInt(12)));
      FakeLinks.Link link = links.get(random.nextInt(LINKS));
      Mptcp kind = KINDS.get(random.nextInt(KINDS.size()));
      boolean fullmesh = kind != Mptcp.SIGNAL && random.nextBoolean();
      endpoints.put(address, new Endpoint(address, link.device, link.index, kind, fullmesh));
    }
    return List.copyOf(endpoints.values());
  }
}
