package dev.linkflux.route.linux;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.Rules;
import dev.linkflux.decision.Strategy;
import dev.linkflux.engine.Engine;
import dev.linkflux.engine.Gate;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Orders;
import dev.linkflux.engine.Outside;
import dev.linkflux.engine.TrafficWatch;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.Conntrack;
import dev.linkflux.kernel.MptcpPm;
import dev.linkflux.kernel.NetlinkEvent;
import dev.linkflux.kernel.NetlinkEvents;
import dev.linkflux.kernel.Rtnetlink;
import dev.linkflux.lab.Held;
import dev.linkflux.lab.LiveTrace;
import dev.linkflux.lab.Namespace;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.probe.Probing;
import dev.linkflux.quality.Windowing;
import dev.linkflux.route.Endpoint;
import dev.linkflux.route.Route;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.route.Rule;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Mptcp;
import dev.linkflux.uplink.ProbeKind;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The whole engine, set at random, over a router that others work on: what it planned, what the
 * kernel holds, and whether it ever changed what is not its own.
 */
final class DamagedRouter implements AutoCloseable {
  private static final Rules RULES =
      new Rules(
          Duration.ofDays(30),
          Duration.ofSeconds(2),
          Duration.ofMillis(100),
          new Rules.Dampening(0, 1, 0.5, Duration.ofSeconds(1), Duration.ofSeconds(1)));

  private static final Probing PROBING =
      new Probing(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofSeconds(1), 16);

  private static final int PROTOCOL = RouteLab.ROUTING.protocol();

  private final Namespace router;
  private final List<Uplink> uplinks;
  private final Orders orders = new Orders();
  private final List<String> trespasses = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(2, EpollIoHandler.newFactory());
  private final Scheduler gate = Schedulers.newSingle("gate", true);
  private final List<Runnable> closing = new ArrayList<>();
  private final Settings settings;
  private final List<Event> journal = new CopyOnWriteArrayList<>();
  private final Disposable engine;
  private volatile @Nullable RoutePlan plan;
  private volatile @Nullable RouteAnswer answer;

  /**
   * @param state directory of the endpoints' notes
   */
  DamagedRouter(RouteLab lab, int count, SplittableRandom random, Path state) throws IOException {
    router = new Namespace(lab.router);
    uplinks = IntStream.rangeClosed(1, count).mapToObj(number -> uplink(number, random)).toList();
    Rtnetlink reader = router.call(Rtnetlink::open);
    Rtnetlink writer = router.call(Rtnetlink::open);
    MptcpPm mptcp = router.call(MptcpPm::open);
    Conntrack conntrack = router.call(Conntrack::open);
    NetlinkEvents heard = router.call(() -> announcements(writer));
    closing.addAll(
        List.of(reader::close, writer::close, mptcp::close, conntrack::close, heard::close));
    Endpoints endpoints = new Endpoints(mptcp, EndpointNotes.in(state, trespasses::add));
    LinuxRouteSink sink =
        new LinuxRouteSink(
            RouteLab.ROUTING,
            new LinuxRouteSink.Kernel(writer, endpoints, conntrack),
            Schedulers.boundedElastic(),
            new LinuxRouteSink.Hearing(group.next(), gate),
            _ -> {});
    settings = settings(random);
    Engine whole =
        new Engine(
            settings,
            _ -> Map.of(ProbeKind.ICMP, DamagedRouter::answers),
            new LinuxLinkWatch(
                uplinks, RouteLab.ROUTING, reader, group.next(), Schedulers.boundedElastic()),
            sink,
            new Outside(InstantSource.system(), orders, TrafficWatch.NOBODY),
            new Gate(gate, journal::add),
            new Instruments(),
            gate,
            _ -> {},
            random.nextLong());
    engine = router.call(() -> whole.events().subscribe(this::note, failures::add));
  }

  private static Uplink uplink(int number, SplittableRandom random) {
    List<InetAddress> gateways =
        Stream.of("10.1." + number + ".1", "fd01:" + number + "::1")
            .map(InetAddress::ofLiteral)
            .toList();
    Mptcp mptcp =
        List.of(Mptcp.OFF, Mptcp.SUBFLOW, Mptcp.BACKUP, Mptcp.SIGNAL).get(random.nextInt(4));
    return new Uplink(
        new UplinkId("u" + number, number - 1),
        "wan" + number,
        1 + random.nextInt(2),
        gateways,
        1 + random.nextInt(9),
        false,
        Uplink.UNMETERED,
        0,
        0,
        List.of(),
        mptcp);
  }

