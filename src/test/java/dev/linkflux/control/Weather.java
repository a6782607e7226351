package dev.linkflux.control;

import dev.linkflux.control.Scenario.Path;
import dev.linkflux.decision.Carried;
import dev.linkflux.decision.Rules;
import dev.linkflux.decision.Rules.Dampening;
import dev.linkflux.probe.Probing;
import dev.linkflux.quality.Windowing;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Metric;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Uplink;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Histories of all kinds of trouble, one after the other or at once; each by its seed. */
final class Weather {
  private static final List<Prefix> ADDRESS =
      List.of(new Prefix(InetAddress.ofLiteral("192.0.2.10"), 24));
  private static final List<InetAddress> GATEWAY = List.of(InetAddress.ofLiteral("192.0.2.1"));

  /** Everything happens at multiples of so many nanoseconds, or freely. */
  private static final long[] GRIDS = {1, 1_000_000, 20_000_000};

  private final SplittableRandom random;
  private final Scenario scenario;
  private final int uplinks;
  private final int targets;

  /** Seconds in which something may have come of a trouble: the mean pause between two probes. */
  private final double unit;

  private Weather(Settings settings, long seed) {
    this.random = new SplittableRandom(seed);
    this.scenario = new Scenario(settings, seed).grid(GRIDS[random.nextInt(GRIDS.length)]);
    this.uplinks = settings.uplinks().size();
    this.targets = settings.targets().size();
    this.unit = settings.probing().interval().toNanos() / 1e9;
  }

  /** Weather over given settings; at the end time passes in which nothing changes. */
  static Scenario over(Settings settings, long seed, double seconds) {
    return new Weather(settings, seed).blow(seconds);
  }

  /**
   * Half a minute with short rules, so that every state is come through: one to four uplinks and
   * targets, tiers, some disabled or metered.
   */
  static Scenario brief(long seed) {
    SplittableRandom random = new SplittableRandom(~seed);
    return over(quick(random), seed, 10 + random.nextInt(25));
  }

  /** Ten minutes with the rules of a preset. */
  static Scenario lasting(long seed) {
    SplittableRandom random = new SplittableRandom(~seed);
    Preset preset = Preset.ALL.get((int) (seed % Preset.ALL.size()));
    Settings some = quick(random);
    return over(preset.settings(some.uplinks(), some.targets()), seed, 600);
  }

  private static Settings quick(SplittableRandom random) {
    Settings usual = Scenario.settings(1 + random.nextInt(4), 1 + random.nextInt(4));
    List<Uplink> uplinks =
        usual.uplinks().stream().map(uplink -> disguised(uplink, random)).toList();
    return new Settings(
        uplinks,
        usual.targets(),
        List.of(
            new Demand(Metric.LOSS, 0.10, 0.03),
            new Demand(Metric.RTT, 150e6, 100e6),
            new Demand(Metric.JITTER, 40e6, 25e6)),
        new Probing(millis(200), millis(40), millis(400), 16),
        new Windowing(millis(6000), millis(500), millis(50)),
        new Rules(
            Duration.ofDays(7),
            millis(400),
            millis(3000),
            new Dampening(1000, 1500, 750, millis(4000), millis(12_000))),
        usual.routing());
  }

  private static Uplink disguised(Uplink uplink, SplittableRandom random) {
    return new Uplink(
        uplink.id(),
        uplink.device(),
        1 + random.nextInt(3),
        uplink.gateways(),
        1 + random.nextInt(3),
        random.nextInt(10) == 0,
        random.nextInt(6) == 0 ? 100_000_000 : Uplink.UNMETERED,
        0);
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  private Scenario blow(double seconds) {
    if (random.nextInt(3) == 0) {
      int first = random.nextInt(uplinks);
      scenario.hear(
          new Carried(Moment.ZERO, List.of(scenario.settings().uplinks().get(first).id())));
    }
    while (scenario.now() / 1e9 < seconds) {
      befall();
      if (random.nextInt(4) > 0) {
        scenario.run(unit * (0.1 + 15 * random.nextDouble() * random.nextDouble()));
      }
    }
    return scenario.run(unit * 30);
  }

  /** Something befalls an uplink, a target, or both. */
  private void befall() {
    int u = random.nextInt(uplinks);
    switch (random.nextInt(24)) {
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
      default -> scenario.set(u, random.nextInt(6) == 0 ? some() : Path.GOOD);
    }
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
            new Moment(scenario.now()),
            scenario.settings().uplinks().get(uplink).id(),
            present ? uplink + 1 : 0,
            present,
            carrier,
            address ? ADDRESS : List.of(),
            way ? GATEWAY : List.of(),
            false));
  }
}
