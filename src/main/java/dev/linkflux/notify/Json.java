package dev.linkflux.notify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.linkflux.decision.Figure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** How figures, moments and lists look in JSON; the same as on the event stream. */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final int DECIMALS = 4;

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
  static String at(Instant instant) {
    return AT.format(instant);
  }

  static void names(JsonGenerator json, String name, List<?> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (Object value : values) {
      json.writeString(value.toString());
    }
    json.writeEndArray();
  }

  static void addresses(JsonGenerator json, String name, List<InetAddress> addresses)
      throws IOException {
    names(json, name, addresses.stream().map(InetAddress::getHostAddress).toList());
  }

  static void evidence(JsonGenerator json, List<Figure> evidence) throws IOException {
    json.writeArrayFieldStart("evidence");
    for (Figure figure : evidence) {
      json.writeStartObject();
      json.writeStringField("name", figure.name());
      decimal(json, "value", figure.value());
      decimal(json, "limit", figure.limit());
      json.writeStringField("unit", figure.unit());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void decimal(JsonGenerator json, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, rounded(value));
    } else {
      json.writeNullField(name);
    }
  }

  /** With four decimals at most. */
  static BigDecimal rounded(double value) {
    BigDecimal exact = BigDecimal.valueOf(value);
    if (exact.scale() > DECIMALS) {
      exact = exact.setScale(DECIMALS, RoundingMode.HALF_UP);
    }
    exact = exact.stripTrailingZeros();
    return exact.scale() < 0 ? exact.setScale(0) : exact;
  }
}
