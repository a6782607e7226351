package dev.linkflux.server;

import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Rules.Dampening;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stalled;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Server.Hysteresis;
import dev.linkflux.uplink.Server.Returning;
import dev.linkflux.uplink.Server.Role;
import dev.linkflux.uplink.Server.Through;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.uplink.Used;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Some servers behind some uplinks, and all that may befall them in any order, with rules so short
 * that everything comes to pass. By its seed.
 */
public final class ServerHistory {
  private static final List<InetAddress> ADDRESSES =
      List.of(
          InetAddress.ofLiteral("203.0.113.9"),
          InetAddress.ofLiteral("203.0.113.10"),
          InetAddress.ofLiteral("2001:db8:ffff::9"));

  /** Everything happens at multiples of so many nanoseconds: often at one moment. */
  private static final long[] GRIDS = {1, 100_000_000, 500_000_000};

  static final Dampening DAMPENING =
      new Dampening(1000, 1500, 750, Duration.ofSeconds(4), Duration.ofSeconds(20));
  static final Idleness IDLENESS = new Idleness(1000, Duration.ofSeconds(2), Duration.ofSeconds(7));

  final List<Uplink> uplinks = new ArrayList<>();
  final List<Server> servers;
  final List<Event> inputs = new ArrayList<>();
  private final SplittableRandom random;
  private final StateName[] states;
  private final long grid;

  /** How likely a check is to serve, per server and uplink; it changes now and then. */
  private final double[][] health;

  private long now;

  ServerHistory(long seed) {
    random = new SplittableRandom(seed);
    for (int u = 1 + random.nextInt(3); u > 0; u--) {
      int ordinal = uplinks.size();
      boolean disabled = random.nextInt(10) == 0;
      UplinkId id = new UplinkId("u" + ordinal, ordinal);
      uplinks.add(new Uplink(id, "wan" + ordinal, 1, List.of(), 1, disabled));
    }
    servers = servers(random, 1 + random.nextInt(4));
    states = new StateName[uplinks.size()];
    for (int u = 0; u < states.length; u++) {
      states[u] = uplinks.get(u).disabled() ? StateName.DISABLED : StateName.UNKNOWN;
    }
    health = new double[servers.size()][uplinks.size()];
    grid = GRIDS[random.nextInt(GRIDS.length)];
    for (int i = 100 + random.nextInt(300); i > 0; i--) {
      befall();
    }
    inputs.add(new Woken(new Moment(now + 40_000_000_000L)));
  }

  /** Servers of all kinds. */
  public static List<Server> servers(SplittableRandom random, int count) {
    List<Server> servers = new ArrayList<>();
    Check.Kind[] kinds = Check.Kind.values();
    Returning[] returning = Returning.values();
    Through[] through = Through.values();
    for (int s = 0; s < count; s++) {
      boolean named = random.nextBoolean();
      Check.Kind kind =
          random.nextInt(6) == 0 ? Check.Kind.NONE : kinds[1 + random.nextInt(kinds.length - 1)];
      Hysteresis rules =
          new Hysteresis(
              Duration.ofMillis(random.nextInt(3) * 500L),
              1 + random.nextInt(3),
              Duration.ofMillis(random.nextInt(4) * 1000L),
              returning[random.nextInt(returning.length)]);
      servers.add(
          new Server(
              new ServerId("s" + s, s),
              List.of(named ? Host.named("s" + s + ".example.net") : Host.of(ADDRESSES.get(s % 3))),
              random.nextInt(3) > 0 ? Role.MAIN : Role.BACKUP,
              through[random.nextInt(through.length)],
              Check.of(kind),
              rules));
    }
    return servers;
  }

