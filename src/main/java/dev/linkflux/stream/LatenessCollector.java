package dev.linkflux.stream;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Lateness;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;

/**
 * How late this process itself was. It is counted where it is found, on loops that must not wait,
 * and in buckets already, which no meter of Micrometer takes as they are.
 */
record LatenessCollector(Instruments instruments) implements Collector {
  @Override
  public MetricSnapshot collect() {
    HistogramSnapshot.Builder all =
        HistogramSnapshot.builder()
            .name("linkflux_lateness_seconds")
            .help("How late this process itself was: with sending, receiving, and deadlines.");
    for (Lateness.Of what : Lateness.Of.values()) {
      all.dataPoint(point(what, instruments.lateness(what)));
    }
    return all.build();
  }

  private static HistogramDataPointSnapshot point(Lateness.Of what, Lateness lateness) {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    for (int i = 0; i < lateness.buckets(); i++) {
      buckets.bucket(lateness.end(i) / 1e9, lateness.count(i));
    }
    buckets.bucket(Double.POSITIVE_INFINITY, lateness.count(lateness.buckets()));
    return HistogramDataPointSnapshot.builder()
        .labels(Labels.of("of", what.wire()))
        .classicHistogramBuckets(buckets.build())
        .sum(lateness.sum() / 1e9)
        .build();
  }
}
