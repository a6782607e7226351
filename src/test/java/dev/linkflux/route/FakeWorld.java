package dev.linkflux.route;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  final List<Uplink> uplinks;
  private final RandomRouter router;
  private final PlanStage stage;
  private final Map<UplinkId, LinkFacts> told = new HashMap<>();
  private final List<Event> outputs = new ArrayList<>();
  private @Nullable RoutePlan plan;
  private @Nullable RouteAnswer answer;
  private Moment now = Moment.ZERO;
  private int ticks;

  FakeWorld(RandomGenerator random) {
    router = new RandomRouter(random);
    uplinks = router.uplinks();
    for (Uplink uplink : uplinks) {
      FakeLinks.Link _ =
          kernel.links.make(uplink.device(), RandomRouter.addresses(uplink.id().ordinal(), random));
    }
    stage = new PlanStage(uplinks, router.routing(), router.servers());
  }

  static Prefix prefix(String address, int length) {
    return new Prefix(ip(address), length);
  }

  static InetAddress ip(String address) {
    return InetAddress.ofLiteral(address);
  }

  /** Another election. */
  void elect() {
    give(router.election(now));
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
      give(new Drifted(now, "somebody else changes routes or rules"));
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
            uplink.gateways(),
            uplink.gateways().isEmpty());
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
    return Objects.requireNonNull(plan, "no plan");
  }

  /** To the last plan. */
  RouteAnswer answer() {
    return Objects.requireNonNull(answer, "no answer");
  }
}
