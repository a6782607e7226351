package dev.linkflux.config;

import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code demands}: what is demanded of each metric; {@code off} for nothing. */
final class DemandsSection {
  /** The word for no demand. */
  static final String OFF = "off";

  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** Where all is lost the uplink is down anyway; below that there is something to recover from. */
  private static final double MOST_LOSS = 0.99;

  private DemandsSection() {}

  /** In the order of the metrics. */
  static List<Demand> read(Section section, List<Demand> defaults) {
    List<Demand> demands = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      Demand demand = demand(section, metric, byDefault(defaults, metric));
      if (demand != null) {
        demands.add(demand);
      }
    }
    section.done();
    return demands;
  }

  /** The metric's key. */
  static String keyOf(Metric metric) {
    return metric.name().toLowerCase(Locale.ROOT);
  }

  /** A figure as it is written. */
  static String print(Metric metric, double figure) {
    return metric.isDuration()
        ? DurationText.print(Duration.ofNanos((long) figure))
        : RatioText.print(figure);
  }

  private static @Nullable Demand demand(
      Section demands, Metric metric, @Nullable Demand byDefault) {
    String key = keyOf(metric);
    if (!demands.has(key)) {
      return byDefault;
    }
    if (OFF.equals(demands.word(key))) {
      return null;
    }
    if (demands.word(key) != null) {
      demands.error(key, "keys with values expected, as in {fail: 50ms, recover: 30ms}, or off");
      return byDefault;
    }
    Section section = demands.section(key);
    @Nullable Double fail;
    @Nullable Double recover;
    if (byDefault == null) {
      String example = "{fail: 50ms, recover: 30ms}, or write %s: off".formatted(key);
      fail = demands.isSound(key) ? section.need("fail", example, limit(metric)) : null;
      recover = demands.isSound(key) ? section.need("recover", example, figure(metric)) : null;
    } else {
      fail = section.read("fail", byDefault.fail(), limit(metric));
      recover = section.read("recover", byDefault.recover(), figure(metric));
    }
    section.done();
    if (fail == null || recover == null || !section.isSound("fail", "recover")) {
      return byDefault;
    }
    if (recover > fail) {
      boolean given = section.has("recover");
      section.error(
          given ? "recover" : "fail",
          given
              ? "%s is above fail (%s); a recover threshold must not exceed fail"
                  .formatted(print(metric, recover), print(metric, fail))
              : "%s is below recover (%s by default); give recover too"
                  .formatted(print(metric, fail), print(metric, recover)));
      return byDefault;
    }
    if (metric == Metric.LOSS && !(recover < fail)) {
      section.error(
          section.has("recover") ? "recover" : "fail",
          "recover must be below fail: their distance tells how soon a recovery is proven");
      return byDefault;
    }
    return new Demand(metric, fail, recover);
  }

  private static @Nullable Demand byDefault(List<Demand> defaults, Metric metric) {
    return defaults.stream().filter(demand -> demand.metric() == metric).findFirst().orElse(null);
  }

  private static Function<String, Double> limit(Metric metric) {
    return metric.isDuration() ? nanos(Duration.ofNanos(1)) : RatioText.upTo(MOST_LOSS);
  }

  private static Function<String, Double> figure(Metric metric) {
    return metric.isDuration() ? nanos(Duration.ZERO) : RatioText::parse;
  }

  private static Function<String, Double> nanos(Duration least) {
    return DurationText.between(least, LONGEST).andThen(duration -> (double) duration.toNanos());
  }
}
