package dev.linkflux.stream;

import static dev.linkflux.stream.Samples.millis;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.Figure;
import dev.linkflux.decision.StateName;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Checked;
import dev.linkflux.server.Located;
import dev.linkflux.server.Rung;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.server.ServerVerdict;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Servers, and what is found and decided of them. */
final class ServerSamples {
  static final ServerId VPS = new ServerId("vps", 0);
  static final ServerId SPARE = new ServerId("the spare/one", 1);
  static final InetAddress FOUR = InetAddress.ofLiteral("192.0.2.7");
  static final InetAddress SIX = InetAddress.ofLiteral("2001:db8::7");

  private ServerSamples() {}

  /** Those of {@link Samples}, with two servers: a main one known by name, and a backup. */
  static Settings settings() {
    return settings(Samples.SETTINGS);
  }

  static Settings settings(Settings without) {
    return new Settings(
        without.uplinks(),
        without.targets(),
        without.demands(),
        without.probing(),
        without.windowing(),
        without.rules(),
        without.routing(),
        List.of(
            server(VPS, Host.named("vps.example.net"), Server.Role.MAIN),
            server(SPARE, Host.of(FOUR), Server.Role.BACKUP)));
  }

  private static Server server(ServerId id, Host host, Server.Role role) {
    return new Server(
        id,
        List.of(host),
        role,
        Server.Through.CARRYING,
        Check.of(Check.Kind.API_PING),
        Server.Hysteresis.DEFAULT);
  }

  static Located located(long millis, InetAddress... addresses) {
    return new Located(millis(millis), VPS, List.of(addresses), false, null);
  }

  static Located stale(long millis, InetAddress... addresses) {
    return new Located(
        millis(millis),
        VPS,
        List.of(addresses),
        true,
        new Breach(Rung.DNS_SILENT, "no answer of 2 name servers within 3.0 s"));
  }

  static Checked checked(long millis, UplinkId uplink, @Nullable Breach breach) {
    return new Checked(millis(millis), VPS, uplink, FOUR, 12_345_600, breach == null, breach, null);
  }

  static ServerVerdict verdict(long millis, UplinkId uplink, @Nullable Breach breach) {
    return new ServerVerdict(
        millis(millis),
        VPS,
        uplink,
        breach == null,
        breach,
        breach == null ? "vps answers through " + uplink : "vps: " + breach + " through " + uplink,
        breach == null ? "" : "start what listens there");
  }

  static ServerTransition transition(long millis, StateName to, String cause) {
    return new ServerTransition(
        millis(millis),
        VPS,
        StateName.UP,
        to,
        cause,
        List.of(new Figure("failed in a row", 3, 3, "")),
        "vps is " + to + ": " + cause,
        "start what listens there");
  }

  static ServerElection election(long millis, ServerId active, String cause) {
    return new ServerElection(millis(millis), active, cause, active + " is in use");
  }

  /** The main server is given up, the backup takes over, and the name servers are silent. */
  static List<Event> trouble(long millis) {
    return List.of(
        election(millis, VPS, "started"),
        stale(millis, SIX, FOUR),
        verdict(millis, Samples.FIBRE, refused()),
        verdict(millis, Samples.LTE, new Breach(Rung.UPLINK, "lte is Down: blackout")),
        new ServerVerdict(millis(millis), SPARE, Samples.FIBRE, true, null, "it answers", ""),
        new ServerVerdict(
            millis(millis),
            SPARE,
            Samples.LTE,
            true,
            new Breach(Rung.CLOCK, "12 s ahead"),
            "the clock of the spare/one is 12 s ahead of ours",
            "let it ask a time server"),
        transition(millis, StateName.DOWN, "port-refused"),
        new ServerTransition(
            millis(millis),
            SPARE,
            StateName.UNKNOWN,
            StateName.UP,
            "recovered",
            List.of(),
            "the spare/one answers",
            ""),
        election(millis, SPARE, "port-refused"));
  }

  static Breach refused() {
    return new Breach(Rung.PORT_REFUSED, "TCP port 65500, in 12 ms");
  }
}
