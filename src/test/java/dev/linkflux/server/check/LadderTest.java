package dev.linkflux.server.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.ClosedPort;
import dev.linkflux.engine.Directory;
import dev.linkflux.engine.Resolution;
import dev.linkflux.probe.http.RawServer;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Rung;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Every rung of the ladder that loopback can break, and its words. */
class LadderTest extends Checks {
  private static final Check.Trust ANY_KEY = new Check.Trust.FirstUse();

  @TempDir Path directory;

  private Server brief(int port, String... hosts) {
    return server(check(Check.Kind.API, port, https(ANY_KEY), BRIEF), hosts);
  }

  @Test
  void aNameWithoutAddressesIsSaidAsItsNameServersSayIt() {
    Finding found = find(brief(1, "vps.example"));

    assertBreach(found.breach(), Rung.DNS_NO_NAME, "NXDOMAIN");
    assertThat(found.address()).isNull();
    assertThat(found.dns()).isNull();
    assertThat(found.serves()).isFalse();
  }

  @Test
  void theLastGoodAddressesServeOnAndThisIsSaid() throws IOException {
    try (OmrApi api = new OmrApi(directory, HERE, 0, "secret")) {
      Breach silent = new Breach(Rung.DNS_SILENT, "no answer from 192.0.2.53");
      names.put("vps.example", new Resolution(List.of(HERE), true, silent));

      Finding found =
          find(server(check(Check.Kind.API, api.port(), https(ANY_KEY), PATIENT), "vps.example"));

      assertThat(found.breach()).isNull();
      assertThat(found.serves()).isTrue();
      assertThat(found.dns()).isEqualTo(silent);
    }
  }

  @Test
  void aNameServerThatTakesTooLongIsSilent() {
    Places places = new Places();
    Lookups slow =
        new Lookups(
            new Directory() {
              @Override
              public Mono<Resolution> lookUp(Uplink uplink, String name) {
                return Mono.never();
              }

              @Override
              public Mono<List<InetAddress>> resolve(Uplink uplink, String name) {
                return Mono.never();
              }
            },
            places,
            scheduler);

    Whereabouts where =
        Objects.requireNonNull(slow.of(brief(1, "vps.example"), UPLINK).block(LIMIT));

    assertThat(where.spots()).isEmpty();
    assertBreach(where.dns(), Rung.DNS_SILENT, "within 0.8 s");
  }

  @Test
  void whatANameServerSaysTooLateIsLearntAllTheSame() {
    Places places = new Places();
    Sinks.One<Resolution> late = Sinks.one();
    Lookups slow =
        new Lookups(
            new Directory() {
              @Override
              public Mono<Resolution> lookUp(Uplink uplink, String name) {
                return late.asMono();
              }

              @Override
              public Mono<List<InetAddress>> resolve(Uplink uplink, String name) {
                return Mono.never();
              }
            },
            places,
            scheduler);
    Server server = brief(1, "vps.example");
    var _ = slow.of(server, UPLINK).block(LIMIT);

    late.emitValue(new Resolution(List.of(HERE), false, null), Sinks.EmitFailureHandler.FAIL_FAST);

    Mono<List<InetAddress>> known =
        Mono.fromCallable(() -> places.known(server, server.hosts().getFirst()))
            .subscribeOn(scheduler);
    assertThat(known.block(LIMIT)).containsExactly(HERE);
  }

  @Test
  void anInterfaceThatIsNotThereIsTheUplinks() {
    Uplink gone = new Uplink(new UplinkId("u1", 1), "lfc-none0", 1, List.of(), 1, false);
    Finding found =
        Objects.requireNonNull(
            assembly().checker().check(brief(1, "127.0.0.1"), gone).block(LIMIT));

    assertThat(found.breach()).isEqualTo(new Breach(Rung.UPLINK, "no-interface"));
  }

  @Test
  void withoutARouteItIsTheUplinksToo() {
    Assembly closed =
        new Assembly(
            new Assembly.World(
                resolver,
                (_, _) -> false,
                loops,
                loop,
                scheduler,
                InstantSource.system(),
                told::add),
            instruments,
            state,
            authorities,
            environment::get);

    assertThat(find(closed.checker(), brief(1, "127.0.0.1")).breach())
        .isEqualTo(new Breach(Rung.UPLINK, "no-gateway"));
  }

