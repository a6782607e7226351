package dev.linkflux.route.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.Rules;
import dev.linkflux.decision.Transition;
import dev.linkflux.engine.Engine;
import dev.linkflux.engine.Gate;
import dev.linkflux.engine.Instruments;
import dev.linkflux.kernel.NetlinkEvents;
import dev.linkflux.kernel.Rtnetlink;
import dev.linkflux.lab.LiveTrace;
import dev.linkflux.lab.Namespace;
import dev.linkflux.lab.RouteWatch;
import dev.linkflux.probe.Probing;
import dev.linkflux.quality.Windowing;
import dev.linkflux.route.Difference;
import dev.linkflux.route.Hop;
import dev.linkflux.route.Route;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.route.RouteChange;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.ProbeKind;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The whole engine over the router of a lab, whose probes are all answered: what it planned, and
 * whether the kernel holds that.
 */
final class EngineRun implements AutoCloseable {
  /** One that comes back proves itself in moments, and flapping delays nothing. */
  private static final Rules RULES =
      new Rules(
          Duration.ofDays(30),
          Duration.ofSeconds(2),
          Duration.ofMillis(100),
          new Rules.Dampening(1, 1e9, 1, Duration.ofSeconds(1), Duration.ofSeconds(1)));

  private static final Probing PROBING =
      new Probing(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofSeconds(1), 16);

  final RouteWatch watch;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final IoEventLoop loop = group.next();
  private final Scheduler gate = Schedulers.newSingle("gate", true);
  private final Rtnetlink reader;
  private final Rtnetlink writer;
  private final Rtnetlink looker;
  private final Settings settings;
  private final List<Event> journal = new CopyOnWriteArrayList<>();
  private final Disposable engine;

  EngineRun(RouteLab lab, List<Uplink> uplinks) {
    this(lab, uplinks, NetlinkEvents.RECEIVE_BUFFER_BYTES);
  }

  /**
   * @param receiveBuffer room for announcements that wait for the watch, in bytes
   */
  EngineRun(RouteLab lab, List<Uplink> uplinks, int receiveBuffer) {
    Namespace namespace = new Namespace(lab.router);
    watch = RouteWatch.of(namespace);
    reader = namespace.call(Rtnetlink::open);
    writer = namespace.call(Rtnetlink::open);
    looker = namespace.call(Rtnetlink::open);
    settings =
        new Settings(
            uplinks,
            List.of(Target.icmp(0, "everybody", "192.0.2.1")),
            Demand.DEFAULTS,
            PROBING,
            Windowing.DEFAULT,
            RULES,
            RouteLab.ROUTING);
    Engine whole =
        new Engine(
            settings,
            Map.of(ProbeKind.ICMP, new Answering()),
            new LinuxLinkWatch(
                uplinks,
                RouteLab.ROUTING,
                reader,
                loop,
                Schedulers.boundedElastic(),
                receiveBuffer),
            new LinuxRouteSink(
                RouteLab.ROUTING,
                new LinuxRouteSink.Kernel(writer, null, null),
                Schedulers.boundedElastic(),
                new LinuxRouteSink.Hearing(loop, gate),
                _ -> {}),
            new Gate(gate, journal::add),
            new Instruments(),
            gate,
            _ -> {},
            1);
    engine = namespace.call(() -> whole.events().subscribe(this::note, failures::add));
  }

  private void note(List<Event> made) {
    events.addAll(made);
    journal.addAll(LiveTrace.decided(made));
  }

  /** The loop that hears the announcements. */
  IoEventLoop loop() {
    return loop;
  }

  <T extends Event> List<T> told(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The latest of an uplink. */
  Transition transition(int ordinal) {
    return told(Transition.class).stream()
        .filter(one -> one.uplink().ordinal() == ordinal)
        .toList()
        .getLast();
  }

  /** Where the main default of a plan leads first; null if it has none of that family. */
  static @Nullable Route mainDefault(RoutePlan plan, boolean ipv6) {
    return plan.routes().stream()
        .filter(route -> route.table() == Route.MAIN && route.isDefault())
        .filter(route -> route.destination().isIpv6() == ipv6)
        .findFirst()
        .orElse(null);
  }

  /** Waits until traffic of IPv4 leaves there and the kernel holds the plan. */
  Hop awaitVia(String device) {
    return awaitHop(device, false, hop -> hop.device().equals(device));
  }

  /** Waits until the first hop of the main default is such a one and the kernel holds the plan. */
  Hop awaitHop(String what, boolean ipv6, Predicate<Hop> wanted) {
    Route route =
        awaitRoute("the main default is " + what, ipv6, it -> wanted.test(it.hops().getFirst()));
    return route.hops().getFirst();
  }

  /** Waits until the main default is such a one and the kernel holds the plan. */
  Route awaitRoute(String what, boolean ipv6, Predicate<Route> wanted) {
    Route[] found = new Route[1];
    awaitPlan(
        what,
        plan -> {
          Route route = mainDefault(plan, ipv6);
          if (route == null || !wanted.test(route)) {
            return false;
          }
          found[0] = route;
          return true;
        });
    return found[0];
  }

  /** Waits until the newest plan is such a one, is answered, and is what the kernel holds. */
  void awaitPlan(String what, Predicate<RoutePlan> wanted) {
    try {
      RouteLab.await(what, () -> wanted.test(plan()) && isAnswered() && missing().isEmpty());
    } catch (AssertionError late) {
      throw new AssertionError(
          "%s; plan %s; missing %s; answers %s; transitions %s"
              .formatted(
                  late.getMessage(),
                  plan(),
                  missing(),
                  told(RouteAnswer.class),
                  told(Transition.class)),
          late);
    }
  }

  private RoutePlan plan() {
    List<RoutePlan> plans = told(RoutePlan.class);
    return plans.isEmpty() ? RoutePlan.nothing() : plans.getLast();
  }

  private boolean isAnswered() {
    return told(RouteAnswer.Applied.class).stream()
        .anyMatch(answer -> answer.generation() == plan().generation());
  }

  /** What the kernel would have to be told for it to hold the newest plan. */
  private List<RouteChange> missing() {
    try {
      KernelState held = KernelState.read(looker, RouteLab.ROUTING.protocol(), null, null);
      return Difference.between(held.holding(), plan());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From a moment on there always was a default route in the main table, whoever's. */
  void assertADefaultStoodSince(int change) {
    List<RouteWatch.Change> all = watch.changes();
    assertThat(all.subList(change, all.size())).allMatch(one -> one.route().isPresent());
  }

  @Override
  public void close() throws IOException {
    engine.dispose();
    gate.dispose();
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    watch.close();
    reader.close();
    writer.close();
    looker.close();
    assertThat(failures).isEmpty();
    int _ = LiveTrace.verify(settings, journal);
  }
}
