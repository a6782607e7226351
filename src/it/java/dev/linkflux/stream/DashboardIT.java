package dev.linkflux.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.Blamed;
import dev.linkflux.engine.WallClock;
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
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.resources.LoopResources;

/** The dashboard in a real browser, over a scripted network and the real decisions. */
class DashboardIT {
  private final LoopResources loops = LoopResources.create("dashboard", 1, 2, true);
  private ScriptedNetwork network = network();
  private Disposable feed = () -> {};
  private DisposableServer server;
  private final Sinks.Many<List<Event>> said = Sinks.many().multicast().directBestEffort();
  private Browser browser;

  private static ScriptedNetwork network() {
    return new ScriptedNetwork(DashboardPreview.names(3), DashboardPreview.weathers(3));
  }

  @BeforeEach
  void open() throws IOException {
    Optional<Path> chromium = Browser.executable();
    if (chromium.isEmpty()) {
      System.err.println(
          "SKIPPED: the dashboard is not tested, as there is no chromium in /usr/bin");
    }
    assumeTrue(chromium.isPresent(), "no chromium in /usr/bin");
    serve(network.settings());
    browser = Browser.open(chromium.get());
    browser.go("http://127.0.0.1:" + server.port() + "/");
  }

  private void serve(Settings settings) {
    StreamServer stream =
        new StreamServer(
            settings,
            new WallClock(Instant.now().minus(DashboardPreview.PAST)),
            new Service("test", false),
            loops,
            Schedulers.fromExecutorService(loops.onServer(true).next()));
    feed = stream.feed(Flux.merge(DashboardPreview.events(network), said.asFlux())).subscribe();
    server =
        Objects.requireNonNull(
            stream.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).block());
  }

  @AfterEach
  void close() throws IOException {
    feed.dispose();
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.disposeNow();
    }
    loops.disposeLater(Duration.ofMillis(50), Duration.ofSeconds(2)).block();
  }

  @Test
  void showsUplinksTheirFiguresAndTheReasonsOfDecisions() {
    browser.awaitTrue("document.querySelectorAll('.card').length === 3");
    browser.awaitTrue("document.getElementById('live').textContent === 'live'");

    assertThat(browser.evaluate("document.getElementById('now-line').textContent").asText())
        .isEqualTo("fibre carries the traffic");
    assertThat(browser.evaluate("document.querySelector('.card.carrying').textContent").asText())
        .contains("fibre", "Up", "carries traffic", "cloudflare");
    assertThat(browser.evaluate("document.getElementById('servers-section').hidden").asBoolean())
        .isTrue();
    assertThat(browser.evaluate("document.getElementById('decisions').textContent").asText())
        .contains("fibre is down: no answer from any of 3 targets", "traffic moves from fibre to");
    assertThat(drawn("canvas.curve")).isTrue();
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void opensTheEvidenceOfADecision() {
    browser.awaitTrue("document.querySelectorAll('#decisions .is-transition').length > 3");
    var _ =
        browser.evaluate(
            "[...document.querySelectorAll('#decisions summary')]"
                + ".find(it => it.textContent.includes('fibre is down')).click()");

    browser.awaitTrue("document.querySelector('details[open] .evidence table tbody tr') !== null");
    assertThat(
            browser
                .evaluate("document.querySelector('details[open] .evidence').textContent")
                .asText())
        .contains("Up to Down, because: blackout", "Measured", "Limit");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void showsWhatTheOperatorWantsAndWhichTargetsAreLeftOut() {
    browser.awaitTrue("document.querySelectorAll('.card').length === 3");
    browser.awaitTrue("document.getElementById('live').textContent === 'live'");
    Moment at = new Moment(DashboardPreview.PAST.toNanos());
    UplinkId fibre = network.settings().uplinks().get(0).id();
    said.tryEmitNext(
            List.of(
                new Steered(at, fibre, Steering.AVOID, Moment.NEVER),
                new Blamed(at, fibre, new TargetId("quad9", 1), true, "quad9 is silent alone")))
        .orThrow();

    browser.awaitTrue(
        "document.querySelector('.steering:not([hidden])')?.textContent"
            + " === 'avoided by the operator'");
    browser.awaitTrue(
        "[...document.querySelectorAll('.targets li')]"
            + ".some(it => it.textContent === 'quad9bad, left out')");
    assertThat(browser.evaluate("document.getElementById('decisions').textContent").asText())
        .contains("quad9 is silent alone", "the operator orders: avoid fibre");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void saysThatSomebodyElseChangesOurRoutesAndThatTheKernelRefusesThem() {
    browser.awaitTrue("document.getElementById('live').textContent === 'live'");
    assertThat(browser.evaluate("document.getElementById('now-routes').hidden").asBoolean())
        .isTrue();
    said.tryEmitNext(
            List.of(
                new Drifted(at(0), "somebody removed default via 10.1.0.1 dev wan1"),
                plan(1, RoutePlan.Cause.DRIFT),
                new RouteAnswer.Applied(at(2), NEXT + 1, 1)))
        .orThrow();
    browser.awaitTrue(
        "/put back once so far.*somebody removed default via 10.1.0.1 dev wan1$/"
            + ".test(document.getElementById('now-routes').textContent)");

    said.tryEmitNext(
            List.of(
                plan(3, RoutePlan.Cause.ELECTION),
                new RouteAnswer.Refused(at(4), NEXT + 3, "add default: no such device")))
        .orThrow();
    browser.awaitTrue(
        "/refuses the routes since .*: add default: no such device$/"
            + ".test(document.getElementById('now-routes').textContent)");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void showsServersWhatIsBrokenAndWhatToDo() {
    feed.dispose();
    server.disposeNow();
    network = network();
    serve(ServerSamples.settings(network.settings()));
    browser.go("http://127.0.0.1:" + server.port() + "/");
    browser.awaitTrue("document.getElementById('live').textContent === 'live'");
    browser.awaitTrue("document.querySelectorAll('#servers .server').length === 2");
    said.tryEmitNext(ServerSamples.trouble(DashboardPreview.PAST.toMillis())).orThrow();

    browser.awaitTrue(
        "document.querySelector('.server.active .server-name')?.textContent === 'the spare/one'");
    assertThat(browser.evaluate("document.querySelector('.server').textContent").asText())
        .contains("vps", "main", "Down", "port refused", "2001:db8::7, 192.0.2.7", "last good ones")
        .contains("fibreport-refused", "lteuplink")
        .contains("vps is Down: port-refused", "start what listens there")
        .contains("The name servers do not say where it is: dns-silent (no answer")
        .doesNotContain("in use");
    assertThat(browser.evaluate("document.querySelector('.server.active').textContent").asText())
        .contains("backup", "Up", "in use", "192.0.2.7", "fibreserves", "lteclock")
        .contains("the clock of the spare/one is 12 s ahead of ours", "let it ask a time server");
    assertThat(browser.evaluate("document.getElementById('decisions').textContent").asText())
        .contains("the spare/one in use", "vps Down", "vps is Down: port-refused");
    browser.resize(390, 844, false);
    browser.awaitTrue("document.documentElement.scrollWidth <= 390");
    assertThat(browser.errors()).isEmpty();
  }

  /** Generations of plans from here on are newer than those of the scripted network. */
  private static final long NEXT = 1000;

  private static Moment at(long millis) {
    return new Moment(DashboardPreview.PAST.plusMillis(millis).toNanos());
  }

  private static RoutePlan plan(long number, RoutePlan.Cause cause) {
    return new RoutePlan(
        at(number), NEXT + number, cause, List.of(), List.of(), List.of(), Limits.NONE, List.of());
  }

  @Test
  void figuresGoOnByThemselves() {
    browser.awaitTrue("document.getElementById('live').textContent === 'live'");
    var _ = browser.evaluate("window.before = document.getElementById('clock').textContent");

    browser.awaitTrue("document.getElementById('clock').textContent !== window.before");
    browser.awaitTrue("document.getElementById('live').textContent === 'live'");
  }

  @Test
  void saysThatItIsCutOff() {
    browser.awaitTrue("document.getElementById('live').textContent === 'live'");

    feed.dispose();
    server.disposeNow();

    browser.awaitTrue("document.getElementById('live').textContent.startsWith('reconnecting')");
  }

  /** True if something other than nothing is on the canvas. */
  private boolean drawn(String selector) {
    browser.awaitTrue("document.querySelector('" + selector + "') !== null");
    return browser
        .evaluate(
            "(() => { const it = document.querySelector('"
                + selector
                + "'); return it.getContext('2d').getImageData(0, 0, it.width, it.height)"
                + ".data.some(byte => byte !== 0); })()")
        .asBoolean();
  }
}
