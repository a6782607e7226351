package dev.linkflux.control;

import dev.linkflux.decision.Rules;
import dev.linkflux.decision.Rules.Dampening;
import dev.linkflux.decision.Strategy;
import dev.linkflux.probe.Probing;
import dev.linkflux.quality.Windowing;
import dev.linkflux.server.ServerHistory;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Maintenance;
import dev.linkflux.uplink.Metric;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Settings of all kinds: one to four uplinks and targets, tiers, weights, strategies; some uplinks
 * are disabled, metered, worked on, or have a quota; and servers, or none.
 */
final class Sites {
  /** Whoever is worked on is so in the first seconds of each minute. */
  private static final List<Maintenance> MINUTELY =
      List.of(
          new Maintenance(
              "* * * * *", ZoneId.of("Europe/Vienna"), Duration.ofSeconds(7), millis(1500)));

  private Sites() {}

  /** With rules that are short, so that every state is come through within half a minute. */
  static Settings quick(SplittableRandom random) {
    Settings usual = usual(random);
    return new Settings(
        usual.uplinks(),
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
            new Dampening(1000, 1500, 750, millis(4000), millis(12_000)),
            random.nextInt(4) == 0,
            strategy(random),
            ZoneOffset.UTC),
        usual.routing());
  }

  /** With the rules of a preset. */
  static Settings of(Preset preset, SplittableRandom random) {
    Settings usual = usual(random);
    return preset.settings(usual.uplinks(), usual.targets());
  }

  /** The same, half of the time with one to three servers of all kinds. */
  static Settings served(Settings settings, long seed) {
    SplittableRandom random = new SplittableRandom(seed + 2);
    List<Server> servers =
        random.nextBoolean() ? List.of() : ServerHistory.servers(random, 1 + random.nextInt(3));
    return Rearranged.serving(settings, servers);
  }

  private static Settings usual(SplittableRandom random) {
    Settings plain = Scenario.settings(1 + random.nextInt(4), 1 + random.nextInt(4));
    List<Uplink> uplinks =
        plain.uplinks().stream().map(uplink -> disguised(uplink, random)).toList();
    return new Settings(
        uplinks,
        plain.targets(),
        plain.demands(),
        plain.probing(),
        plain.windowing(),
        plain.rules(),
        plain.routing());
  }

  private static Strategy strategy(SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 0 -> new Strategy.Balance(false);
      case 1 -> new Strategy.Balance(true);
      case 2 -> new Strategy.LowestRtt(millis(10), 0.2, millis(2000));
      default -> new Strategy.Failover();
    };
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
        0,
        random.nextInt(6) == 0 ? 1_000_000 : Uplink.UNMETERED,
        random.nextInt(6) == 0 ? MINUTELY : List.of());
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}
