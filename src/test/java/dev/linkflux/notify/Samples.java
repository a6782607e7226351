package dev.linkflux.notify;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Figure;
import dev.linkflux.decision.Rules;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.engine.WallClock;
import dev.linkflux.probe.Probing;
import dev.linkflux.quality.Windowing;
import dev.linkflux.route.Routing;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Located;
import dev.linkflux.server.Rung;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Events to tell, and what they are told of. */
final class Samples {
  static final UplinkId FIBRE = new UplinkId("fibre", 0);
  static final UplinkId LTE = new UplinkId("lte", 1);
  static final ServerId VPS = new ServerId("vps", 0);
  static final ServerId SPARE = new ServerId("spare", 1);
  static final Instant ZERO = Instant.parse("2026-11-22T03:00:00Z");
  static final WallClock CLOCK = new WallClock(ZERO);
  static final Settings SETTINGS =
      new Settings(
          List.of(),
          List.of(),
          List.of(),
          Probing.DEFAULT,
          Windowing.DEFAULT,
          Rules.DEFAULT,
          Routing.DEFAULT,
          List.of(
              new Server(VPS, addresses("192.0.2.1"), Server.Through.CARRYING),
              new Server(SPARE, addresses("192.0.2.9", "2001:db8::9"), Server.Through.CARRYING)));

  private Samples() {}

  static Moment millis(long millis) {
    return new Moment(millis * 1_000_000);
  }

  static List<InetAddress> addresses(String... texts) {
    return Stream.of(texts).map(InetAddress::ofLiteral).toList();
  }

  static Transition transition(long millis) {
    return transition(millis, "fibre is Down: 31 % of probes are lost");
  }

  static Transition transition(long millis, String sentence) {
    return new Transition(
        millis(millis),
        FIBRE,
        StateName.UP,
        StateName.DOWN,
        Cause.LOSS,
        List.of(new Figure("loss", 0.31, 0.1, "ratio")),
        sentence);
  }

  static Election election(long millis, List<UplinkId> carrying, List<UplinkId> standby) {
    return new Election(
        millis(millis), carrying, standby, List.of(), Cause.LOSS, "traffic moves to " + carrying);
  }

  static ServerTransition serverDown(long millis) {
    return new ServerTransition(
        millis(millis),
        VPS,
        StateName.UP,
        StateName.DOWN,
        "port-refused",
        List.of(new Figure("fails", 3, 3, "")),
        "vps is Down: nobody listens at port 65500",
        "is the API running?");
  }

  static ServerElection inUse(long millis, ServerId server, String cause) {
    return new ServerElection(millis(millis), server, cause, server + " is in use");
  }

  static Located located(long millis, String... addresses) {
    return new Located(millis(millis), VPS, addresses(addresses), false, null);
  }

  static Located stale(long millis, String... addresses) {
    return new Located(
        millis(millis),
        VPS,
        addresses(addresses),
        true,
        new Breach(Rung.DNS_SILENT, "no answer from 9.9.9.9 within 2 s"));
  }

  static Notice notice(int number, Subject subject) {
    return new Notice("n-" + number, ZERO, subject);
  }

  static Notice notice(int number) {
    return notice(number, new Subject.OfUplink(transition(number), List.of(), List.of()));
  }
}
