package dev.linkflux.route.linux;

import dev.linkflux.engine.RouteSink;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.Conntrack;
import dev.linkflux.kernel.Rtnetlink;
import dev.linkflux.route.Difference;
import dev.linkflux.route.Route;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.route.RouteChange;
import dev.linkflux.route.RouteChange.AddEndpoint;
import dev.linkflux.route.RouteChange.AddRoute;
import dev.linkflux.route.RouteChange.AddRule;
import dev.linkflux.route.RouteChange.ChangeEndpoint;
import dev.linkflux.route.RouteChange.RaiseLimits;
import dev.linkflux.route.RouteChange.RemoveEndpoint;
import dev.linkflux.route.RouteChange.RemoveRoute;
import dev.linkflux.route.RouteChange.RemoveRule;
import dev.linkflux.route.RouteChange.ReplaceRoute;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.route.Routing;
import dev.linkflux.route.linux.Carrier.Outcome;
import io.netty.channel.IoEventLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Makes the kernel hold a plan, by netlink: carries out the difference to what it held last, reads
 * it back, and does what is left once more. Ours is what carries our protocol number, and the MPTCP
 * endpoints that we noted; nothing else is ever changed.
 */
public final class LinuxRouteSink implements RouteSink {
  private static final int PASSES = 2;

  private final int protocol;
  private final @Nullable Endpoints endpoints;
  private final Scheduler blocking;
  private final @Nullable Hearing hearing;
  private final Image image;
  private final Carrier carrier;
  private final FlowExpiry flows;
  private final DriftWatch watch;

  /** Was applied and stands, until the next one; so that its endpoints can be looked at. */
  private volatile @Nullable RoutePlan settled;

  /**
   * The ways to the kernel, all of one network namespace. Changes need CAP_NET_ADMIN.
   *
   * @param endpoints null if MPTCP is left alone
   * @param conntrack null if tracked connections are left alone
   */
  public record Kernel(
      Rtnetlink rtnetlink, @Nullable Endpoints endpoints, @Nullable Conntrack conntrack) {}

  /**
   * Where what others do is heard.
   *
   * @param loop hears announcements; an epoll loop
   * @param timer of what is looked at once a second
   */
  public record Hearing(IoEventLoop loop, Scheduler timer) {}

  /** One of routes and rules alone, that does not hear what others do to them. */
  public LinuxRouteSink(Routing routing, Rtnetlink rtnetlink, Scheduler blocking) {
    this(routing, new Kernel(rtnetlink, null, null), blocking, null, _ -> {});
  }

  /**
   * @param blocking runs the calls, of some milliseconds at most
   * @param hearing where what others do is heard, or null for not at all
   * @param told takes sentences for a person
   */
  public LinuxRouteSink(
      Routing routing,
      Kernel kernel,
      Scheduler blocking,
      @Nullable Hearing hearing,
      Consumer<String> told) {
    this.protocol = routing.protocol();
    this.endpoints = kernel.endpoints();
    this.blocking = blocking;
    this.hearing = hearing;
    this.image =
        new Image(
            known -> KernelState.read(kernel.rtnetlink(), protocol, kernel.endpoints(), known));
    this.carrier = new Carrier(kernel.rtnetlink(), protocol, kernel.endpoints());
    this.flows = new FlowExpiry(kernel.conntrack(), told);
    this.watch = new DriftWatch(kernel.rtnetlink(), protocol, image);
  }

  @Override
  public Mono<Unstamped> apply(RoutePlan plan) {
    return Mono.fromSupplier(() -> answer(plan)).subscribeOn(blocking);
  }

  /** Of the network namespace of the thread that subscribes. */
  @Override
  public Flux<Unstamped> drift() {
    Hearing where = hearing;
    Callable<Optional<String>> glance = endpoints == null ? null : this::endpointDrift;
    return where == null ? Flux.never() : watch.drift(where, glance, blocking);
  }

  /** What it would take to make the kernel hold a plan; it is read for that. */
  public Mono<List<RouteChange>> changes(RoutePlan plan) {
    return Mono.fromCallable(() -> difference(image.read(), plan)).subscribeOn(blocking);
  }

  private Unstamped answer(RoutePlan plan) {
    settled = null;
    watch.expect(plan);
    try {
      return carryOut(plan);
    } catch (IOException e) {
      image.spoil();
      return refused(plan, String.valueOf(e.getMessage()));
    }
  }

  private Unstamped carryOut(RoutePlan plan) throws IOException {
    KernelState before = image.valid().orElse(null);
    List<RouteChange> changes = before == null ? List.of() : difference(before, plan);
    if (before == null || changes.isEmpty()) {
      // That nothing is to do is said of the kernel, never of an image of it.
      before = image.read();
      changes = difference(before, plan);
    }
    int done = 0;
    List<String> refusals = List.of();
    for (int pass = 0; pass < PASSES && !changes.isEmpty(); pass++) {
      Outcome outcome =
          carrier.carryOut(changes, new Requests(protocol, before, before.feasible(plan)));
      done += outcome.done();
      refusals = outcome.refusals();
      before = image.read();
      changes = difference(before, plan);
      if (outcome.forbidden()) {
        break;
      }
    }
    if (changes.stream().noneMatch(LinuxRouteSink::isOfMain)) {
      flows.carryOut(plan.expiries());
    }
    List<String> reasons = new ArrayList<>(before.conflicts(plan));
    if (!changes.isEmpty()) {
      reasons.addAll(
          refusals.isEmpty()
              ? List.of("somebody else undoes it; still to do: " + changes.getFirst().words())
              : refusals);
    }
    return reasons.isEmpty() ? applied(plan, done) : refused(plan, String.join("; ", reasons));
  }

  private static List<RouteChange> difference(KernelState state, RoutePlan plan) {
    return Difference.between(state.holding(), state.feasible(plan));
  }

  /** Whether traffic may not flow yet as the plan wants it. */
  private static boolean isOfMain(RouteChange left) {
    return switch (left) {
      case AddRoute(var route) -> route.table() == Route.MAIN;
      case ReplaceRoute(var route) -> route.table() == Route.MAIN;
      case RemoveRoute(var route) -> route.table() == Route.MAIN;
      case AddRule _, RemoveRule _ -> false;
      case AddEndpoint _, ChangeEndpoint _, RemoveEndpoint _, RaiseLimits _ -> false;
    };
  }

  /** How the endpoints have changed since the plan was applied. */
  private Optional<String> endpointDrift() {
    RoutePlan plan = settled;
    Endpoints ours = endpoints;
    return plan == null || ours == null || plan.endpoints().isEmpty()
        ? Optional.empty()
        : ours.glance().drift(plan);
  }

  private Unstamped applied(RoutePlan plan, int changes) {
    int forgotten = flows.settle();
    settled = plan;
    return at -> new RouteAnswer.Applied(at, plan.generation(), changes, forgotten);
  }

  private static Unstamped refused(RoutePlan plan, String reason) {
    return at -> new RouteAnswer.Refused(at, plan.generation(), reason);
  }
}
