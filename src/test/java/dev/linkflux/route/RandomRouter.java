package dev.linkflux.route;

import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.time.Moment;
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
import java.util.random.RandomGenerator;

/** The settings of a router at random, and elections of its uplinks. */
final class RandomRouter {
  private final RandomGenerator random;
  private final List<Uplink> uplinks = new ArrayList<>();

  RandomRouter(RandomGenerator random) {
    this.random = random;
    int count = 1 + random.nextInt(4);
    for (int ordinal = 0; ordinal < count; ordinal++) {
      uplinks.add(uplink(ordinal, random));
    }
  }

  /** One to four; those without a gateway need none. */
  List<Uplink> uplinks() {
    return uplinks;
  }

  List<Server> servers() {
    Server.Through[] through = Server.Through.values();
    if (random.nextInt(3) == 0) {
      return List.of();
    }
    return List.of(
        new Server(
            new ServerId("vps", 0),
            List.of(FakeWorld.ip("198.51.100.1"), FakeWorld.ip("2001:db8:ffff::1")),
            through[random.nextInt(through.length)]));
  }

  Routing routing() {
    Routing usual = Routing.DEFAULT;
    Flows[] flows = Flows.values();
    return new Routing(
        usual.protocol(),
        usual.tables(),
        usual.marks(),
        usual.metric(),
        usual.priority(),
        flows[random.nextInt(flows.length)],
        random.nextBoolean(),
        new Limits(random.nextInt(Limits.MOST + 1), random.nextInt(Limits.MOST + 1)));
  }

  private static Uplink uplink(int ordinal, RandomGenerator random) {
    List<InetAddress> gateways = new ArrayList<>();
    boolean isPointToPoint = random.nextInt(4) == 0;
    // One outside of every network, sometimes: the kernel has to be told that it is a neighbour.
    gateways.add(
        FakeWorld.ip((random.nextInt(5) == 0 ? "10.99.%d.1" : "10.0.%d.1").formatted(ordinal)));
    if (random.nextInt(4) > 0) {
      gateways.add(
          FakeWorld.ip(
              random.nextBoolean() ? "fe80::" + (ordinal + 1) : "2001:db8:" + ordinal + "::1"));
    }
    Mptcp[] kinds = Mptcp.values();
    return new Uplink(
        new UplinkId("u" + ordinal, ordinal),
        "wan" + ordinal,
        1,
        isPointToPoint ? List.of() : gateways,
        1 + random.nextInt(300),
        false,
        Uplink.UNMETERED,
        0,
        Uplink.UNMETERED,
        List.of(),
        kinds[random.nextInt(kinds.length)]);
  }

  /** Addresses that an uplink may have, one to three. */
  static List<Prefix> addresses(int ordinal, RandomGenerator random) {
    List<Prefix> addresses = new ArrayList<>();
    addresses.add(FakeWorld.prefix("10.0.%d.%d".formatted(ordinal, 2 + random.nextInt(3)), 24));
    if (random.nextInt(3) > 0) {
      addresses.add(
          FakeWorld.prefix("2001:db8:%d::%d".formatted(ordinal, 2 + random.nextInt(3)), 64));
    }
    if (random.nextInt(4) == 0) {
      addresses.add(FakeWorld.prefix("10.7.%d.2".formatted(ordinal), 32));
    }
    return addresses;
  }

  /** Some carry, some stand by, some are excluded; there is always one that carries. */
  Election election(Moment now) {
    List<UplinkId> all = new ArrayList<>(uplinks.stream().map(Uplink::id).toList());
    Collections.shuffle(all, Random.from(random));
    int carrying = 1 + random.nextInt(all.size());
    int standby = carrying + random.nextInt(all.size() - carrying + 1);
    return new Election(
        now,
        all.subList(0, carrying),
        all.subList(carrying, standby),
        all.subList(standby, all.size()).stream()
            .map(uplink -> new Election.Excluded(uplink, Cause.BLACKOUT))
            .toList(),
        Cause.STARTED,
        all.stream()
            .map(
                uplink ->
                    new Election.Considered(
                        uplink,
                        all.indexOf(uplink) < carrying ? 1 + random.nextInt(300) : 0,
                        List.of(),
                        ""))
            .toList(),
        "");
  }
}
