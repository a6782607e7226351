package dev.linkflux.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.linkflux.stream.store.HistoryPoint;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.ToIntFunction;

/** Puts points of history into JSON, a column for each figure. */
final class HistoryJson {
  private HistoryJson() {}

  static byte[] write(String uplink, HistorySpan span, List<HistoryPoint> points) {
    return Json.bytes(
        json -> {
          json.writeStartObject();
          json.writeStringField("uplink", uplink);
          json.writeStringField("from", Json.at(Instant.ofEpochSecond(span.from())));
          json.writeStringField("to", Json.at(Instant.ofEpochSecond(span.to())));
          json.writeNumberField("step_s", span.step());
          json.writeArrayFieldStart("t");
          for (HistoryPoint point : points) {
            json.writeNumber(point.at());
          }
          json.writeEndArray();
          counts(json, "sent", points, HistoryPoint::sent);
          counts(json, "lost", points, HistoryPoint::lost);
          json.writeObjectFieldStart("rtt_ms");
          times(json, "min", points, it -> it.rtt().min());
          times(json, "p25", points, it -> it.rtt().p25());
          times(json, "p50", points, it -> it.rtt().p50());
          times(json, "p75", points, it -> it.rtt().p75());
          times(json, "p95", points, it -> it.rtt().p95());
          times(json, "max", points, it -> it.rtt().max());
          json.writeEndObject();
          times(json, "jitter_ms", points, HistoryPoint::jitter);
          Json.names(json, "state", points.stream().map(HistoryPoint::state).toList());
          json.writeEndObject();
        });
  }

  private static void counts(
      JsonGenerator json, String name, List<HistoryPoint> points, ToIntFunction<HistoryPoint> of)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (HistoryPoint point : points) {
      json.writeNumber(of.applyAsInt(point));
    }
    json.writeEndArray();
  }

  /** Microseconds as milliseconds. */
  private static void times(
      JsonGenerator json, String name, List<HistoryPoint> points, ToIntFunction<HistoryPoint> of)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (HistoryPoint point : points) {
      int micros = of.applyAsInt(point);
      if (micros == HistoryPoint.NONE) {
        json.writeNull();
      } else {
        json.writeNumber(BigDecimal.valueOf(micros, 3));
      }
    }
    json.writeEndArray();
  }
}
