package dev.linkflux.route.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.Rules;
import dev.linkflux.engine.Engine;
import dev.linkflux.engine.Gate;
import dev.linkflux.engine.Instruments;
import dev.linkflux.kernel.NetlinkEvent;
import dev.linkflux.kernel.NetlinkEvents;
import dev.linkflux.kernel.Rtnetlink;
import dev.linkflux.lab.LiveTrace;
import dev.linkflux.lab.Namespace;
import dev.linkflux.lab.NeedsLab;
import dev.linkflux.lab.RouteWatch;
import dev.linkflux.probe.Probing;
import dev.linkflux.quality.Windowing;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.Demand;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** From a lost carrier through the whole engine to the new route, on a real kernel. */
@Isolated("it measures how long a switch takes")
@NeedsLab
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class CarrierFailoverIT {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final List<Long> TAKEN = new CopyOnWriteArrayList<>();

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(2, EpollIoHandler.newFactory());
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final List<Long> losses = new CopyOnWriteArrayList<>();
  private RouteLab lab;
  private Namespace namespace;
  private Rtnetlink reader;
  private Rtnetlink writer;

  @BeforeEach
  void build() throws IOException {
    lab = new RouteLab();
    namespace = new Namespace(lab.router);
    reader = namespace.call(Rtnetlink::open);
    writer = namespace.call(Rtnetlink::open);
  }

  @AfterEach
  void remove() throws IOException {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    reader.close();
    writer.close();
    lab.close();
    assertThat(failures).isEmpty();
  }

  private static Settings settings() throws IOException {
    return new Settings(
        RouteLab.uplinks("10.1.1.1", "10.1.2.1"),
        List.of(),
        Demand.DEFAULTS,
        Probing.DEFAULT,
        Windowing.DEFAULT,
        Rules.DEFAULT,
        RouteLab.ROUTING);
  }

  private Disposable run(Scheduler gate, Settings settings, List<Event> journal) {
    Engine engine =
        new Engine(
            settings,
            Map.of(),
            new LinuxLinkWatch(
                settings.uplinks(),
                RouteLab.ROUTING,
                reader,
                group.next(),
                Schedulers.boundedElastic()),
            new LinuxRouteSink(
                RouteLab.ROUTING,
                new LinuxRouteSink.Kernel(writer, null, null),
                Schedulers.boundedElastic(),
                new LinuxRouteSink.Hearing(group.next(), gate),
                _ -> {}),
            new Gate(gate, journal::add),
            new Instruments(),
            gate,
            _ -> {},
            1);
    return namespace.call(
        () ->
            engine
                .events()
                .subscribe(made -> journal.addAll(LiveTrace.decided(made)), failures::add));
  }

  private NetlinkEvents announcements() {
    return namespace.call(
        () ->
            NetlinkEvents.open(
                    group.next(),
                    NetlinkEvents.RECEIVE_BUFFER_BYTES,
                    event -> {
                      if (event instanceof NetlinkEvent.LinkChanged(var link, _)
                          && link.name().startsWith("wan")
                          && !link.lowerUp()) {
                        losses.add(System.nanoTime());
                      }
                    },
                    failures::add)
                .get());
  }

  @AfterAll
  static void say() {
    long[] all = TAKEN.stream().mapToLong(Long::longValue).toArray();
    System.out.println("announcement of the loss -> new main default: " + Figures.of(all));
  }

  @RepeatedTest(5)
  void theRouteFollowsTheCarrierAndADefaultRouteStandsAllTheTime() throws IOException {
    Scheduler gate = Schedulers.newSingle("gate", true);
    try (NetlinkEvents _ = announcements();
        RouteWatch watch = RouteWatch.of(namespace)) {
      Settings settings = settings();
      List<Event> journal = new CopyOnWriteArrayList<>();
      Disposable engine = run(gate, settings, journal);
      try {
        long _ = watch.awaitDefaultVia("wan1", LIMIT);
        int before = watch.changes().size();
        follow(watch, "p1", "wan2");
        lab.inFar("link", "set", "p1", "up");
        RouteLab.await(
            "its table is back",
            () -> lab.said("route", "show", "table", "1001").contains("default"));
        follow(watch, "p2", "wan1");
        assertThat(watch.changes().subList(before, watch.changes().size()))
            .allMatch(change -> change.route().isPresent());
      } finally {
        engine.dispose();
        gate.dispose();
      }
      int _ = LiveTrace.verify(settings, journal);
    }
  }

  private void follow(RouteWatch watch, String lost, String taken) throws IOException {
    losses.clear();
    lab.inFar("link", "set", lost, "down");
    long moved = watch.awaitDefaultVia(taken, LIMIT);
    RouteLab.await("the loss is announced", () -> !losses.isEmpty());
    TAKEN.add(moved - losses.getFirst());
    // Ten times the bar: the machine that tests may be busy.
    assertThat(TAKEN.getLast()).isLessThan(Duration.ofMillis(200).toNanos());
  }
}
