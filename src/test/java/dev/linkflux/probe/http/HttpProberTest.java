package dev.linkflux.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.ClosedPort;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stamping;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.wire.Passage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** What a probe makes of each answer, and of none. */
class HttpProberTest extends HttpProbes {
  private static final Duration SLOW = Duration.ofMillis(200);

  @Test
  void theRequestIsAPlainOneAndTheOnlyOneOnItsConnection() {
    try (RawServer server = RawServer.sending("HTTP/1.1 204 No Content\r\n\r\n")) {
      returned(ask(prober(), path(question(server.port()), "/generate_204?a=b%20c&d")));

      assertThat(server.requests()).hasSize(1);
      assertThat(server.requests().getFirst())
          .startsWith("GET /generate_204?a=b%20c&d HTTP/1.1\r\n")
          .containsIgnoringCase("\r\nhost: 127.0.0.1:" + server.port() + "\r\n")
          .containsIgnoringCase("\r\nuser-agent: linkflux\r\n")
          .containsIgnoringCase("\r\nconnection: close\r\n")
          .doesNotContainIgnoringCase("accept-encoding");
    }
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1,127.0.0.1", "::1,[0:0:0:0:0:0:0:1]"})
  void bothFamiliesAreAskedAtTheirLiterals(String address, String header) {
    try (RawServer server =
        new RawServer(address, client -> RawServer.send(client, "HTTP/1.1 200 OK\r\n\r\n"))) {
      returned(ask(prober(), at(question(server.port()), host(address))));

      assertThat(server.requests().getFirst())
          .containsIgnoringCase("\r\nhost: " + header + ":" + server.port() + "\r\n");
    }
  }

  @Test
  void aNameIsResolvedThroughTheUplinkAndSaidToTheServer() {
    try (RawServer server = RawServer.sending("HTTP/1.1 200 OK\r\n\r\n")) {
      List<String> asked = Collections.synchronizedList(new ArrayList<>());
      HttpProber prober =
          new HttpProber(
              loops,
              (uplink, name) -> {
                asked.add(uplink.name() + " " + name);
                return Mono.just(List.of(InetAddress.ofLiteral("127.0.0.1")));
              },
              Passage.ANY,
              instruments);

      returned(ask(prober, at(question(server.port()), Host.named("portal.example"))));

      assertThat(asked).containsExactly("u0 portal.example");
      assertThat(server.requests().getFirst())
          .containsIgnoringCase("\r\nhost: portal.example:" + server.port() + "\r\n");
    }
  }

  @Test
  void theRoundTripTimeIsTheKernelsOfTheHandshakeHoweverSlowTheServerIs() {
    try (RawServer server =
        new RawServer(
            client -> {
              LockSupport.parkNanos(SLOW.toNanos());
              RawServer.send(client, "HTTP/1.1 200 OK\r\n\r\n");
            })) {
      long begun = System.nanoTime();
      long rtt = returned(ask(prober(), question(server.port())));

      assertThat(System.nanoTime() - begun).isGreaterThan(SLOW.toNanos());
      assertThat(rtt).isPositive().isLessThan(SLOW.toNanos() / 2);
      assertThat(instruments.timings(Stamping.CONNECTION)).isEqualTo(1);
    }
  }

  @Test
  void bytesOfBothDirectionsAreCounted() {
    try (RawServer server =
        RawServer.sending("HTTP/1.1 200 OK\r\nContent-Length: 3000\r\n\r\n" + "x".repeat(3000))) {
      assertThat(reason(ask(prober(), text(question(server.port()), "y", 65_536))))
          .isEqualTo("the text is not in the body of 3000 bytes");

      await("the reset is counted", () -> sockets() == 1 || instruments.spent(UPLINK.id()) > 3400);
      // 3 KB of body, a request of some 100 bytes, and 60 bytes for each of about ten segments.
      assertThat(instruments.spent(UPLINK.id())).isBetween(3400L, 5000L);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0   | 302 Found\\r"
            + "\\n"
            + "Location: http://portal.lan/login | status 302 to http://portal.lan/login, not 2xx",
        "204 | 302 Found\\r\\nLocation: /\u009b\u00fcx        | status 302 to /??x, not 204",
        "204 | 302 Found                                    | status 302, not 204",
        "204 | 200 OK\\r\\nLocation: /elsewhere             | status 200, not 204",
        "0   | 503 Busy                                     | status 503, not 2xx",
        "0   | 199 Odd\\r\\n\\r\\nHTTP/1.1 404 No           | status 404, not 2xx",
        "0   | 101 Switching Protocols                      | status 101, not 2xx",
      })
  void anotherStatusIsSaidWithWhereItLeads(int status, String answer, String reason) {
    String head = "HTTP/1.1 " + answer.strip().replace("\\r\\n", "\r\n") + "\r\n\r\n";
    try (RawServer server = RawServer.sending(head)) {
      assertThat(reason(ask(prober(), status(question(server.port()), status))))
          .isEqualTo(reason.strip());
    }
  }

  @Test
  void aLongRedirectionIsCut() {
    String head = "HTTP/1.1 302 Found\r\nLocation: " + "x".repeat(5000) + "\r\n\r\n";
    try (RawServer server = RawServer.sending(head)) {
      assertThat(reason(ask(prober(), question(server.port()))))
          .isEqualTo("status 302 to " + "x".repeat(97) + "..., not 2xx");
    }
  }

  @Test
  void interimAnswersAreNotTheAnswer() {
    try (RawServer server =
        RawServer.sending(
            "HTTP/1.1 100 Continue\r\n\r\n",
            "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n",
            "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n")) {
      returned(ask(prober(), status(question(server.port()), 204)));
    }
  }

  @Test
  void theTextIsFoundAcrossChunksAndSegments() {
    try (RawServer server =
        RawServer.sending(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            "3\r\nall\r\n2\r\n i\r",
            "\n",
            "5\r\ns wel\r\n1\r\nl\r\n0\r\n\r\n")) {
      returned(ask(prober(), text(question(server.port()), "all is well", 65_536)));
    }
  }

  @Test
  void theTextMustLieWithinTheFirstBytes() {
    try (RawServer server =
        RawServer.sending("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n", "12345678ok")) {
      returned(ask(prober(), text(question(server.port()), "ok", 10)));
      assertThat(reason(ask(prober(), text(question(server.port()), "ok", 9))))
          .isEqualTo("the text is not in the first 9 bytes");
    }
  }

  @Test
  void anEndlessBodyIsReadNoFurtherThanAllowed() {
    try (RawServer server =
        new RawServer(
            client -> {
              OutputStream out = client.getOutputStream();
              RawServer.send(client, "HTTP/1.1 200 OK\r\n\r\n");
              byte[] piece = new byte[8192];
              while (true) {
                out.write(piece);
              }
            })) {
      returned(ask(prober(), question(server.port())));
      assertThat(reason(ask(prober(), text(question(server.port()), "x", 100_000))))
          .isEqualTo("the text is not in the first 100000 bytes");
      await("both hung up", () -> server.connections() == 0);
    }
  }

  @Test
  void endlessHeadersAreReadNoFurtherThanAllowed() {
    try (RawServer server =
        new RawServer(
            client -> {
              RawServer.send(client, "HTTP/1.1 200 OK\r\n");
              while (true) {
                RawServer.send(client, "X-More: and more\r\n");
              }
            })) {
      assertThat(reason(ask(prober(), question(server.port()))))
          .isEqualTo("more than 16384 bytes of headers");
      await("hung up", () -> server.connections() == 0);
    }
  }

  @Test
  void aStatusLineWithoutEndIsNotHttp() {
    try (RawServer server = RawServer.sending("HTTP/1.1 200 " + "x".repeat(5000))) {
      assertThat(reason(ask(prober(), question(server.port())))).isEqualTo("not HTTP");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n",
        "220 mail.example ESMTP\r\n",
        "\0\1\2\3\r\n\r\n",
        "HTTP/1.1 abc\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA\u0001: b\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nwell\r\n",
      })
  void whatIsNotHttpIsSaidToBeNone(String answer) {
    try (RawServer server = RawServer.sending(answer)) {
      assertThat(reason(ask(prober(), text(question(server.port()), "well", 65_536))))
          .isEqualTo("not HTTP");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "H", "HTTP/1.1 200 OK\r\nContent-"})
  void aServerThatClosesEarlyHasGivenNoAnswer(String answer) {
    try (RawServer server = RawServer.sending(answer)) {
      assertThat(reason(ask(prober(), question(server.port()))))
          .isEqualTo("closed without an answer");
    }
  }

  @Test
  void aBodyThatBreaksOffIsSaidToBeCutShort() {
    try (RawServer server = RawServer.sending("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nwel")) {
      assertThat(reason(ask(prober(), text(question(server.port()), "well", 65_536))))
          .isEqualTo("closed before the end of the answer");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\n\r\nwel"})
  void aResetIsSaidToBeOne(String before) {
    try (RawServer server =
        new RawServer(
            client -> {
              RawServer.send(client, before);
              client.setSoLinger(true, 0);
              client.close();
            })) {
      assertThat(reason(ask(prober(), text(question(server.port()), "well", 65_536))))
          .isEqualTo("connection reset");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void aRefusedConnectionIsAnotherAnswer(String address) throws IOException {
    int port = ClosedPort.of(InetAddress.ofLiteral(address));

    assertThat(reason(ask(prober(), at(question(port), host(address)))))
        .isEqualTo("connection refused");
  }

  @Test
  void anAnswerThatDripsInIsReadAsItComes() {
    try (RawServer server =
        new RawServer(
            client -> {
              client.setTcpNoDelay(true);
              String answer = "HTTP/1.1 200 OK\r\n\r\nall is well";
              for (int at = 0; at < answer.length(); at++) {
                RawServer.send(client, answer.substring(at, at + 1));
                LockSupport.parkNanos(1_000_000);
              }
              client.getInputStream().transferTo(OutputStream.nullOutputStream());
            })) {
      returned(ask(prober(), text(question(server.port()), "well", 65_536)));
      await("hung up", () -> server.connections() == 0);
    }
  }

  @Test
  void ofManyProbesToASilentServerTheOldestAreEnded() {
    try (RawServer server = RawServer.silent()) {
      Target target = target(server.port());
      List<Observation> seen = Collections.synchronizedList(new ArrayList<>());
      Disposable probing =
          prober()
              .observations(UPLINK, List.of(target), turns(UPLINK, target, 100))
              .subscribe(it -> seen.add((Observation) it.at(Moment.ZERO)));

      await("the youngest have asked", () -> server.requests().size() >= 32);
      await("the others are closed", () -> server.connections() == 32);
      assertThat(seen).hasOnlyElementsOfType(Observation.Sent.class);
      probing.dispose();
      await("all are closed", () -> server.connections() == 0);
    }
  }

  @Test
  void aProbeThatIsCancelledLeavesNothingOpen() {
    try (RawServer server = RawServer.silent()) {
      Target target = target(server.port());
      prober()
          .observations(UPLINK, List.of(target), turns(UPLINK, target, 1))
          .take(1)
          .blockLast(LIMIT);

      await("hung up", () -> server.connections() == 0);
    }
  }

  @Test
  void aSilentServerIsLeftAfterTenSeconds() {
    try (RawServer server = RawServer.silent()) {
      Target target = target(server.port());
      Disposable probing =
          prober().observations(UPLINK, List.of(target), turns(UPLINK, target, 1)).subscribe();

      await("asked", () -> server.connections() == 1);
      await("left", () -> server.connections() == 0);
      probing.dispose();
    }
  }

  @Test
  void withoutAPassageNothingIsSent() {
    try (RawServer server = RawServer.sending("HTTP/1.1 200 OK\r\n\r\n")) {
      HttpProber prober = new HttpProber(loops, NOBODY, (_, _) -> false, instruments);

      assertThat(ask(prober, question(server.port())))
          .containsExactly(withheld(Observation.Withheld.NO_GATEWAY));
      assertThat(server.requests()).isEmpty();
      assertThat(instruments.spent(UPLINK.id())).isZero();
    }
  }

  @Test
  void theFirstAddressThatThereIsARouteToIsAsked() {
    try (RawServer server = RawServer.sending("HTTP/1.1 200 OK\r\n\r\n")) {
      HttpProber prober =
          new HttpProber(
              loops,
              (_, _) ->
                  Mono.just(
                      List.of(
                          InetAddress.ofLiteral("2001:db8::1"),
                          InetAddress.ofLiteral("127.0.0.1"))),
              (_, address) -> address.isLoopbackAddress(),
              instruments);

      returned(ask(prober, at(question(server.port()), Host.named("both.example"))));
    }
  }

  @Test
  void aNameThatNobodyKnowsIsNoLoss() {
    assertThat(ask(prober(), at(question(80), Host.named("nowhere.example"))))
        .containsExactly(withheld(Observation.Withheld.NO_NAME));
    HttpProber silent = new HttpProber(loops, (_, _) -> Mono.empty(), Passage.ANY, instruments);
    assertThat(ask(silent, at(question(80), Host.named("nowhere.example"))))
        .containsExactly(withheld(Observation.Withheld.NO_NAME));
  }

  @Test
  void aDeviceThatIsGoneIsNoLoss() {
    assertThat(ask(prober(), uplink("no-such-dev0"), question(80)))
        .containsExactly(withheld("ENODEV"));
  }

  @Test
  void anAddressThatThisMachineCannotSendToIsNoLoss() {
    assertThat(ask(prober(), at(question(80), host("255.255.255.255"))))
        .hasSize(1)
        .first()
        .isInstanceOf(Observation.Withheld.class);
  }

  private static Target target(int port) {
    return new Target(new TargetId("t0", 0), question(port));
  }

  private static Observation.Withheld withheld(String reason) {
    return new Observation.Withheld(
        Moment.ZERO, new ProbeId(UPLINK.id(), new TargetId("t0", 0), 1), reason);
  }
}