  private Settings settings(SplittableRandom random) {
    List<Server.Through> through = List.of(Server.Through.values());
    List<InetAddress> addresses =
        Stream.of("192.0.2.200", "2001:db8:7::200").map(InetAddress::ofLiteral).toList();
    return new Settings(
        uplinks,
        List.of(Target.icmp(0, "everybody", "192.0.2.1")),
        Demand.DEFAULTS,
        PROBING,
        Windowing.DEFAULT,
        random.nextBoolean() ? RULES : RULES.with(new Strategy.Balance(false)),
        RouteLab.ROUTING,
        List.of(
            new Server(
                new ServerId("vps", 0), addresses, through.get(random.nextInt(through.size())))));
  }

  /** What changes by our own socket must be ours. */
  private NetlinkEvents announcements(Rtnetlink writer) throws Exception {
    return NetlinkEvents.open(
            group.next(),
            NetlinkEvents.RECEIVE_BUFFER_BYTES,
            event -> {
              switch (event) {
                case NetlinkEvent.RouteChanged(var route, var _, var port)
                    when writer.isOwn(port) && route.protocol() != PROTOCOL ->
                    trespasses.add(event.toString());
                case NetlinkEvent.RuleChanged(var rule, var _, var port)
                    when writer.isOwn(port) && rule.protocol() != PROTOCOL ->
                    trespasses.add(event.toString());
                default -> {}
              }
            },
            failures::add)
        .get();
  }

  /** Every probe is answered: what rules an uplink out here is its interface alone. */
  private static Flux<Unstamped> answers(Uplink uplink, List<Target> targets, Flux<ProbeId> turns) {
    return turns.flatMapIterable(
        id ->
            List.of(
                at -> new Observation.Sent(at, id),
                at -> new Observation.Returned(at, id, Duration.ofMillis(1).toNanos())));
  }

  private void note(List<Event> made) {
    journal.addAll(LiveTrace.decided(made));
    for (Event event : made) {
      switch (event) {
        case RoutePlan newer -> plan = newer;
        case RouteAnswer given -> answer = given;
        default -> {}
      }
    }
  }

  /** Orders at random what the operator wants of one of the uplinks. */
  String steer(SplittableRandom random) {
    UplinkId uplink = uplinks.get(random.nextInt(uplinks.size())).id();
    Steering steering = List.of(Steering.values()).get(random.nextInt(Steering.values().length));
    var _ = orders.steer(uplink, steering, null).block(Duration.ofSeconds(5));
    return steering.wire() + " " + uplink.name();
  }

  /** What is not as it must be; empty if plan and kernel are equal. */
  List<String> differences(Damage damage) {
    RoutePlan now = plan;
    RouteAnswer given = answer;
    if (now == null) {
      return List.of("there is no plan");
    }
    List<String> all = new ArrayList<>();
    if (!(given instanceof RouteAnswer.Applied) || given.generation() != now.generation()) {
      all.add("plan " + now.generation() + " of " + now.cause() + " got " + given);
    }
    Held held = Held.of(router, PROTOCOL);
    List<String> words =
        Stream.concat(
                now.routes().stream().map(Route::toString),
                now.rules().stream().map(Rule::toString))
            .toList();
    compare("routes and rules", words, held.ours(), all);
    compare(
        "sources", now.routes().stream().map(DamagedRouter::sourced).toList(), held.sources(), all);
    List<String> endpoints =
        new ArrayList<>(now.endpoints().stream().map(Endpoint::toString).toList());
    endpoints.addAll(damage.foreignEndpoints());
    compare("endpoints", endpoints, Held.endpoints(router), all);
    return all;
  }

  private static String sourced(Route route) {
    InetAddress source = route.source();
    return route + " src " + (source == null ? "" : source.getHostAddress());
  }

  private static void compare(
      String what, List<String> planned, List<String> held, List<String> differences) {
    List<String> missing = new ArrayList<>(planned);
    held.forEach(missing::remove);
    List<String> spare = new ArrayList<>(held);
    planned.forEach(spare::remove);
    if (!missing.isEmpty() || !spare.isEmpty()) {
      differences.add(what + ": missing " + missing + ", spare " + spare);
    }
  }

  /** Routes and rules of others. */
  List<String> foreign() {
    return Held.of(router, PROTOCOL).foreign();
  }

  /** What it changed that was not its own, and what went wrong in it. */
  List<String> trespasses() {
    List<String> all = new ArrayList<>(trespasses);
    failures.forEach(failure -> all.add(failure.toString()));
    return all;
  }

  @Override
  public void close() {
    engine.dispose();
    gate.dispose();
    closing.forEach(Runnable::run);
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    int _ = LiveTrace.verify(settings, journal);
  }
}
