package dev.linkflux.failover;

import dev.linkflux.lab.Lab;
import java.time.Duration;

/** What may befall the uplink that carries, and how soon traffic must have left it. */
enum Trouble {
  CARRIER("carrier lost", 20, 0.99, 20),
  FREEZE("frozen, with carrier", 1_000, 0.99, 2_000),
  SLOW("rtt 8 → 900 ms", 2_000, 1, 2_000),
  LOSS_30("30 % loss", 5_000, 0.95, 10_000),
  DEAD_TARGET("one dead target of three, 20 s", 0, 1, 0),
  LOSS_10("10 % loss", 60_000, 1, 60_000);

  private final String title;
  private final double median;
  private final double share;
  private final double bar;

  /**
   * @param median bar of half of all cases, milliseconds
   * @param share of all cases that
   * @param bar holds for, milliseconds; zero if nothing is to switch at all
   */
  Trouble(String title, double median, double share, double bar) {
    this.title = title;
    this.median = median;
    this.share = share;
    this.bar = bar;
  }

  String title() {
    return title;
  }

  boolean mustSwitch() {
    return bar > 0;
  }

  /** Whether one repetition takes tens of seconds. */
  boolean isLong() {
    return this == DEAD_TARGET || this == LOSS_10;
  }

  /** The longest that is waited for the new route. */
  Duration patience() {
    return Duration.ofMillis((long) (bar * 3)).plusSeconds(5);
  }

  String barText() {
    if (!mustSwitch()) {
      return "no switch";
    }
    String most = share == 1 ? "all" : "p%.0f".formatted(share * 100);
    return (median < bar ? "p50 ≤ %.0f, ".formatted(median) : "") + most + " ≤ %.0f".formatted(bar);
  }

  boolean isMetBy(Spread switched) {
    return !mustSwitch() || (switched.at(0.5) <= median && switched.at(share) <= bar);
  }

  /** Gives the nanoTime of its effect. */
  long befall(Lab lab) {
    return switch (this) {
      case CARRIER -> lab.uplink(1).carrierOff();
      case FREEZE -> lab.uplink(1).freeze();
      case SLOW -> lab.uplink(1).roundTrip(Duration.ofMillis(900));
      case LOSS_30 -> lab.uplink(1).loss(0.3);
      case LOSS_10 -> lab.uplink(1).loss(0.1);
      case DEAD_TARGET -> lab.silence(2);
    };
  }
}