  @Test
  void aPortWhereNobodyListensRefuses() throws IOException {
    int port = ClosedPort.of(HERE);
    assertBreach(breach(brief(port, "127.0.0.1")), Rung.PORT_REFUSED, "connection refused after ");
  }

  @Test
  void aPortThatIsSilentWhileThePingIsAnsweredIsFiltered() throws IOException {
    try (ServerSocket full = new ServerSocket()) {
      // Once before, so that loading ping and HTTP for the first time is not in the short time.
      Server first =
          server(check(Check.Kind.API, ClosedPort.of(HERE), https(ANY_KEY), PATIENT), "127.0.0.1");
      assertBreach(breach(first), Rung.PORT_REFUSED, "connection refused after ");
      full.bind(new InetSocketAddress(HERE, 0), 1);
      // A full queue drops further SYNs.
      try (Socket one = new Socket(HERE, full.getLocalPort());
          Socket two = new Socket(HERE, full.getLocalPort())) {
        assertThat(one.isConnected() && two.isConnected()).isTrue();

        assertBreach(
            breach(brief(full.getLocalPort(), "127.0.0.1")),
            Rung.PORT_FILTERED,
            "no answer to ",
            " within 1.5 s; ping answers in ");
      }
    }
  }

  @Test
  void whatDoesNotSpeakTlsIsSaidSo() {
    try (RawServer plain = RawServer.sending("HTTP/1.1 400 Bad Request\r\n\r\n");
        RawServer alert = RawServer.sending("\u0015\u0003\u0003\u0000\u0002\u0002(");
        RawServer version = RawServer.sending("\u0015\u0003\u0001\u0000\u0002\u0002F");
        RawServer closing = RawServer.sending();
        RawServer resetting =
            new RawServer(
                client -> {
                  client.setSoLinger(true, 0);
                  client.close();
                });
        RawServer silent = RawServer.silent()) {
      assertBreach(breach(secure(plain)), Rung.TLS, "not TLS");
      assertBreach(breach(secure(alert)), Rung.TLS, "the server refuses: handshake_failure");
      assertBreach(breach(secure(version)), Rung.TLS, "the server refuses: protocol_version");
      assertBreach(breach(secure(closing)), Rung.TLS, "closed during the handshake");
      assertBreach(breach(secure(resetting)), Rung.TLS, "connection reset during the handshake");
      assertBreach(
          breach(brief(silent.port(), "127.0.0.1")),
          Rung.TLS,
          "the handshake did not end within 1.5 s");
    }
  }

  private static Server secure(RawServer server) {
    return api(server.port(), https(ANY_KEY));
  }

  @Test
  void aCertificateThatNobodyVouchesForIsAcceptedByItsPinOnly() {
    try (OmrApi api = new OmrApi(directory, HERE, 0, "secret")) {
      assertBreach(
          breach(api(api.port(), https(new Check.Trust.Authority()))),
          Rung.TLS,
          "unknown authority");
      assertThat(find(api(api.port(), https(new Check.Trust.Pin(api.pin())))).breach()).isNull();
      assertBreach(
          breach(api(api.port(), https(new Check.Trust.Pin("sha256/another")))),
          Rung.TLS_PIN,
          api.pin());
    }
  }

