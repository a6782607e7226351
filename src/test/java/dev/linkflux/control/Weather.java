package dev.linkflux.control;

import dev.linkflux.control.Scenario.Path;
import dev.linkflux.decision.Carried;
import dev.linkflux.server.Appointed;
import dev.linkflux.server.Remembered;
import dev.linkflux.server.ServerHistory;
import dev.linkflux.time.Dated;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.uplink.Used;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Histories of all kinds of trouble, one after the other or at once; each by its seed. */
final class Weather {
  private static final List<Prefix> ADDRESS =
      List.of(new Prefix(InetAddress.ofLiteral("192.0.2.10"), 24));
  private static final List<InetAddress> GATEWAY = List.of(InetAddress.ofLiteral("192.0.2.1"));

  private static final Instant WALL = Instant.parse("2026-11-30T23:59:40Z");

  /** Everything happens at multiples of so many nanoseconds, or freely. */
  private static final long[] GRIDS = {1, 1_000_000, 20_000_000};

  private final SplittableRandom random;
  private final Scenario scenario;
  private final int uplinks;
  private final int targets;

  /** What befalls the servers; apart from the rest, which is as it is without them. */
  private final SplittableRandom fate;

  /** How likely a check is to serve, per server and uplink. */
  private final double[][] health;

  /** Seconds in which something may have come of a trouble: the mean pause between two probes. */
  private final double unit;

  private Weather(Settings settings, long seed) {
    this.random = new SplittableRandom(seed);
    this.scenario = new Scenario(settings, seed).grid(GRIDS[random.nextInt(GRIDS.length)]);
    this.uplinks = settings.uplinks().size();
    this.targets = settings.targets().size();
    this.fate = new SplittableRandom(seed + 1);
    this.health = new double[settings.servers().size()][uplinks];
    this.unit = settings.probing().interval().toNanos() / 1e9;
  }

  /** Weather over given settings; at the end time passes in which nothing changes. */
  static Scenario over(Settings settings, long seed, double seconds) {
    return new Weather(settings, seed).blow(seconds);
  }

  /** Half a minute with short rules. */
  static Scenario brief(long seed) {
    SplittableRandom random = new SplittableRandom(~seed);
    Settings settings = Sites.quick(random);
    return over(Sites.served(settings, seed), seed, 10 + random.nextInt(25));
  }

  /** Ten minutes with the rules of each preset in turn. */
  static Scenario lasting(long seed) {
    Preset preset = Preset.ALL.get((int) (seed % Preset.ALL.size()));
    Settings settings = Sites.of(preset, new SplittableRandom(~seed));
    return over(Sites.served(settings, seed), seed, 600);
  }

  private Scenario blow(double seconds) {
    if (random.nextInt(3) == 0) {
      int first = random.nextInt(uplinks);
      scenario.hear(new Carried(Moment.ZERO, List.of(id(first))));
    }
    if (random.nextBoolean()) {
      scenario.hear(new Dated(Moment.ZERO, WALL));
    }
    while (scenario.now() / 1e9 < seconds) {
      befall();
      serve();
      if (random.nextInt(4) > 0) {
        scenario.run(unit * (0.1 + 15 * random.nextDouble() * random.nextDouble()));
      }
    }
    return scenario.run(unit * 30);
  }

  /** Something befalls an uplink, a target, or both. */
  private void befall() {
    int u = random.nextInt(uplinks);
    switch (random.nextInt(27)) {
      case 0, 1 -> scenario.set(u, Path.FROZEN);
      case 2 -> scenario.set(u, Path.GOOD.withLoss(random.nextDouble() * 0.6));
      case 3 -> scenario.set(u, Path.GOOD.withRtt(random.nextDouble() * 1500));
      case 4 -> scenario.set(u, Path.GOOD.withJitter(random.nextDouble() * 300));
      case 5 -> oneTarget(u, some());
      case 6 -> everywhere(random.nextInt(targets), some());
      case 7 -> burst(u);
      case 8 -> hear(u, true, false, true, true);
      case 9 -> cut(u);
      case 10 -> hear(u, true, true, random.nextBoolean(), random.nextBoolean());
      case 11, 12 -> hear(u, true, true, true, true);
      case 13 -> flap(u);
      case 14 -> scenario.stall(0.2 + 3 * random.nextDouble() * random.nextDouble());
      case 15 -> scenario.set(u, Path.GOOD.with(someManners()));
      case 16 -> all(Path.FROZEN);
      case 17 -> all(Path.GOOD);
      case 18 -> scenario.hear(used(u));
      case 19, 20 -> scenario.hear(steered(u));
      default -> scenario.set(u, random.nextInt(6) == 0 ? some() : Path.GOOD);
    }
  }

