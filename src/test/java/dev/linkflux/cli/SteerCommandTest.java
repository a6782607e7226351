package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.engine.Orders;
import dev.linkflux.engine.WallClock;
import dev.linkflux.stream.Premises;
import dev.linkflux.stream.Service;
import dev.linkflux.stream.StreamServer;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/** {@code linkflux steer} against a server whose orders pass at once. */
class SteerCommandTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Settings settings = Scenario.settings(2, 3);
  private final Orders orders = new Orders();
  private final LoopResources loops = LoopResources.create("steered", 1, true);
  private final StreamServer stream =
      new StreamServer(
          Premises.plain(
              settings,
              new WallClock(Instant.parse("2026-11-22T03:00:00Z")),
              new Service("test", false)),
          orders,
          loops,
          Schedulers.fromExecutorService(loops.onServer(true).next()),
          Schedulers.fromExecutorService(loops.onServer(true).next()));
  private Disposable feed = () -> {};
  private DisposableServer server = bind();

  private DisposableServer bind() {
    return Objects.requireNonNull(
        stream.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).block(LIMIT));
  }

  @BeforeEach
  void begin() {
    Flux<List<Event>> passed =
        orders.given().map(order -> List.of(order.at(new Moment(1_000_000_000))));
    feed = stream.feed(passed).subscribe();
  }

  @AfterEach
  void close() {
    feed.dispose();
    server.disposeNow(LIMIT);
    loops.disposeLater(Duration.ofMillis(50), Duration.ofSeconds(2)).block();
  }

  private record Ended(int status, String out, String err) {}

  private Ended steer(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Main.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Ended(status, out.toString().strip(), err.toString().strip());
  }

  private String url() {
    return "http://127.0.0.1:" + server.port();
  }

  @Test
  void itSaysHowTheUplinkStandsThen() {
    Ended ended = steer("steer", "u1", "avoid", "--for", "2h", "--url", url());
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out())
        .isEqualTo(
            "u1: avoid until 2026-11-22T05:00:01.000Z; it is Unknown and does not carry traffic");
    assertThat(ended.status()).isZero();
  }

  @Test
  void withoutATimeItIsForGood() {
    assertThat(steer("steer", "u0", "Pin", "--url", url()).out()).startsWith("u0: pin; it is");
  }

  @Test
  void anUnknownUplinkIsWrongUsageThatNamesTheKnownOnes() {
    Ended ended = steer("steer", "d/s l", "pin", "--url", url());
    assertThat(ended.err()).isEqualTo("linkflux: unknown uplink `d/s l`; known are: u0, u1");
    assertThat(ended.status()).isEqualTo(2);
  }

  @Test
  void whatIsNoOrderIsWrongUsage() {
    assertThat(steer("steer", "u0", "push").status()).isEqualTo(2);
    assertThat(steer("steer", "u0").status()).isEqualTo(2);
    assertThat(steer("steer", "u0", "pin", "--for", "2").status()).isEqualTo(2);
    assertThat(steer("steer", "u0", "auto", "--for", "2h", "--url", url()).status()).isEqualTo(2);
    Ended nowhere = steer("steer", "u0", "pin", "--url", "http://here/and/there");
    assertThat(nowhere.err()).contains("is no URL");
    assertThat(nowhere.status()).isEqualTo(2);
  }

  @Test
  void nobodyThereIsToldPlainlyWithStatusOne() {
    String url = url();
    server.disposeNow(LIMIT);
    Ended ended = steer("steer", "u0", "pin", "--url", url);
    assertThat(ended.err())
        .startsWith("linkflux: cannot reach " + url + ": nothing listens there")
        .contains("Is `linkflux run`", "--url");
    assertThat(ended.status()).isEqualTo(1);
  }

  @Test
  void anotherServerIsToldPlainlyWithStatusOne() {
    DisposableServer other =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle((_, response) -> response.sendNotFound())
            .bindNow(LIMIT);
    Ended ended = steer("steer", "u0", "pin", "--url", "127.0.0.1:" + other.port());
    other.disposeNow(LIMIT);
    assertThat(ended.err()).contains("status 404").contains("is that linkflux?");
    assertThat(ended.status()).isEqualTo(1);
  }
}
