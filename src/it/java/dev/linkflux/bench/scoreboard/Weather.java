package dev.linkflux.bench.scoreboard;

import java.util.SplittableRandom;

/** What can befall an uplink; each kind under the name that the table has for it. */
enum Weather {
  CLEAR("clear"),
  BLACKOUT("blackout"),
  LOSS_50("50 % loss"),
  LOSS_30("30 % loss"),
  LOSS_20("20 % loss"),
  LOSS_10("10 % loss"),
  SLOW("rtt 40 → 900 ms"),
  JITTER("jitter storm"),
  LOSS_01("0.1 % loss"),
  LOSS_1("1 % loss"),
  LOSS_3("3 % loss"),
  BURSTS("bursts, 1 % loss");

  private static final double RTT = 40;
  private static final double SPREAD = 4;
  private static final double SLOW_RTT = 900;

  /** Round trips of a storm lie evenly between the usual one and so much more, milliseconds. */
  private static final double STORM = 300;

  private static final double BURST_LOSS = 0.8;
  private static final double BURST_MEAN = 300e6;

  final String title;

  Weather(String title) {
    this.title = title;
  }

  /** An uplink that has this weather from the beginning on. */
  Way way(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return switch (this) {
      case CLEAR -> even(0, random);
      case BLACKOUT -> Ways.FROZEN;
      case LOSS_50 -> even(0.5, random);
      case LOSS_30 -> even(0.3, random);
      case LOSS_20 -> even(0.2, random);
      case LOSS_10 -> even(0.1, random);
      case SLOW -> new EvenWay(0, SLOW_RTT, SPREAD, random);
      case JITTER -> new EvenWay(0, RTT, STORM, random);
      case LOSS_01 -> even(0.001, random);
      case LOSS_1 -> even(0.01, random);
      case LOSS_3 -> even(0.03, random);
      case BURSTS -> new BurstyWay(even(0, random.split()), 0.01, BURST_MEAN, BURST_LOSS, random);
    };
  }

  /** An uplink that has clear weather up to a moment, and this from then on. */
  Way since(long onset, long seed) {
    return Ways.since(onset, CLEAR.way(seed), way(~seed));
  }

  private static Way even(double loss, SplittableRandom random) {
    return new EvenWay(loss, RTT, SPREAD, random);
  }
}
