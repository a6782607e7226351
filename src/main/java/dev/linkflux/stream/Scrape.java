package dev.linkflux.stream;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All meters at one moment, written as a scraper likes it; what is not measured is not written. */
record Scrape(MetricSnapshots snapshots) {
  private static final int USUAL = 64 * 1024;
  private static final ExpositionFormatWriter TEXT =
      PrometheusTextFormatWriter.builder().setIncludeCreatedTimestamps(false).build();
  private static final ExpositionFormatWriter OPEN_METRICS =
      OpenMetricsTextFormatWriter.builder().setCreatedTimestampsEnabled(false).build();

  /**
   * @param accept the header of the request, or null if it has none
   */
  Answer answer(@Nullable String accept) {
    ExpositionFormatWriter writer = Accept.of(accept).prefersOpenMetrics() ? OPEN_METRICS : TEXT;
    ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL);
    try {
      writer.write(out, measured());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // of memory
    }
    return new Answer(HttpResponseStatus.OK, writer.getContentType(), out.toByteArray());
  }

  private MetricSnapshots measured() {
    return new MetricSnapshots(
        snapshots.stream()
            .map(Scrape::measured)
            .filter(family -> !family.getDataPoints().isEmpty())
            .toList());
  }

  private static MetricSnapshot measured(MetricSnapshot family) {
    if (!(family instanceof GaugeSnapshot gauges)) {
      return family;
    }
    List<GaugeSnapshot.GaugeDataPointSnapshot> points =
        gauges.getDataPoints().stream().filter(it -> !Double.isNaN(it.getValue())).toList();
    return points.size() == gauges.getDataPoints().size()
        ? gauges
        : new GaugeSnapshot(gauges.getMetadata(), points);
  }
}
