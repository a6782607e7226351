package dev.linkflux.stream;

import dev.linkflux.engine.Orders;
import dev.linkflux.engine.WallClock;
import dev.linkflux.lab.NodeScript;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.resources.LoopResources;

/** Curves, lanes and decisions on the dashboard, over a scripted network and the real decisions. */
@Isolated("a browser leaves the others little time")
class TimelineIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final LoopResources loops = LoopResources.create("timeline", 1, 2, true);
  private Disposable feed = () -> {};
  private DisposableServer server;

  @BeforeEach
  void serve() {
    NodeScript.assumeBrowser();
    ScriptedNetwork network =
        new ScriptedNetwork(DashboardPreview.names(3), DashboardPreview.weathers(3));
    StreamServer stream =
        new StreamServer(
            Premises.plain(
                ServerSamples.settings(network.settings()),
                new WallClock(Instant.now().minus(DashboardPreview.PAST)),
                new Service("test", false)),
            new Orders(),
            loops,
            Schedulers.fromExecutorService(loops.onServer(true).next()),
            Schedulers.fromExecutorService(loops.onServer(true).next()));
    feed = stream.feed(DashboardPreview.events(network)).subscribe();
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
  void drawsCurvesAndLanesAndOpensEachDecisionToItsEvidence() {
    try (NodeScript axis = NodeScript.start("axis.mjs");
        NodeScript browser =
            NodeScript.start("timeline.mjs", "http://127.0.0.1:" + server.port() + "/")) {
      axis.awaitSuccess(PATIENCE);
      browser.awaitSuccess(PATIENCE);
    }
  }
}
