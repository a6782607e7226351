package dev.linkflux.control;

import dev.linkflux.decision.Rules;
import dev.linkflux.decision.Rules.Dampening;
import dev.linkflux.probe.Probing;
import dev.linkflux.quality.Windowing;
import dev.linkflux.route.Routing;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Metric;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.time.Duration;
import java.util.List;

/**
 * Settings that go together, for a kind of line or of user; a configuration may change each.
 *
 * @param name as it is written in configurations
 */
public record Preset(
    String name, Probing probing, Windowing windowing, List<Demand> demands, Rules rules) {
  /** For fixed lines and most others: a frozen modem is noticed within a second. */
  public static final Preset DEFAULT =
      new Preset("default", Probing.DEFAULT, Windowing.DEFAULT, Demand.DEFAULTS, Rules.DEFAULT);

  /** For those who would rather switch once too often: half a second, and shorter to return. */
  public static final Preset FAST =
      new Preset(
          "fast",
          probing(500, 50, 1000),
          Windowing.DEFAULT,
          demands(0.10, 0.03, 150, 100, 40, 25),
          rules(7, 1, 12));

  /** For those to whom every switch is a cost: it must be certain, and last. */
  public static final Preset PATIENT =
      new Preset(
          "patient",
          Probing.DEFAULT,
          window(60),
          demands(0.20, 0.05, 600, 400, 150, 100),
          rules(365, 10, 120));

  /** For geostationary and low-orbit satellites: long ways, and short gaps at each handover. */
  public static final Preset SATELLITE =
      new Preset(
          "satellite",
          probing(1000, 200, 3000),
          window(60),
          demands(0.15, 0.05, 1200, 900, 250, 150),
          rules(30, 5, 30));

  /** For mobile networks: round trips that jump as the radio wakes up, and cells change. */
  public static final Preset LTE =
      new Preset(
          "lte",
          probing(1000, 150, 2000),
          window(60),
          demands(0.15, 0.05, 500, 350, 200, 120),
          rules(30, 5, 30));

  /** What omr-tracker decides with its quality check on, its defects mended. */
  public static final Preset OMR =
      new Preset(
          "omr",
          probing(2000, 200, 2000),
          Windowing.DEFAULT,
          List.of(new Demand(Metric.LOSS, 0.40, 0.10), new Demand(Metric.RTT, 1e9, 5e8)),
          rules(30, 2, 20).recoveringAll());

  /** All of them, the default first. */
  public static final List<Preset> ALL = List.of(DEFAULT, FAST, PATIENT, SATELLITE, LTE, OMR);

  public Preset {
    demands = List.copyOf(demands);
  }

  /** These settings for given uplinks and targets. */
  public Settings settings(List<Uplink> uplinks, List<Target> targets) {
    return new Settings(uplinks, targets, demands, probing, windowing, rules, Routing.DEFAULT);
  }

  /** All in milliseconds. */
  private static Probing probing(long interval, long fast, long timeout) {
    return new Probing(
        Duration.ofMillis(interval),
        Duration.ofMillis(fast),
        Duration.ofMillis(timeout),
        Probing.DEFAULT.payload());
  }

  private static Windowing window(long seconds) {
    return new Windowing(
        Duration.ofSeconds(seconds), Windowing.DEFAULT.recent(), Windowing.DEFAULT.every());
  }

  /** Fail and recover of each; loss as a ratio, the others in milliseconds. */
  private static List<Demand> demands(
      double loss, double noLoss, int rtt, int quick, int jitter, int calm) {
    return List.of(
        new Demand(Metric.LOSS, loss, noLoss),
        new Demand(Metric.RTT, rtt * 1e6, quick * 1e6),
        new Demand(Metric.JITTER, jitter * 1e6, calm * 1e6));
  }

  private static Rules rules(int days, int confirm, int holdDown) {
    return new Rules(
        Duration.ofDays(days),
        Duration.ofSeconds(confirm),
        Duration.ofSeconds(holdDown),
        Dampening.DEFAULT);
  }
}
