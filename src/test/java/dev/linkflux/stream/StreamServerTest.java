package dev.linkflux.stream;

import static dev.linkflux.stream.Samples.FIBRE;
import static dev.linkflux.stream.Samples.LTE;
import static dev.linkflux.stream.Samples.election;
import static dev.linkflux.stream.Samples.quality;
import static dev.linkflux.stream.Samples.replied;
import static dev.linkflux.stream.Samples.transition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkflux.decision.Cause;
import dev.linkflux.decision.StateName;
import dev.linkflux.engine.Orders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

class StreamServerTest {
  private final Served served = new Served(Limits.DEFAULT);

  @AfterEach
  void close() {
    served.close();
  }

  @Test
  void statusDecisionsHistoryAndMetricsShowWhatWasTold() throws IOException {
    served.tell(
        election(0, FIBRE),
        transition(10, LTE, StateName.DOWN, Cause.BLACKOUT),
        quality(20, FIBRE),
        replied(30, FIBRE, 1));

    assertThat(served.get("/api/v1/status"))
        .startsWith("HTTP/1.1 200")
        .contains("content-type: application/json", "X-Content-Type-Options: nosniff")
        .contains("\"carrying\":[\"fibre\"]", "\"cause\":\"blackout\"", "\"servers\":[]");
    String decisions = served.get("/api/v1/decisions?limit=10");
    assertThat(decisions.indexOf("\"transition\"")).isPositive();
    assertThat(decisions.indexOf("\"transition\"")).isLessThan(decisions.indexOf("\"election\""));
    assertThat(served.get("/api/v1/decisions?limit=1")).doesNotContain("\"election\"");
    assertThat(served.get("/api/v1/uplinks/fibre/history")).contains("\"p50\":[8.123]");
    assertThat(served.get("/metrics"))
        .contains("linkflux_uplink_carrying{uplink=\"fibre\"} 1.0\n")
        .contains(
            "linkflux_transitions_total{cause=\"blackout\",from=\"Up\",to=\"Down\",uplink=\"lte\"}"
                + " 1.0\n");
  }

  @Test
  void healthIsBadUntilSomethingComesOut() throws IOException {
    assertThat(served.get("/healthz")).startsWith("HTTP/1.1 503").contains("no event");

    served.tell(election(0, FIBRE));

    assertThat(served.get("/healthz")).startsWith("HTTP/1.1 200").endsWith("ok\n");
  }

  @Test
  void headIsAnsweredWithoutABody() throws IOException {
    for (String target : List.of("/", "/api/v1/status", "/healthz", "/api/v1/events", "/nothing")) {
      assertThat(served.answer("HEAD", target, "Host: localhost\r\n"))
          .as(target)
          .startsWith("HTTP/1.1 ")
          .endsWith("\r\n\r\n");
    }
  }

  @Test
  void whatIsNotThereOrNotAllowedIsAProblemThatSaysWhatWouldBeRight() throws IOException {
    assertThat(served.get("/nothing"))
        .startsWith("HTTP/1.1 404")
        .contains("application/problem+json", "\"status\":404", "/api/v1/status");
    assertThat(served.get("/api/v1/uplinks/dsl/history"))
        .startsWith("HTTP/1.1 404")
        .contains("unknown uplink `dsl`; known are: fibre, lte");
    assertThat(served.answer("POST", "/api/v1/status", "Host: localhost\r\nContent-Length: 0\r\n"))
        .startsWith("HTTP/1.1 405")
        .containsIgnoringCase("allow: GET, HEAD");
    assertThat(served.get("/api/v1/decisions?limit=x")).startsWith("HTTP/1.1 400");
    assertThat(served.get("/api/v1/status?x=1"))
        .startsWith("HTTP/1.1 400")
        .contains("unknown parameter `x`");
  }

  @Test
  void aBadFilterIsAProblemThatSaysWhatWouldBeRight() throws IOException {
    assertThat(served.get("/api/v1/events?types=transition,elections"))
        .startsWith("HTTP/1.1 400")
        .contains("unknown `elections`; known are: probe, quality, transition, election");
    assertThat(served.get("/api/v1/events?uplink=dsl"))
        .startsWith("HTTP/1.1 400")
        .contains("unknown `dsl`; known are: fibre, lte");
    for (String every : List.of("fast", "1", "-1s", "1h", "99999999m", "%31ss")) {
      assertThat(served.get("/api/v1/events?every=" + every)).as(every).startsWith("HTTP/1.1 400");
    }
    assertThat(served.get("/api/v1/events?after=x")).startsWith("HTTP/1.1 400");
    assertThat(served.get("/api/v1/events?%zz")).startsWith("HTTP/1.1 400");
  }

  @Test
  void anotherNameIsTurnedAway() throws IOException {
    for (String host :
        List.of("evil.example", "evil.example:8470", "192.0.2.1", "localhost.evil")) {
      assertThat(served.answer("GET", "/api/v1/status", "Host: " + host + "\r\n"))
          .as(host)
          .startsWith("HTTP/1.1 421");
    }
    for (String host : List.of("localhost:1", "127.0.0.1", "[::1]:8470", "LOCALHOST")) {
      assertThat(served.answer("GET", "/api/v1/status", "Host: " + host + "\r\n"))
          .as(host)
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void thePageMayLoadNothingFromElsewhere() throws IOException {
    assertThat(served.get("/"))
        .startsWith("HTTP/1.1 200")
        .containsIgnoringCase("content-security-policy: default-src 'none'")
        .contains("<script type=\"module\" src=\"main.js\">");
    String tag =
        served
            .get("/main.js")
            .lines()
            .filter(it -> it.startsWith("etag: "))
            .findFirst()
            .orElseThrow();
    assertThat(
            served.answer(
                "GET",
                "/main.js",
                "Host: localhost\r\nIf-None-Match: " + tag.substring(6) + "\r\n"))
        .startsWith("HTTP/1.1 304");
  }

  @Test
  void anOverlongAddressIsRefused() throws IOException {
    assertThat(served.get("/" + "x".repeat(10_000))).startsWith("HTTP/1.1 414");
  }

  @Test
  void aTakenPortIsSaidClearly() {
    LoopResources loops = LoopResources.create("second", 1, true);
    InetSocketAddress taken =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), served.port());
    StreamServer second =
        new StreamServer(
            Premises.plain(Samples.SETTINGS, Samples.CLOCK, Samples.SERVICE),
            new Orders(),
            loops,
            Schedulers.fromExecutorService(loops.onServer(true).next()),
            Schedulers.fromExecutorService(loops.onServer(true).next()));

    assertThatThrownBy(() -> second.bind(taken).block())
        .isInstanceOf(CannotListen.class)
        .hasMessageContaining(":" + served.port() + ": address already in use")
        .hasMessageContaining("choose another `listen`");
    loops.disposeLater(Duration.ofMillis(50), Duration.ofSeconds(2)).block();
  }

  @Test
  void metricsAreLinesThatPrometheusReads() throws IOException {
    served.tell(quality(20, FIBRE), replied(30, FIBRE, 1));

    String answer = served.get("/metrics");
    Stream<String> lines = answer.substring(answer.indexOf("\r\n\r\n") + 4).lines();

    assertThat(lines)
        .isNotEmpty()
        .allMatch(
            line ->
                line.matches("# (HELP|TYPE) [a-z0-9_]+ .+")
                    || line.matches(
                        "[a-z0-9_]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*})? [-+0-9.eE]+"));
  }
}