  @Test
  void theKeyOfTheFirstUseIsKeptAndAChangeIsAnAlarmUntilItsEntryIsDeleted() throws IOException {
    Path pins = state.resolve("pins.json");
    String first;
    int port = ClosedPort.of(HERE);
    try (OmrApi api = new OmrApi(Files.createDirectory(directory.resolve("1")), HERE, port, "x")) {
      first = api.pin();
      Checker checker = assembly().checker();
      assertThat(find(checker, api(port, https(ANY_KEY))).breach()).isNull();
      assertThat(Files.readString(pins)).contains("\"vps\"", first);
      assertThat(find(api(port, https(ANY_KEY))).breach()).isNull();

      Files.delete(pins);
      // A session that is resumed within a second shows no certificate.
      await(
          "a new entry",
          () -> {
            assertThat(find(checker, api(port, https(ANY_KEY))).breach()).isNull();
            return Files.exists(pins);
          });
    }
    try (OmrApi api = new OmrApi(Files.createDirectory(directory.resolve("2")), HERE, port, "x")) {
      for (int i = 0; i < 2; i++) {
        assertBreach(
            breach(api(port, https(ANY_KEY))),
            Rung.TLS_PIN,
            "its key is " + api.pin() + ", pinned since ",
            " in " + pins + " is " + first);
      }
      Files.delete(pins);
      assertThat(find(api(port, https(ANY_KEY))).breach()).isNull();
      assertThat(Files.readString(pins)).contains(api.pin()).doesNotContain(first);
    }
  }

  @Test
  void aKeyThatCannotBeKeptIsNotReliedUpon() throws IOException {
    Files.writeString(state.resolve("pins.json"), "{\"vps\": ");
    try (OmrApi api = new OmrApi(directory, HERE, 0, "secret")) {
      assertThat(breach(api(api.port(), https(ANY_KEY))).detail())
          .contains("pins.json", "not JSON");
      assertThat(Files.readString(state.resolve("pins.json"))).isEqualTo("{\"vps\": ");
    }
  }

  @Test
  void anAnswerThatIsNotTheExpectedOneIsTheApis() {
    try (OmrApi api = new OmrApi(directory, HERE, 0, "secret")) {
      Check.Trust pin = new Check.Trust.Pin(api.pin());
      assertThat(find(api(api.port(), https(pin, 200, "Welcome"))).breach()).isNull();
      assertBreach(
          breach(api(api.port(), https(pin, 204, ""))), Rung.API_ERROR, "status 200, not 204");
      assertBreach(
          breach(api(api.port(), https(pin, 0, "Goodbye"))),
          Rung.API_ERROR,
          "the answer has no \"Goodbye\"");
      api.answering("/", 503);
      assertBreach(breach(api(api.port(), https(pin))), Rung.API_ERROR, "status 503, not 2xx");
    }
  }

  @Test
  void anAnswerThatDoesNotEndIsNone() {
    try (OmrApi api = new OmrApi(directory, HERE, 0, "secret")) {
      Check.Api asked = https(new Check.Trust.Pin(api.pin()));
      assertThat(find(api(api.port(), asked)).breach()).isNull();
      api.endless(true);

      Finding found =
          find(
              server(check(Check.Kind.API, api.port(), asked, Duration.ofSeconds(3)), "127.0.0.1"));

      assertBreach(found.breach(), Rung.API_ERROR, "the answer did not end within 3.0 s");
      assertThat(found.serves()).isFalse();
      api.endless(false);
    }
  }

  @Test
  void aHostThatAnswersPingsServesWhateverItsPortDoesIfBothAreAsked() throws IOException {
    int port = ClosedPort.of(HERE);
    for (String address : List.of("127.0.0.1", "::1")) {
      Finding both =
          find(server(check(Check.Kind.API_PING, port, https(ANY_KEY), PATIENT), address));
      assertThat(both.serves()).isTrue();
      assertBreach(both.breach(), Rung.PORT_REFUSED);

      Finding ping = find(server(check(Check.Kind.PING, port, https(ANY_KEY), PATIENT), address));
      assertThat(ping.serves()).isTrue();
      assertThat(ping.breach()).isNull();
      assertThat(ping.address()).isEqualTo(InetAddress.ofLiteral(address));
    }
  }

  @Test
  void ofSeveralAddressesOneThatConnectsIsEnough() {
    try (OmrApi api = new OmrApi(directory, HERE, 0, "secret")) {
      Check.Api asked = https(new Check.Trust.Pin(api.pin()));

      Finding found =
          find(
              server(
                  check(Check.Kind.API, api.port(), asked, PATIENT),
                  "127.0.0.2",
                  "::1",
                  "127.0.0.1"));

      assertThat(found.breach()).isNull();
      assertThat(found.address()).isEqualTo(HERE);
    }
  }
}
