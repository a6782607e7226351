package dev.linkflux.route;

import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Mptcp;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A router in small: a {@link PlanStage} of random uplinks and servers over a {@link FakeKernel},
 * with the agreements of the adapters between them, in a time of its own. They tell the facts of
 * links, and that something of ours may have drifted: after announcements that concern it, after
 * news of links that changed no fact but took routes, and once a second for endpoints.
 */
final class FakeWorld {
  static final Duration TICK = Duration.ofMillis(100);
  private static final int TICKS_A_SECOND = 10;

  final FakeKernel kernel = new FakeKernel();
  final FakeSink sink = new FakeSink(kernel);
  final List<Uplink> uplinks = new ArrayList<>();
  private final List<Boolean> pointToPoint = new ArrayList<>();
  private final PlanStage stage;
  private final Map<UplinkId, LinkFacts> told = new HashMap<>();
  private final List<Event> outputs = new ArrayList<>();
  private @Nullable RoutePlan plan;
  private @Nullable RouteAnswer answer;
  private Moment now = Moment.ZERO;
  private int ticks;

  FakeWorld(RandomGenerator random) {
    int count = 1 + random.nextInt(4);
    for (int ordinal = 0; ordinal < count; ordinal++) {
      uplinks.add(uplink(ordinal, random));
      pointToPoint.add(random.nextInt(4) == 0);
      FakeLinks.Link _ = kernel.links.make("wan" + ordinal, addresses(ordinal, random));
    }
    Server.Through[] through = Server.Through.values();
    List<Server> servers =
        List.of(
            new Server(
                "vps",
                List.of(ip("198.51.100.1"), ip("2001:db8:ffff::1")),
                through[random.nextInt(through.length)]));
    Routing usual = Routing.DEFAULT;
    Flows[] flows = Flows.values();
    Routing routing =
        new Routing(
            usual.protocol(),
            usual.tables(),
            usual.marks(),
            usual.metric(),
            usual.priority(),
            flows[random.nextInt(flows.length)],
            random.nextBoolean(),
            new Limits(random.nextInt(Limits.MOST + 1), random.nextInt(Limits.MOST + 1)));
    stage = new PlanStage(uplinks, routing, random.nextInt(3) == 0 ? List.of() : servers);
  }

  private static Uplink uplink(int ordinal, RandomGenerator random) {
    List<InetAddress> gateways = new ArrayList<>();
    // One outside of every network, sometimes: the kernel has to be told that it is a neighbour.
    gateways.add(ip((random.nextInt(5) == 0 ? "10.99.%d.1" : "10.0.%d.1").formatted(ordinal)));
    if (random.nextInt(4) > 0) {
      gateways.add(
          ip(random.nextBoolean() ? "fe80::" + (ordinal + 1) : "2001:db8:" + ordinal + "::1"));
    }
    Mptcp[] kinds = Mptcp.values();
    return new Uplink(
        new UplinkId("u" + ordinal, ordinal),
        "wan" + ordinal,
        1,
        gateways,
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
    addresses.add(prefix("10.0.%d.%d".formatted(ordinal, 2 + random.nextInt(3)), 24));
    if (random.nextInt(3) > 0) {
      addresses.add(prefix("2001:db8:%d::%d".formatted(ordinal, 2 + random.nextInt(3)), 64));
    }
    if (random.nextInt(4) == 0) {
      addresses.add(prefix("10.7.%d.2".formatted(ordinal), 32));
    }
    return addresses;
  }

  static Prefix prefix(String address, int length) {
    return new Prefix(ip(address), length);
  }

  static InetAddress ip(String address) {
    return InetAddress.ofLiteral(address);
  }

  /** Some carry, some stand by, some are excluded; there is always one that carries. */
  void elect(RandomGenerator random) {
    List<UplinkId> all = new ArrayList<>(uplinks.stream().map(Uplink::id).toList());
    Collections.shuffle(all, Random.from(random));
    int carrying = 1 + random.nextInt(all.size());
    int standby = carrying + random.nextInt(all.size() - carrying + 1);
    give(
        new Election(
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
            ""));
  }

  /** Lets the adapters see what has happened in the kernel, and tell it. */
  void look() {
    List<Object> announced = List.copyOf(kernel.announced);
    kernel.announced.clear();
    for (Uplink uplink : uplinks) {
      LinkFacts facts = facts(uplink);
      if (!facts.equals(facts(told.get(uplink.id())))) {
        told.put(uplink.id(), facts);
        give(facts);
      }
    }
    RoutePlan planned = plan;
    if (planned != null
        && (announced.stream().anyMatch(one -> sink.concerns(one, planned))
            || (kernel.linkNews && !sink.left(planned).isEmpty()))) {
      give(new Drifted(now, announced.toString()));
    }
    kernel.linkNews = false;
  }

  private @Nullable LinkFacts facts(@Nullable LinkFacts known) {
    return known == null ? null : known.at(now);
  }

  private LinkFacts facts(Uplink uplink) {
    FakeLinks.Link link = kernel.links.named(uplink.device());
    return link == null
        ? new LinkFacts(now, uplink.id(), 0, false, false, List.of(), uplink.gateways(), false)
        : new LinkFacts(
            now,
            uplink.id(),
            link.index,
            link.up,
            link.up && link.carrier,
            link.addresses,
            pointToPoint.get(uplink.id().ordinal()) ? List.of() : uplink.gateways(),
            pointToPoint.get(uplink.id().ordinal()));
  }

  /** A tenth of a second passes. */
  void tick() {
    now = now.plus(TICK);
    ticks++;
    give(new Woken(now));
    RoutePlan planned = plan;
    if (ticks % TICKS_A_SECOND == 0
        && planned != null
        && sink.left(planned).stream().anyMatch(FakeWorld::isOfMultipath)) {
      give(new Drifted(now, "endpoints"));
    }
  }

  void pass(Duration time) {
    for (long tick = time.dividedBy(TICK); tick > 0; tick--) {
      tick();
    }
  }

  private static boolean isOfMultipath(RouteChange change) {
    return switch (change) {
      case RouteChange.AddEndpoint _,
          RouteChange.ChangeEndpoint _,
          RouteChange.RemoveEndpoint _,
          RouteChange.RaiseLimits _ ->
          true;
      default -> false;
    };
  }

  private void give(Event event) {
    stage.accept(event, outputs::add);
    while (!outputs.isEmpty()) {
      if (outputs.removeFirst() instanceof RoutePlan next) {
        plan = next;
        RouteAnswer answered = sink.apply(next, event.at());
        answer = answered;
        stage.accept(answered, outputs::add);
      }
    }
  }

  /** The last one. */
  RoutePlan plan() {
    return java.util.Objects.requireNonNull(plan, "no plan");
  }

  /** To the last plan. */
  RouteAnswer answer() {
    return java.util.Objects.requireNonNull(answer, "no answer");
  }
}
