package dev.linkflux.replay.tune;

import dev.linkflux.control.Settings;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * The dials of what is demanded of a metric. {@code recover} is turned as a share of {@code fail},
 * so that it follows that and stays below it.
 */
final class DemandDials {
  /** A demand that is off. */
  private static final double OFF = 0;

  /** What there is to choose from as recover's share of fail. */
  private static final double[] SHARES = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};

  /** That of a demand that was off. */
  private static final double USUAL_SHARE = 2.0 / 3;

  private static final double LEAST_LOSS = 0.01;
  private static final double MOST_LOSS = 0.5;
  private static final double LEAST_TIME = 5e6;
  private static final double MOST_TIME = 2e9;

  private DemandDials() {}

  static String path(Metric metric) {
    return "demands." + metric.name().toLowerCase(Locale.ROOT);
  }

  static boolean isOn(Settings settings, Metric metric) {
    return demand(settings, metric).isPresent();
  }

  static List<Dial> of(Settings base, Metric metric) {
    Optional<Demand> demand = demand(base, metric);
    double fail = demand.map(Demand::fail).orElse(OFF);
    double share = demand.map(it -> it.recover() / it.fail()).orElse(USUAL_SHARE);
    return List.of(
        new Dial(
            path(metric) + ".fail",
            fails(metric, fail, base.probing().timeout()),
            fail,
            (settings, value) ->
                put(settings, new Demand(metric, value, below(metric, value, share)))),
        new Dial(
            path(metric) + ".recover",
            shares(share),
            share,
            (settings, value) ->
                demand(settings, metric)
                    .map(
                        it ->
                            put(
                                settings,
                                new Demand(metric, it.fail(), below(metric, it.fail(), value))))
                    .orElse(settings)));
  }

  /** A reply later than the time-out counts as lost whatever is demanded. */
  private static double[] fails(Metric metric, double present, Duration timeout) {
    NavigableSet<Double> ladder = ladder(metric);
    double least = metric.isDuration() ? LEAST_TIME : LEAST_LOSS;
    double most = metric.isDuration() ? Math.min(MOST_TIME, (double) timeout.toNanos()) : MOST_LOSS;
    return present == OFF
        ? DoubleStream.concat(
                DoubleStream.of(OFF),
                ladder.subSet(least, true, most, true).stream().mapToDouble(it -> it))
            .toArray()
        : Ladder.around(ladder, least, most, present);
  }

  private static double[] shares(double present) {
    double nextToEqual = 0.051;
    return DoubleStream.concat(
            DoubleStream.of(SHARES).filter(it -> Math.abs(it - present) > nextToEqual),
            DoubleStream.of(present))
        .sorted()
        .toArray();
  }

  /** About that share of it, and less than it. */
  private static double below(Metric metric, double fail, double share) {
    double nearest = Ladder.nearest(ladder(metric), fail * share);
    if (nearest < fail) {
      return nearest;
    }
    Double less = ladder(metric).lower(fail);
    return less == null ? fail / 2 : less;
  }

  private static NavigableSet<Double> ladder(Metric metric) {
    return metric.isDuration() ? Ladder.DURATIONS : Ladder.RATIOS;
  }

  private static Optional<Demand> demand(Settings settings, Metric metric) {
    return settings.demands().stream().filter(it -> it.metric() == metric).findFirst();
  }

  /** In the order of the metrics, as they are read. */
  private static Settings put(Settings settings, Demand demand) {
    List<Demand> demands = new ArrayList<>(settings.demands());
    demands.removeIf(it -> it.metric() == demand.metric());
    demands.add(demand);
    demands.sort(Comparator.comparing(Demand::metric));
    return new Settings(
        settings.uplinks(),
        settings.targets(),
        demands,
        settings.probing(),
        settings.windowing(),
        settings.rules(),
        settings.routing(),
        settings.servers());
  }
}
