package dev.linkflux.server;

import static dev.linkflux.server.ServerScene.backup;
import static dev.linkflux.server.ServerScene.main;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Figure;
import dev.linkflux.decision.StateName;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Check.Api;
import dev.linkflux.uplink.Check.Credentials;
import dev.linkflux.uplink.Check.Trust;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Server.Hysteresis;
import dev.linkflux.uplink.Server.Role;
import dev.linkflux.uplink.Server.Through;
import dev.linkflux.uplink.ServerId;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person is told: every rung, and every kind of event. */
class ServerWordsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private static Server omr(Trust trust, Credentials credentials) {
    Api api = new Api(Check.Type.OMR, "/", 0, "", trust, credentials, Api.DEFAULT_SKEW);
    return new Server(
        new ServerId("vps", 0),
        List.of(Host.named("vps.example.net")),
        Role.MAIN,
        Through.CARRYING,
        new Check(Check.Kind.API, 65_500, api, Duration.ofSeconds(5), TIMEOUT),
        Hysteresis.DEFAULT);
  }

  private static final Server OMR =
      omr(new Trust.FirstUse(), new Credentials("openmptcprouter", "/etc/vps.password", null));

  record Row(Rung rung, String detail, String sentence, List<String> hint) {}

  private static Row row(Rung rung, String detail, String sentence, String... hint) {
    return new Row(rung, detail, sentence, List.of(hint));
  }

  static Stream<Row> rungs() {
    return Stream.of(
        row(
            Rung.DNS_NO_NAME,
            "NXDOMAIN",
            "vps fails through lte: vps.example.net has no address (NXDOMAIN)",
            "servers[].address",
            "dig vps.example.net"),
        row(
            Rung.DNS_REFUSED,
            "SERVFAIL",
            "vps fails through lte: the name servers do not resolve vps.example.net (SERVFAIL)",
            "dns.servers"),
        row(
            Rung.DNS_SILENT,
            "no answer from 10.2.0.1 within 2.0 s",
            "vps fails through lte: no name server answers for vps.example.net (no answer from"
                + " 10.2.0.1 within 2.0 s)",
            "dns.servers",
            "name servers of lte"),
        row(
            Rung.UPLINK,
            "no-gateway",
            "vps is out of reach through lte: lte itself is down (no-gateway)",
            "not about vps but about lte",
            "gateway"),
        row(
            Rung.HOST_UNREACHABLE,
            "no answer to ping nor to 3 SYNs within 3.0 s",
            "vps fails through lte: the host does not answer (no answer to ping nor to 3 SYNs"
                + " within 3.0 s)",
            "whether vps runs",
            "lte"),
        row(
            Rung.PORT_FILTERED,
            "no answer to 3 SYNs within 3.0 s; ping answers in 12 ms",
            "vps fails through lte: port 65500 is filtered (no answer to 3 SYNs within 3.0 s; ping"
                + " answers in 12 ms)",
            "open TCP port 65500",
            "servers[].port"),
        row(
            Rung.PORT_REFUSED,
            "host answers",
            "vps fails through lte: port 65500 refuses connections (host answers)",
            "systemctl restart omr-admin",
            "servers[].port"),
        row(
            Rung.TLS,
            "certificate expired 3 d ago",
            "vps fails through lte: TLS fails at port 65500 (certificate expired 3 d ago)",
            "openssl s_client",
            "servers[].pin"),
        row(
            Rung.TLS_PIN,
            "sha256/AAAA instead of sha256/BBBB",
            "vps fails through lte: its key is not the pinned one (sha256/AAAA instead of"
                + " sha256/BBBB)",
            "pins.json",
            "somebody may stand in between"),
        row(
            Rung.API_ERROR,
            "status 503",
            "vps fails through lte: the API at port 65500 does not answer as it should (status"
                + " 503)",
            "journalctl -u omr-admin",
            "servers[].path, status and text"),
        row(
            Rung.CREDENTIALS,
            "status 400",
            "vps fails through lte: the API refuses name and password (status 400)",
            "the API answers and refuses the password of user openmptcprouter",
            "the file /etc/vps.password, named in servers[].credentials"),
        row(
            Rung.CLOCK,
            "ahead by 42 s, allowed 10 s",
            "vps fails through lte: its clock and ours differ (ahead by 42 s, allowed 10 s)",
            "NTP"));
  }

  @ParameterizedTest
  @MethodSource("rungs")
  void eachRungHasItsSentenceAndItsHint(Row row) {
    ServerScene scene = ServerScene.up(OMR);
    scene.check("vps", "lte", false, new Breach(row.rung(), row.detail()), null);
    ServerVerdict verdict = scene.told(ServerVerdict.class).getFirst();
    assertThat(verdict.sentence()).isEqualTo(row.sentence());
    assertThat(verdict.hint()).contains(row.hint());
    assertThat(verdict.breach()).isEqualTo(new Breach(row.rung(), row.detail()));
  }

  @Test
  void noRungIsLeftOut() {
    assertThat(rungs().map(Row::rung)).containsExactly(Rung.values());
  }

  @ParameterizedTest
  @EnumSource(Rung.class)
  void eachRungIsTheCauseOfATransitionWithItsHint(Rung rung) {
    ServerScene scene = ServerScene.up(OMR).ok("vps", "fibre", "lte");
    for (int i = 1; i < 5; i++) {
      scene.at(i).fail("vps", rung, "fibre", "lte");
    }
    ServerTransition last = scene.told(ServerTransition.class).getLast();
    if (rung == Rung.UPLINK) {
      assertThat(last.to()).isEqualTo(StateName.UP);
      return;
    }
    assertThat(last.cause()).isEqualTo(rung.wire());
    assertThat(last.sentence())
        .isEqualTo("vps is down: " + Ladder.says(rung, OMR) + ", through fibre and lte (so)");
    assertThat(last.hint()).isEqualTo(Hints.of(new Breach(rung, "so"), OMR, "fibre and lte"));
    assertThat(last.evidence())
        .containsExactly(
            new Figure("failed in a row", 3, 3, "checks"),
            new Figure("lasted", 2, 2, "s"),
            new Figure("uplinks", 2, 2, "uplinks"));
  }

  @ParameterizedTest
  @EnumSource(Rung.class)
  void eachRungMayBreakInOneThatServes(Rung rung) {
    ServerScene scene = ServerScene.up(OMR);
    for (int i = 1; i < 4; i++) {
      scene.at(i).limp("vps", rung, "fibre");
    }
    if (rung != Rung.UPLINK) {
      ServerTransition last = scene.told(ServerTransition.class).getLast();
      assertThat(last.sentence())
          .isEqualTo("vps serves, but " + Ladder.says(rung, OMR) + ", through fibre (so)");
      assertThat(last.hint()).isNotEmpty();
      assertThat(scene.told(ServerVerdict.class).getFirst().sentence())
          .isEqualTo("vps serves through fibre, but " + Ladder.says(rung, OMR) + " (so)");
    }
  }

  @Test
  void whatDiffersByUplinkIsSaidByUplink() {
    ServerScene scene = ServerScene.up(main("vps", 0)).ok("vps", "fibre");
    for (int i = 1; i < 5; i++) {
      scene.at(i).fail("vps", Rung.HOST_UNREACHABLE, "fibre");
      scene.check("vps", "lte", false, new Breach(Rung.PORT_REFUSED, "RST"), null);
    }
    assertThat(scene.told(ServerTransition.class).getLast().sentence())
        .isEqualTo(
            "vps is down: port 65500 refuses connections, through lte (RST); the host does not"
                + " answer, through fibre (so)");
  }

  @Test
  void anUplinkThatIsDownItselfIsNamed() {
    ServerScene scene = ServerScene.up(main("vps", 0)).ok("vps", "fibre").down("lte");
    for (int i = 1; i < 5; i++) {
      scene.at(i).fail("vps", Rung.PORT_REFUSED, "fibre");
    }
    assertThat(scene.told(ServerTransition.class).getLast().sentence())
        .isEqualTo(
            "vps is down: port 65500 refuses connections, through fibre (so); lte itself is down"
                + " (blackout)");
  }

  @Test
  void theWholeStoryIsTold() {
    ServerScene scene = ServerScene.up(main("vps", 0), backup("spare", 1));
    scene.ok("spare", "lte").serve("vps", 1).kill("vps").at(10).serve("vps", 22).kill("vps");
    scene.at(40).ok("vps", "fibre");
    assertThat(scene.told(ServerTransition.class).stream().map(ServerTransition::sentence))
        .containsExactly(
            "spare is up: it answers through lte (12 ms)",
            "vps is up: it answers through fibre (12 ms)",
            "vps is down: port 65500 refuses connections, through fibre and lte (so)",
            "vps serves again, through fibre (12 ms); up in 20 s if that lasts",
            "vps is up again: it has served for 20 s; it answers through fibre (12 ms) and lte"
                + " (12 ms)",
            "vps is down: port 65500 refuses connections, through fibre and lte (so)",
            "vps serves again, through fibre (12 ms); it has been flapping (penalty 2660), so it"
                + " must hold for 548 s");
    assertThat(scene.told(ServerElection.class).stream().map(ServerElection::sentence))
        .containsExactly(
            "vps is in use: it is the first main server",
            "spare takes over from vps: vps is Down (port-refused)",
            "vps is in use again instead of spare: it works, and is a main server",
            "spare takes over from vps: vps is Down (port-refused)");
  }

  @Test
  void thatItsLastGoodAddressesServeOnIsSaid() {
    Breach silent = new Breach(Rung.DNS_SILENT, "3 asked");
    ServerScene scene = ServerScene.up(main("vps", 0));
    scene.hear(
        new Located(
            Moment.ZERO,
            scene.server("vps"),
            List.of(InetAddress.ofLiteral("203.0.113.9")),
            true,
            silent));
    scene.at(1).check("vps", "lte", true, null, silent);
    String stale =
        "; its last good addresses serve on: no name server answers for vps.example.net (3 asked)";
    assertThat(scene.told(ServerVerdict.class).getLast().sentence())
        .isEqualTo("vps answers through lte within 12 ms" + stale);
    assertThat(scene.told(ServerTransition.class).getLast().sentence())
        .isEqualTo("vps is up: it answers through lte (12 ms)" + stale);
    scene.at(2).check("vps", "lte", true, null, silent).at(3).check("vps", "lte", true, null, null);
    assertThat(scene.told(ServerVerdict.class).stream().map(ServerVerdict::sentence))
        .last()
        .isEqualTo("vps answers through lte within 12 ms");
    assertThat(scene.verdicts("vps")).hasSize(2);
  }

  @Test
  void hintsFollowTheConfiguration() {
    Credentials variable = new Credentials("admin", null, "VPS_PASSWORD");
    Server pinned = omr(new Trust.Pin("sha256/AAAA"), variable);
    assertThat(Hints.of(new Breach(Rung.CREDENTIALS, ""), pinned, "lte"))
        .contains("of user admin", "the variable VPS_PASSWORD");
    assertThat(Hints.of(new Breach(Rung.TLS_PIN, ""), pinned, "lte"))
        .contains("set servers[].pin to the new key")
        .doesNotContain("pins.json");
    Server plain = main("vps", 0);
    assertThat(Hints.of(new Breach(Rung.CREDENTIALS, ""), plain, "lte"))
        .isEqualTo(
            "the API answers and refuses the password: compare the key on vps with"
                + " servers[].credentials");
    assertThat(Hints.of(new Breach(Rung.PORT_REFUSED, ""), plain, "lte"))
        .doesNotContain("omr-admin");
    Server pinged = ServerScene.server("vps", 0, Role.MAIN, Check.Kind.PING, Server.Returning.AUTO);
    assertThat(Hints.of(new Breach(Rung.HOST_UNREACHABLE, ""), pinged, "lte"))
        .contains("check: api");
    Breach filtered = new Breach(Rung.HOST_UNREACHABLE, "ICMP is filtered: TCP port 443 answers");
    assertThat(Hints.of(filtered, pinged, "lte")).startsWith("vps lives and drops pings");
    for (String cause : List.of("no-interface", "carrier-lost", "operator", "blackout")) {
      assertThat(Hints.of(new Breach(Rung.UPLINK, cause), plain, "lte"))
          .startsWith("this is not about vps but about lte: ");
    }
  }
}
