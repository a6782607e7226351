package dev.linkflux.stream;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.Blamed;
import dev.linkflux.engine.Orders;
import dev.linkflux.engine.WallClock;
import dev.linkflux.lab.NodeScript;
import dev.linkflux.route.Drifted;
import dev.linkflux.route.Limits;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.resources.LoopResources;

/** What the dashboard shows of what it is told, over a scripted network and the real decisions. */
@Isolated("a browser leaves the others little time")
class DashboardIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Generations of plans from here on are newer than those of the scripted network. */
  private static final long NEXT = 1000;

  private final LoopResources loops = LoopResources.create("dashboard", 1, 2, true);
  private final ScriptedNetwork network =
      new ScriptedNetwork(DashboardPreview.names(3), DashboardPreview.weathers(3));
  private final Sinks.Many<List<Event>> said = Sinks.many().multicast().directBestEffort();
  private Disposable feed = () -> {};
  private DisposableServer server;

  @BeforeEach
  void serve() {
    NodeScript.assumeBrowser();
    Settings settings = ServerSamples.settings(network.settings());
    StreamServer stream =
        new StreamServer(
            Premises.plain(
                settings,
                new WallClock(Instant.now().minus(DashboardPreview.PAST)),
                new Service("test", false)),
            new Orders(),
            loops,
            Schedulers.fromExecutorService(loops.onServer(true).next()),
            Schedulers.fromExecutorService(loops.onServer(true).next()));
    feed = stream.feed(Flux.merge(DashboardPreview.events(network), said.asFlux())).subscribe();
    server =
        Objects.requireNonNull(
            stream.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).block());
  }

  @AfterEach
  void close() {
    feed.dispose();
    if (server != null) {
      server.disposeNow();
    }
    loops.disposeLater(Duration.ofMillis(50), Duration.ofSeconds(2)).block();
  }

  @Test
  void showsTheReasonsOrdersTroubleWithRoutesAndServersAndThatItIsCutOff() {
    try (NodeScript browser =
        NodeScript.start("states.mjs", "http://127.0.0.1:" + server.port() + "/")) {
      browser.awaitCue("drift", PATIENCE);
      said.tryEmitNext(drift()).orThrow();
      browser.awaitCue("tell", PATIENCE);
      said.tryEmitNext(refusal()).orThrow();
      said.tryEmitNext(orders()).orThrow();
      said.tryEmitNext(ServerSamples.trouble(DashboardPreview.PAST.toMillis())).orThrow();
      browser.awaitCue("cut", PATIENCE);
      feed.dispose();
      server.disposeNow();
      var _ = browser.awaitSuccess(PATIENCE);
    }
  }

  private List<Event> orders() {
    UplinkId fibre = network.settings().uplinks().getFirst().id();
    return List.of(
        new Steered(at(0), fibre, Steering.AVOID, Moment.NEVER),
        new Blamed(at(0), fibre, new TargetId("quad9", 1), true, "quad9 is silent alone"));
  }

  /** Somebody else takes a route, and it is put back. */
  private static List<Event> drift() {
    return List.of(
        new Drifted(at(0), "somebody removed default via 10.1.0.1 dev wan1"),
        plan(1, RoutePlan.Cause.DRIFT),
        new RouteAnswer.Applied(at(2), NEXT + 1, 1));
  }

  private static List<Event> refusal() {
    return List.of(
        plan(3, RoutePlan.Cause.ELECTION),
        new RouteAnswer.Refused(at(4), NEXT + 3, "add default: no such device"));
  }

  private static Moment at(long millis) {
    return new Moment(DashboardPreview.PAST.plusMillis(millis).toNanos());
  }

  private static RoutePlan plan(long number, RoutePlan.Cause cause) {
    return new RoutePlan(
        at(number), NEXT + number, cause, List.of(), List.of(), List.of(), Limits.NONE, List.of());
  }
}