  private void befall() {
    if (random.nextInt(4) > 0) {
      long step = random.nextInt(20) == 0 ? 5_000_000_000L : 400_000_000L;
      now = (now + random.nextLong(step)) / grid * grid;
    }
    Moment at = new Moment(now);
    int u = random.nextInt(uplinks.size());
    int s = random.nextInt(servers.size());
    switch (random.nextInt(26)) {
      case 0, 1 -> health[s][u] = random.nextInt(3) / 2.0;
      case 2 -> Arrays.fill(health[s], random.nextInt(2));
      case 3, 4 -> moved(at, u);
      case 5 -> elected(at);
      case 6 -> inputs.add(located(at, servers.get(s), random));
      case 7 -> inputs.add(new Used(at, uplinks.get(u).id(), random.nextLong(900)));
      case 8 -> inputs.add(appointed(at));
      case 9 -> inputs.add(new Remembered(at, servers.get(s).id()));
      case 10 -> stalled(at);
      case 11 -> inputs.add(new Woken(at));
      default -> inputs.add(checked(at, servers.get(s), uplinks.get(u).id(), health[s][u], random));
    }
  }

  private void moved(Moment at, int u) {
    StateName from = states[u];
    if (from == StateName.DISABLED) {
      return;
    }
    List<StateName> others =
        List.of(
            StateName.UP, StateName.UP, StateName.DEGRADED, StateName.DOWN, StateName.RECOVERING);
    StateName to = others.get(random.nextInt(others.size()));
    if (to != from) {
      Cause cause = to == StateName.DOWN ? Cause.BLACKOUT : Cause.RECOVERED;
      states[u] = to;
      inputs.add(new Transition(at, uplinks.get(u).id(), from, to, cause, List.of(), ""));
    }
  }

  private void elected(Moment at) {
    List<Cause> causes = List.of(Cause.ISOLATED, Cause.RECOVERED, Cause.RECOVERED, Cause.LOSS);
    List<UplinkId> carrying = List.of(uplinks.get(random.nextInt(uplinks.size())).id());
    Cause cause = causes.get(random.nextInt(causes.size()));
    inputs.add(new Election(at, carrying, List.of(), List.of(), cause, ""));
  }

  private Appointed appointed(Moment at) {
    int which = random.nextInt(servers.size() + 1);
    return new Appointed(at, which == servers.size() ? null : servers.get(which).id());
  }

  private void stalled(Moment at) {
    Moment last = inputs.isEmpty() ? Moment.ZERO : inputs.getLast().at();
    now += random.nextLong(3_000_000_000L) / grid * grid;
    inputs.add(new Stalled(last, new Moment(Math.max(now, at.nanos()))));
  }

  /** How a check may end. */
  public static Checked checked(
      Moment at, Server server, UplinkId uplink, double health, SplittableRandom random) {
    Rung[] rungs = Rung.values();
    Breach breach = new Breach(rungs[random.nextInt(rungs.length)], "status " + random.nextInt(3));
    Breach dns = random.nextInt(8) == 0 ? new Breach(Rung.DNS_SILENT, "2 asked") : null;
    boolean serves = random.nextDouble() < health;
    boolean broken = !serves || random.nextInt(4) == 0;
    return new Checked(
        at,
        server.id(),
        uplink,
        ADDRESSES.getFirst(),
        random.nextLong(90_000_000),
        serves,
        broken ? breach : null,
        dns);
  }

  /** Where one may be. */
  public static Located located(Moment at, Server server, SplittableRandom random) {
    @Nullable Breach dns = random.nextBoolean() ? new Breach(Rung.DNS_SILENT, "2 asked") : null;
    return new Located(at, server.id(), ADDRESSES.subList(0, random.nextInt(4)), dns != null, dns);
  }

  /** What a new stage makes of these inputs. */
  List<Event> run(List<Event> events) {
    ServerStage stage = new ServerStage(servers, uplinks, DAMPENING, IDLENESS);
    List<Event> outputs = new ArrayList<>();
    events.forEach(event -> stage.accept(event, outputs::add));
    return outputs;
  }
}
