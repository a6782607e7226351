package dev.linkflux.trace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.uplink.Prefix;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object, each as what it must be; else the line is broken. */
record Fields(JsonNode object) {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("+10000-01-01T00:00:00Z");

  boolean has(String name) {
    return object.hasNonNull(name);
  }

  String text(String name) throws Broken {
    JsonNode node = object.path(name);
    if (!node.isTextual()) {
      throw new Broken(name + ": text expected");
    }
    return node.textValue();
  }

  @Nullable String textOrNull(String name) throws Broken {
    return has(name) ? text(name) : null;
  }

  /** A whole number from 0, below {@link Shift#LIMIT}. */
  long count(String name) throws Broken {
    JsonNode node = object.path(name);
    if (!node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() < 0
        || node.longValue() >= Shift.LIMIT) {
      throw new Broken(name + ": a whole number from 0, below 10^18, expected");
    }
    return node.longValue();
  }

  /** Any 32 bits: marks and masks use the sign as one of them. */
  int number(String name) throws Broken {
    JsonNode node = object.path(name);
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw new Broken(name + ": a whole number of 32 bits expected");
    }
    return node.intValue();
  }

  boolean flag(String name) throws Broken {
    JsonNode node = object.path(name);
    if (!node.isBoolean()) {
      throw new Broken(name + ": true or false expected");
    }
    return node.booleanValue();
  }

  /** A figure; what is no number ({@code "NaN"}, {@code "Infinity"}) is written as text. */
  double figure(String name) throws Broken {
    JsonNode node = object.path(name);
    try {
      return node.isNumber() ? node.doubleValue() : Double.parseDouble(text(name));
    } catch (NumberFormatException _) {
      throw new Broken(name + ": a number expected");
    }
  }

  /** A time in UTC, of the years 1 to 9999: calendars can still count on from there. */
  Instant wall(String name) throws Broken {
    try {
      Instant wall = Instant.parse(text(name));
      if (!wall.isBefore(FIRST) && wall.isBefore(LAST)) {
        return wall;
      }
    } catch (DateTimeException _) {
      // said below
    }
    throw new Broken(name + ": a time such as 2026-11-22T03:00:00.000Z expected");
  }

  /**
   * A decimal number times ten to the {@code scale}, rounded.
   *
   * @param most the largest magnitude of the result
   */
  long scaled(String name, int scale, long most) throws Broken {
    JsonNode node = object.path(name);
    if (!node.isNumber()) {
      throw new Broken(name + ": a number expected");
    }
    double rough = Math.abs(node.doubleValue());
    if (rough * Math.pow(10, scale) < 0.1) {
      return 0; // also keeps an exponent such as -1000000000 from being written out
    }
    if (rough * Math.pow(10, scale) > most * 1.01) {
      throw new Broken(name + ": out of range");
    }
    BigDecimal exact = node.decimalValue().movePointRight(scale);
    long value = exact.setScale(0, RoundingMode.HALF_UP).longValue();
    if (Math.abs(value) > most) {
      throw new Broken(name + ": out of range");
    }
    return value;
  }

  Fields object(String name) throws Broken {
    JsonNode node = object.path(name);
    if (!node.isObject()) {
      throw new Broken(name + ": an object expected");
    }
    return new Fields(node);
  }

  /** None where the name is not there. */
  List<Fields> objectsIfAny(String name) throws Broken {
    return has(name) ? objects(name) : List.of();
  }

  List<Fields> objects(String name) throws Broken {
    List<Fields> all = new ArrayList<>();
    for (JsonNode element : list(name)) {
      if (!element.isObject()) {
        throw new Broken(name + ": objects expected");
      }
      all.add(new Fields(element));
    }
    return all;
  }

  List<String> texts(String name) throws Broken {
    List<String> all = new ArrayList<>();
    for (JsonNode element : list(name)) {
      if (!element.isTextual()) {
        throw new Broken(name + ": texts expected");
      }
      all.add(element.textValue());
    }
    return all;
  }

  private JsonNode list(String name) throws Broken {
    JsonNode node = object.path(name);
    if (!node.isArray()) {
      throw new Broken(name + ": a list expected");
    }
    return node;
  }

  static InetAddress address(String text) throws Broken {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException _) {
      throw new Broken("not an address: " + text);
    }
  }

  @Nullable InetAddress addressOrNull(String name) throws Broken {
    String text = textOrNull(name);
    return text == null ? null : address(text);
  }

  static Prefix prefix(String text) throws Broken {
    int slash = text.lastIndexOf('/');
    try {
      return new Prefix(
          address(text.substring(0, Math.max(slash, 0))),
          Integer.parseInt(text.substring(slash + 1)));
    } catch (IllegalArgumentException _) {
      throw new Broken("not an address with a prefix length: " + text);
    }
  }
}
