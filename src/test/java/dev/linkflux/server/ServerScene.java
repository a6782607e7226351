package dev.linkflux.server;

import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Rules.Dampening;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Server.Hysteresis;
import dev.linkflux.uplink.Server.Returning;
import dev.linkflux.uplink.Server.Role;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.uplink.Used;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some servers behind two uplinks (fibre and lte), told second by second what is found of them. */
final class ServerScene {
  static final List<Uplink> UPLINKS =
      List.of(
          new Uplink(new UplinkId("fibre", 0), "wan0", 1, List.of(), 1, false),
          new Uplink(new UplinkId("lte", 1), "wan1", 2, List.of(), 1, false));
  private static final InetAddress ADDRESS = InetAddress.ofLiteral("203.0.113.9");

  final List<Server> servers;
  final List<Event> outputs = new ArrayList<>();
  private final ServerStage stage;
  private final StateName[] states = {StateName.UNKNOWN, StateName.UNKNOWN};
  private Moment now = Moment.ZERO;

  ServerScene(Server... servers) {
    this.servers = List.of(servers);
    this.stage = new ServerStage(this.servers, UPLINKS, Dampening.DEFAULT);
  }

  /** Both uplinks are up, and the first carries. */
  static ServerScene up(Server... servers) {
    return new ServerScene(servers).up("fibre").up("lte").carry("fibre");
  }

  static Server server(String name, int ordinal, Role role, Returning returning) {
    return server(name, ordinal, role, Check.Kind.API, returning);
  }

  static Server server(String name, int ordinal, Role role, Check.Kind kind, Returning returning) {
    Hysteresis usual = Hysteresis.DEFAULT;
    return new Server(
        new ServerId(name, ordinal),
        List.of(Host.named(name + ".example.net")),
        role,
        Server.Through.CARRYING,
        Check.of(kind),
        new Hysteresis(usual.confirm(), usual.fails(), usual.holdDown(), returning));
  }

  static Server main(String name, int ordinal) {
    return server(name, ordinal, Role.MAIN, Returning.AUTO);
  }

  static Server backup(String name, int ordinal) {
    return server(name, ordinal, Role.BACKUP, Returning.AUTO);
  }

  ServerScene at(double seconds) {
    Moment then = new Moment((long) (seconds * 1e9));
    if (then.isBefore(now)) {
      throw new IllegalArgumentException("time does not go back to " + seconds);
    }
    now = then;
    return this;
  }

  ServerScene after(double seconds) {
    return at(now.nanos() / 1e9 + seconds);
  }

  double now() {
    return now.nanos() / 1e9;
  }

  ServerScene hear(Event event) {
    stage.accept(event, outputs::add);
    return this;
  }

  ServerScene wake() {
    return hear(new Woken(now));
  }

  static UplinkId uplink(String name) {
    return UPLINKS.stream()
        .map(Uplink::id)
        .filter(id -> id.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  ServerId server(String name) {
    return servers.stream()
        .map(Server::id)
        .filter(id -> id.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  ServerScene move(String uplink, StateName to, Cause cause) {
    UplinkId id = uplink(uplink);
    StateName from = states[id.ordinal()];
    states[id.ordinal()] = to;
    return hear(new Transition(now, id, from, to, cause, List.of(), ""));
  }

  ServerScene up(String uplink) {
    return move(uplink, StateName.UP, Cause.STARTED);
  }

  ServerScene down(String uplink) {
    return move(uplink, StateName.DOWN, Cause.BLACKOUT);
  }

  ServerScene elect(Cause cause, String... carrying) {
    List<UplinkId> those = List.of(carrying).stream().map(ServerScene::uplink).toList();
    return hear(new Election(now, those, List.of(), List.of(), cause, ""));
  }

  ServerScene carry(String... uplinks) {
    return elect(Cause.STARTED, uplinks);
  }

  ServerScene check(
      String server, String uplink, boolean serves, @Nullable Breach breach, @Nullable Breach dns) {
    return hear(
        new Checked(now, server(server), uplink(uplink), ADDRESS, 12_000_000, serves, breach, dns));
  }

  /** A check that finds nothing wrong. */
  ServerScene ok(String server, String... uplinks) {
    for (String uplink : uplinks) {
      check(server, uplink, true, null, null);
    }
    return this;
  }

  /** A check that fails. */
  ServerScene fail(String server, Rung rung, String... uplinks) {
    for (String uplink : uplinks) {
      check(server, uplink, false, new Breach(rung, "so"), null);
    }
    return this;
  }

  /** A check of one that serves although something is broken. */
  ServerScene limp(String server, Rung rung, String... uplinks) {
    for (String uplink : uplinks) {
      check(server, uplink, true, new Breach(rung, "so"), null);
    }
    return this;
  }

  /** Fails until it is down, through both uplinks: three checks, a second apart. */
  ServerScene kill(String server) {
    for (int i = 0; i < 3; i++) {
      fail(server, Rung.PORT_REFUSED, "fibre", "lte").after(1);
    }
    return wake();
  }

  /** Serves for so long, checked each second through both uplinks. */
  ServerScene serve(String server, int seconds) {
    for (int i = 0; i < seconds; i++) {
      ok(server, "fibre", "lte").after(1);
    }
    return this;
  }

  ServerScene use(String server) {
    return hear(new Appointed(now, server(server)));
  }

  ServerScene auto() {
    return hear(new Appointed(now, null));
  }

  ServerScene used(String uplink, long bytes) {
    return hear(new Used(now, uplink(uplink), bytes));
  }

  <T extends Event> List<T> told(Class<T> kind) {
    return outputs.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** All transitions of a server: {@code Up>Down port-refused at 3.0}. */
  List<String> transitions(String server) {
    return told(ServerTransition.class).stream()
        .filter(it -> it.server().name().equals(server))
        .map(it -> it.from() + ">" + it.to() + " " + it.cause() + " at " + seconds(it))
        .toList();
  }

  /** All verdicts of a server: {@code fibre fails port-refused at 3.0}. */
  List<String> verdicts(String server) {
    return told(ServerVerdict.class).stream()
        .filter(it -> it.server().name().equals(server))
        .map(
            it ->
                it.uplink()
                    + (it.serves() ? " serves" : " fails")
                    + (it.breach() == null ? "" : " " + it.breach())
                    + " at "
                    + seconds(it))
        .toList();
  }

  /** All elections: {@code backup port-refused at 3.0}. */
  List<String> elections() {
    return told(ServerElection.class).stream()
        .map(it -> it.active() + " " + it.cause() + " at " + seconds(it))
        .toList();
  }

  StateName state(String server) {
    List<ServerTransition> all =
        told(ServerTransition.class).stream()
            .filter(it -> it.server().name().equals(server))
            .toList();
    return all.isEmpty() ? StateName.UNKNOWN : all.getLast().to();
  }

  String active() {
    return told(ServerElection.class).getLast().active().name();
  }

  /** How often another server came into use. */
  int switches() {
    int changes = -1;
    ServerId last = null;
    for (ServerElection election : told(ServerElection.class)) {
      changes += election.active().equals(last) ? 0 : 1;
      last = election.active();
    }
    return changes;
  }

  private static double seconds(Event event) {
    return event.at().nanos() / 1e9;
  }
}