  /** Some checks of servers end, or something else is told of them. */
  private void serve() {
    List<Server> servers = scenario.settings().servers();
    for (int i = servers.isEmpty() ? 0 : fate.nextInt(8); i > 0; i--) {
      int s = fate.nextInt(servers.size());
      int u = fate.nextInt(uplinks);
      Server server = servers.get(s);
      switch (fate.nextInt(20)) {
        case 0, 1 -> Arrays.fill(health[s], fate.nextInt(2));
        case 2 -> health[s][u] = fate.nextInt(3) / 2.0;
        case 3 -> scenario.hear(ServerHistory.located(now(), server, fate));
        case 4 -> scenario.hear(new Appointed(now(), fate.nextBoolean() ? server.id() : null));
        case 5 -> scenario.hear(new Remembered(now(), server.id()));
        default -> scenario.hear(ServerHistory.checked(now(), server, id(u), health[s][u], fate));
      }
    }
  }

  private Used used(int uplink) {
    return new Used(now(), id(uplink), random.nextLong(700_000));
  }

  private Steered steered(int uplink) {
    Steering[] all = Steering.values();
    Moment until =
        random.nextBoolean() ? Moment.NEVER : now().plusNanos(random.nextLong(10_000_000_000L));
    return new Steered(now(), id(uplink), all[random.nextInt(all.length)], until);
  }

  private Moment now() {
    return new Moment(scenario.now());
  }

  private UplinkId id(int uplink) {
    return scenario.settings().uplinks().get(uplink).id();
  }

  private Path some() {
    return switch (random.nextInt(7)) {
      case 0 -> Path.FROZEN;
      case 1 -> Path.GOOD.withLoss(random.nextDouble());
      case 2 -> Path.GOOD.withRtt(random.nextDouble() * 2000);
      case 3 -> Path.GOOD.withJitter(random.nextDouble() * 500);
      case 4, 5 -> Path.GOOD.with(someManners());
      default -> Path.GOOD;
    };
  }

  private Manners someManners() {
    double share = random.nextBoolean() ? 1 : random.nextDouble();
    return switch (random.nextInt(5)) {
      case 0 -> Manners.late(share, random.nextDouble() * 5000);
      case 1 -> Manners.twice(share);
      case 2 -> Manners.refused(share);
      case 3 -> Manners.withheld(share);
      default -> Manners.failed(share);
    };
  }

  private void oneTarget(int uplink, Path path) {
    scenario.set(uplink, random.nextInt(targets), path);
  }

  private void everywhere(int target, Path path) {
    for (int u = 0; u < uplinks; u++) {
      scenario.set(u, target, path);
    }
  }

  private void all(Path path) {
    for (int u = 0; u < uplinks; u++) {
      scenario.set(u, path);
    }
  }

  /** Gone for a moment, some times. */
  private void burst(int uplink) {
    for (int i = random.nextInt(4); i >= 0; i--) {
      scenario.set(uplink, Path.FROZEN).run(unit * random.nextDouble() * 4);
      scenario.set(uplink, Path.GOOD).run(unit * random.nextDouble() * 4);
    }
  }

  private void flap(int uplink) {
    for (int i = random.nextInt(4); i >= 0; i--) {
      hear(uplink, true, false, true, true);
      scenario.run(unit * random.nextDouble());
      hear(uplink, true, true, true, true);
      scenario.run(unit * random.nextDouble() * 3);
    }
  }

  /** The interface is pulled out. */
  private void cut(int uplink) {
    hear(uplink, false, false, false, false);
    scenario.set(uplink, Path.GOOD.with(Manners.failed(1)));
  }

  private void hear(int uplink, boolean present, boolean carrier, boolean address, boolean way) {
    scenario.hear(
        new LinkFacts(
            now(),
            id(uplink),
            present ? uplink + 1 : 0,
            present,
            carrier,
            address ? ADDRESS : List.of(),
            way ? GATEWAY : List.of(),
            false));
  }
}
