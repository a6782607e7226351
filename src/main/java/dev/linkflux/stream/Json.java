package dev.linkflux.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.linkflux.engine.WallClock;
import dev.linkflux.quality.OneWay;
import dev.linkflux.quality.Quality;
import dev.linkflux.time.Moment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How figures, moments and qualities look in JSON. */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** 95 % (Wilson 1927). */
  private static final double Z = 1.96;

  private Json() {}

  /** Writes into a generator. */
  interface Words {
    void to(JsonGenerator json) throws IOException;
  }

  static byte[] bytes(Words words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      words.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array takes everything", e);
    }
    return out.toByteArray();
  }

  /** ISO 8601, UTC, milliseconds. */
  static String at(WallClock clock, Moment moment) {
    return at(clock.label(moment));
  }

  static String at(Instant instant) {
    return AT.format(instant);
  }

  /** Nanoseconds as milliseconds with three decimals; null if negative, which means none. */
  static void millis(JsonGenerator json, String name, long nanos) throws IOException {
    if (nanos < 0) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, BigDecimal.valueOf((nanos + 500) / 1000, 3));
    }
  }

  /** With four significant decimals at most; null where it is no number. */
  static void decimal(JsonGenerator json, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, rounded(value));
    } else {
      json.writeNullField(name);
    }
  }

  private static BigDecimal rounded(double value) {
    BigDecimal exact = BigDecimal.valueOf(value);
    if (exact.scale() > 4) {
      exact = exact.setScale(4, RoundingMode.HALF_UP);
    }
    exact = exact.stripTrailingZeros();
    return exact.scale() < 0 ? exact.setScale(0) : exact;
  }

  static void names(JsonGenerator json, String name, List<?> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (Object value : values) {
      json.writeString(value.toString());
    }
    json.writeEndArray();
  }

  /** The fields of a quality, into an object that is open. */
  static void quality(JsonGenerator json, Quality quality) throws IOException {
    decimal(json, "loss", quality.loss().ratio());
    json.writeNumberField("lost", quality.loss().lost());
    json.writeNumberField("sent", quality.loss().sent());
    decimal(json, "loss_low", quality.loss().wilsonLow(Z));
    decimal(json, "loss_high", quality.loss().wilsonHigh(Z));
    rtt(json, quality);
    millis(json, "jitter_ms", quality.jitter());
    millis(json, "pdv_ms", quality.pdv());
    decimal(json, "answering", quality.answering());
    oneWay(json, quality.oneWay());
    json.writeArrayFieldStart("targets");
    for (Quality.OfTarget target : quality.targets()) {
      json.writeStartObject();
      json.writeStringField("name", target.target().name());
      decimal(json, "loss", target.loss().ratio());
      millis(json, "p50_ms", target.p50());
      json.writeNumberField("consecutive_losses", target.consecutiveLosses());
      oneWay(json, target.oneWay());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Nothing where no far end tells. */
  private static void oneWay(JsonGenerator json, @Nullable OneWay oneWay) throws IOException {
    if (oneWay != null) {
      decimal(json, "loss_forward", oneWay.forward().ratio());
      decimal(json, "loss_backward", oneWay.backward().ratio());
    }
  }

  private static void rtt(JsonGenerator json, Quality quality) throws IOException {
    Quality.Rtt rtt = quality.rtt();
    json.writeObjectFieldStart("rtt_ms");
    millis(json, "min", rtt.min());
    millis(json, "mean", rtt.mean());
    millis(json, "p50", rtt.p50());
    millis(json, "p95", rtt.p95());
    millis(json, "p99", rtt.p99());
    millis(json, "max", rtt.max());
    millis(json, "recent", quality.recent());
    millis(json, "over_min", overMin(quality));
    json.writeEndObject();
  }

  private static long overMin(Quality quality) {
    return quality.recent() < 0 || quality.floor() < 0
        ? -1
        : Math.max(0, quality.recent() - quality.floor());
  }
}
