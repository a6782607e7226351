package dev.linkflux.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Registers meters under the names by which Prometheus knows them. A registry only holds weak
 * references to what it reads: whoever registers sees to it that the object stays.
 */
final class Meters {
  private Meters() {}

  /** What a gauge says of what is not measured now; {@link Scrape} leaves that out. */
  static final double UNMEASURED = Double.NaN;

  /**
   * What goes up and down.
   *
   * @param labels name, value, name, value …
   */
  static <T> void gauge(
      MeterRegistry registry,
      String name,
      String help,
      T of,
      ToDoubleFunction<T> figure,
      String... labels) {
    Gauge.builder(name, of, figure).description(help).tags(labels).register(registry);
  }

  /**
   * What somebody else counts, and only goes up.
   *
   * @param labels name, value, name, value …
   */
  static <T> void counted(
      MeterRegistry registry,
      String name,
      String help,
      T of,
      ToDoubleFunction<T> count,
      String... labels) {
    FunctionCounter.builder(name, of, count).description(help).tags(labels).register(registry);
  }

  /**
   * What is counted here.
   *
   * @param labels name, value, name, value …
   */
  static Counter counter(MeterRegistry registry, String name, String help, String... labels) {
    return Counter.builder(name).description(help).tags(labels).register(registry);
  }

  /** Only those that have a place in {@code meters} by such a key go on; the others are gone. */
  static <K> void keep(MeterRegistry registry, Map<K, ? extends Meter> meters, Predicate<K> left) {
    meters
        .entrySet()
        .removeIf(
            it -> {
              boolean gone = !left.test(it.getKey());
              if (gone) {
                registry.remove(it.getValue());
              }
              return gone;
            });
  }

  /** As an enumeration's value is told: 1 for the one that is, 0 for the others. */
  static double is(boolean so) {
    return so ? 1 : 0;
  }

  /** Seconds; nothing is said of what was not measured, which is below 0. */
  static double seconds(long nanos) {
    return nanos < 0 ? UNMEASURED : nanos / 1e9;
  }
}
