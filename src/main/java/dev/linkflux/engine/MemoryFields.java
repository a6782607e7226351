package dev.linkflux.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The fields of one entry of a memory, each as what it must be; else IllegalArgumentException. */
record MemoryFields(JsonNode object) {
  /** Numbers in one list; far more than there are periods or days. */
  private static final int MOST = 1000;

  /** Years in which calendars and differences of times are no trouble. */
  private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

  boolean has(String name) {
    return object.has(name);
  }

  String text(String name) {
    JsonNode node = object.path(name);
    require(node.isTextual(), name);
    return node.textValue();
  }

  long count(String name) {
    JsonNode node = object.path(name);
    require(node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0, name);
    return node.longValue();
  }

  double figure(String name) {
    JsonNode node = object.path(name);
    require(node.isNumber(), name);
    return node.doubleValue();
  }

  boolean flag(String name) {
    JsonNode node = object.path(name);
    require(node.isBoolean(), name);
    return node.booleanValue();
  }

  /**
   * A date, at most the first or the last of these years: a router without a clock of its own
   * begins in 1970, and may write what was the day before.
   */
  Instant wall(String name) {
    Instant wall = Instant.parse(text(name)); // its exception is one of date and time
    if (wall.isBefore(FIRST)) {
      return FIRST;
    }
    return wall.isAfter(LAST) ? LAST : wall;
  }

  /**
   * @param least of each of them
   */
  List<Long> numbers(String name, long least) {
    JsonNode list = object.path(name);
    require(list.isArray() && list.size() <= MOST, name);
    List<Long> all = new ArrayList<>();
    for (JsonNode one : list) {
      require(one.isIntegralNumber() && one.canConvertToLong() && one.longValue() >= least, name);
      all.add(one.longValue());
    }
    return List.copyOf(all);
  }

  private void require(boolean fulfilled, String name) {
    if (!fulfilled) {
      throw new IllegalArgumentException(name + " of " + object);
    }
  }
}
