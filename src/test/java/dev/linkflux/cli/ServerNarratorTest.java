package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.StateName;
import dev.linkflux.server.Appointed;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Located;
import dev.linkflux.server.Rung;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.server.ServerVerdict;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of servers, in lines. */
class ServerNarratorTest {
  private static final Moment AT = new Moment(12_400_000_000L);
  private static final ServerId VPS = new ServerId("vps", 0);
  private static final ServerId SPARE = new ServerId("spare", 1);
  private static final UplinkId FIBRE = new UplinkId("fibre", 0);
  private static final UplinkId LTE = new UplinkId("lte", 1);
  private static final Breach SILENT = new Breach(Rung.DNS_SILENT, "nobody answers");

  private final Narrator plain = new Narrator(false);

  private static ServerVerdict verdict(UplinkId uplink, @Nullable Rung rung, String hint) {
    return new ServerVerdict(
        AT,
        VPS,
        uplink,
        rung == null,
        rung == null ? null : new Breach(rung, ""),
        rung == null ? "vps answers" : "vps fails",
        hint);
  }

  private static Located located(boolean stale, @Nullable Breach dns, String... addresses) {
    return new Located(
        AT, VPS, List.of(addresses).stream().map(InetAddress::ofLiteral).toList(), stale, dns);
  }

  @Test
  void aTransitionLooksLikeThatOfAnUplink() {
    assertThat(
            plain.line(
                new ServerTransition(
                    AT,
                    VPS,
                    StateName.UP,
                    StateName.DOWN,
                    "port-refused",
                    List.of(),
                    "vps is down: port 443 refuses connections",
                    "start it")))
        .hasValue(
            "    12.4 s  ✖ server vps Down (port-refused)"
                + "  vps is down: port 443 refuses connections");
  }

  @Test
  void anElectionIsToldWhenAnotherServerIsInUse() {
    assertThat(plain.line(new ServerElection(AT, VPS, "started", "vps is in use")))
        .hasValue("    12.4 s  ⇄ vps is in use");
    assertThat(plain.line(new ServerElection(AT, VPS, "operator", "vps is still in use")))
        .isEmpty();
    assertThat(plain.line(new ServerElection(AT, SPARE, "tls", "spare takes over")))
        .hasValue("    12.4 s  ⇄ spare takes over");
  }

  @Test
  void aRungIsToldOnceWhenItBreaksAndOnceWhenItHeals() {
    assertThat(plain.line(verdict(FIBRE, null, ""))).isEmpty();
    assertThat(plain.line(verdict(FIBRE, Rung.TLS, "look at it")))
        .hasValue("    12.4 s  ○ tls: vps fails; look at it");
    assertThat(plain.line(verdict(FIBRE, Rung.TLS, "look at it"))).isEmpty();
    assertThat(plain.line(verdict(LTE, Rung.TLS, ""))).hasValue("    12.4 s  ○ tls: vps fails");
    assertThat(plain.line(verdict(FIBRE, Rung.CLOCK, "")))
        .hasValue("    12.4 s  ○ clock: vps fails");
    assertThat(plain.line(verdict(FIBRE, null, ""))).hasValue("    12.4 s  ● vps answers");
    assertThat(plain.line(verdict(FIBRE, null, ""))).isEmpty();
  }

  @Test
  void thatAnUplinkIsDownIsNotToldOfEachServerAgain() {
    assertThat(plain.line(verdict(FIBRE, Rung.UPLINK, ""))).isEmpty();
    assertThat(plain.line(verdict(FIBRE, null, ""))).isEmpty();
  }

  @Test
  void otherAddressesAndSilentNameServersAreTold() {
    assertThat(plain.line(located(false, null, "192.0.2.1"))).isEmpty();
    assertThat(plain.line(located(false, null, "192.0.2.2", "2001:db8::1")))
        .hasValue(
            "    12.4 s  → server vps is now at 192.0.2.2, 2001:db8:0:0:0:0:0:1,"
                + " before at 192.0.2.1");
    assertThat(plain.line(located(true, SILENT, "192.0.2.2", "2001:db8::1")))
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .startsWith("    12.4 s  ! names: dns-silent (nobody answers): the last good"));
    assertThat(plain.line(located(true, SILENT, "192.0.2.2", "2001:db8::1"))).isEmpty();
    assertThat(plain.line(located(false, null, "192.0.2.2", "2001:db8::1")))
        .hasValue("    12.4 s  ● names: server vps is found again");
  }

  @Test
  void anOrderIsTold() {
    assertThat(plain.line(new Appointed(AT, SPARE)))
        .hasValue("    12.4 s  ⚑ the operator orders: use spare");
    assertThat(plain.line(new Appointed(AT, null)))
        .hasValue("    12.4 s  ⚑ the operator orders: servers as the checks say");
  }
}
