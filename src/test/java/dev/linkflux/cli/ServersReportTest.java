package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.engine.Resolution;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Checked;
import dev.linkflux.server.Rung;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Server.Hysteresis;
import dev.linkflux.uplink.Server.Role;
import dev.linkflux.uplink.Server.Through;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.Uplink;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@code linkflux servers} says and ends with. */
class ServersReportTest {
  private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.1");
  private static final Server VPS =
      new Server(
          new ServerId("vps", 0),
          List.of(Host.named("vps.example.net")),
          Role.MAIN,
          Through.CARRYING,
          Check.of(Check.Kind.API),
          Hysteresis.DEFAULT);

  private final Settings settings = with(Scenario.settings(2, 3));
  private final Uplink one = settings.uplinks().getFirst();
  private final Uplink other = settings.uplinks().getLast();
  private final ServersReport report = new ServersReport(settings);

  private static Settings with(Settings of) {
    return new Settings(
        of.uplinks(),
        of.targets(),
        of.demands(),
        of.probing(),
        of.windowing(),
        of.rules(),
        of.routing(),
        List.of(VPS));
  }

  private void checked(Uplink uplink, boolean serves, @Nullable Breach breach) {
    report.checked(
        new Checked(Moment.ZERO, VPS.id(), uplink.id(), ADDRESS, 12_000_000, serves, breach, null));
  }

  @Test
  void whereAllIsWellTheStatusIsZero() {
    report.found(VPS, one, "vps.example.net", new Resolution(List.of(ADDRESS), false, null));
    checked(one, true, null);
    checked(other, true, null);
    assertThat(report.status(List.of(VPS))).isZero();
    assertThat(report.text(List.of(VPS)).lines())
        .startsWith(
            "vps (main, api, port 65500)",
            "  vps.example.net through " + one.name() + ": 192.0.2.1")
        .hasSize(4)
        .allSatisfy(line -> assertThat(line).doesNotEndWith(" "));
  }

  @Test
  void whatIsBrokenIsNamedWithWhatToDoAndTheStatusIsThreeWhileOneServes() {
    checked(one, true, null);
    checked(other, false, new Breach(Rung.PORT_REFUSED, "within 3 ms"));
    assertThat(report.status(List.of(VPS))).isEqualTo(3);
    assertThat(report.text(List.of(VPS)))
        .contains(other.name() + ": port-refused: ", "(within 3 ms)", "192.0.2.1");
    assertThat(report.text(List.of(VPS)).lines()).hasSize(4);
    assertThat(report.json(List.of(VPS)))
        .contains("\"serves\":true", "\"rung\":\"port-refused\"", "\"ms\":12.0", "\"hint\":\"");
  }

  @Test
  void nameServersThatFailAreBrokenToo() {
    report.found(
        VPS,
        one,
        "vps.example.net",
        new Resolution(List.of(ADDRESS), true, new Breach(Rung.DNS_SILENT, "no answer")));
    report.found(
        VPS,
        other,
        "vps.example.net",
        new Resolution(List.of(), false, new Breach(Rung.DNS_REFUSED, "SERVFAIL")));
    checked(one, true, null);
    assertThat(report.status(List.of(VPS))).isEqualTo(3);
    assertThat(report.text(List.of(VPS)))
        .contains("192.0.2.1, which others know: dns-silent (no answer)", "dns-refused (SERVFAIL)");
  }

  @Test
  void whereNothingServesTheStatusIsOne() {
    checked(one, false, new Breach(Rung.HOST_UNREACHABLE, "no answer"));
    checked(other, false, new Breach(Rung.HOST_UNREACHABLE, "no answer"));
    assertThat(report.status(List.of(VPS))).isEqualTo(1);
  }
}
