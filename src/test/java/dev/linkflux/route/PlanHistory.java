package dev.linkflux.route;

import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Election.Considered;
import dev.linkflux.decision.Election.Excluded;
import dev.linkflux.server.Located;
import dev.linkflux.server.ServerElection;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Mptcp;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Some uplinks, and all that may befall them in any order: facts (addresses are few, so that they
 * are shared), elections that fit the facts or do not, servers that move, answers, drift. By its
 * seed.
 */
final class PlanHistory {
  private static final long SECOND = 1_000_000_000;
  private static final List<String> ADDRESSES =
      List.of(
          "10.0.0.2/24",
          "10.0.0.3/24",
          "10.1.0.2/24",
          "10.1.0.3/16",
          "192.168.8.100/24",
          "192.168.8.101/24",
          "100.64.0.2/32",
          "2001:db8::2/64",
          "2001:db8::3/64",
          "2001:db8:1::2/64",
          "2001:db8:2::2/128");
  private static final List<String> GATEWAYS =
      List.of("10.0.0.1", "10.1.0.1", "192.168.8.1", "172.16.0.1");
  private static final List<String> GATEWAYS6 = List.of("fe80::1", "fe80::2", "2001:db8::1");
  private static final List<String> SERVERS =
      List.of("203.0.113.9", "203.0.113.10", "2001:db8:ffff::9", "10.0.0.77", "127.0.0.1");

  final List<Uplink> uplinks = new ArrayList<>();
  final List<Server> servers = new ArrayList<>();
  final Routing routing;
  final List<Event> inputs = new ArrayList<>();
  private final Random random;

  /** What befalls the servers; apart from the rest, which is as it is without them. */
  private final Random fate;

  private final PlanStage stage;
  private long now;
  private long generation;

  PlanHistory(long seed) {
    random = new Random(seed);
    fate = new Random(~seed);
    for (int u = 0, count = 1 + random.nextInt(6); u < count; u++) {
      uplinks.add(uplink(u));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      List<InetAddress> addresses = some(SERVERS, 2).stream().map(Scene::address).toList();
      Server.Through through = one(List.of(Server.Through.values()));
      servers.add(
          new Server(
              new ServerId("s" + i, i),
              addresses.isEmpty()
                  ? List.of(Host.named("s" + i + ".example.net"))
                  : addresses.stream().map(Host::of).toList(),
              fate.nextInt(3) > 0 ? Server.Role.MAIN : Server.Role.BACKUP,
              through,
              Check.NONE,
              Server.Hysteresis.DEFAULT));
    }
    routing = Scene.routing(one(List.of(Flows.values())), random.nextBoolean());
    stage = new PlanStage(uplinks, routing, servers);
    for (int i = 40 + random.nextInt(120); i > 0; i--) {
      befall();
      if (!servers.isEmpty() && fate.nextInt(4) == 0) {
        serve(new Moment(now));
      }
    }
    hear(new Woken(new Moment(now + 9 * SECOND)));
  }

  private Uplink uplink(int ordinal) {
    return new Uplink(
        new UplinkId("u" + ordinal, ordinal),
        "wan" + ordinal,
        1,
        List.of(),
        1 + random.nextInt(300),
        random.nextInt(8) == 0,
        0,
        0,
        0,
        List.of(),
        one(List.of(Mptcp.values())));
  }

  /** Learns the generations, so that it can answer. */
  private void hear(Event event) {
    inputs.add(event);
    stage.accept(
        event,
        out -> {
          if (out instanceof RoutePlan plan) {
            generation = plan.generation();
          }
        });
  }

  private void befall() {
    if (random.nextInt(3) > 0) {
      now += random.nextInt(4) == 0 ? random.nextLong(3 * SECOND) : random.nextLong(SECOND / 10);
    }
    Moment at = new Moment(now);
    int u = random.nextInt(uplinks.size());
    switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> hear(facts(at, u));
      case 4, 5, 6 -> hear(election(at));
      case 7 -> hear(new RouteAnswer.Applied(at, generation, 1));
      case 8 -> hear(new RouteAnswer.Applied(at, Math.max(0, generation - random.nextInt(4)), 1));
      case 9 -> hear(new RouteAnswer.Refused(at, generation - random.nextInt(2), "no"));
      case 10 -> {
        for (int i = random.nextInt(6); i >= 0; i--) {
          hear(new Drifted(at, "somebody"));
        }
      }
      default -> hear(new Woken(at));
    }
  }

  /** A server is elsewhere, or another one is in use. */
  private void serve(Moment at) {
    ServerId server = servers.get(fate.nextInt(servers.size())).id();
    List<String> some = new ArrayList<>(SERVERS);
    Collections.shuffle(some, fate);
    List<InetAddress> addresses =
        some.subList(0, fate.nextInt(3)).stream().map(Scene::address).toList();
    hear(
        fate.nextBoolean()
            ? new Located(at, server, addresses, fate.nextBoolean(), null)
            : new ServerElection(at, server, "started", ""));
  }

  private LinkFacts facts(Moment at, int u) {
    boolean present = random.nextInt(10) > 0;
    boolean up = present && random.nextInt(10) > 0;
    List<InetAddress> gateways = new ArrayList<>();
    if (random.nextInt(5) > 0) {
      gateways.add(Scene.address(one(GATEWAYS)));
    }
    if (random.nextInt(3) > 0) {
      gateways.add(Scene.address(one(GATEWAYS6)));
    }
    List<Prefix> addresses = some(ADDRESSES, 4).stream().map(Scene::prefix).toList();
    return new LinkFacts(
        at,
        uplinks.get(u).id(),
        present ? u + 2 + 10 * random.nextInt(2) : 0,
        up,
        up && random.nextInt(4) > 0,
        present ? addresses : List.of(),
        gateways,
        random.nextInt(6) == 0);
  }

  private Election election(Moment at) {
    List<UplinkId> order = new ArrayList<>(uplinks.stream().map(Uplink::id).toList());
    Collections.shuffle(order, random);
    int carrying = random.nextInt(3) > 0 ? 1 : random.nextInt(order.size() + 1);
    int standby = carrying + random.nextInt(order.size() - carrying + 1);
    List<Considered> considered = new ArrayList<>();
    for (UplinkId uplink : order.subList(0, random.nextBoolean() ? carrying : 0)) {
      considered.add(new Considered(uplink, 1 + random.nextInt(2000), List.of(), ""));
    }
    return new Election(
        at,
        order.subList(0, carrying),
        order.subList(carrying, standby),
        order.subList(standby, order.size()).stream()
            .map(uplink -> new Excluded(uplink, Cause.BLACKOUT))
            .toList(),
        Cause.STARTED,
        considered,
        "");
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private List<String> some(List<String> of, int most) {
    List<String> shuffled = new ArrayList<>(of);
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, random.nextInt(most + 1));
  }
}
