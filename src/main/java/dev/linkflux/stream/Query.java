package dev.linkflux.stream;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands behind the question mark; whatever is not understood is refused, never ignored. */
final class Query {
  private static final int MOST_PARAMETERS = 16;
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final Pattern LASTING =
      Pattern.compile("(\\d{1,20}(?:\\.\\d{1,20})?)(ns|us|ms|s|m|h|d)");

  /** Nanoseconds. */
  private static final Map<String, Long> UNITS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L,
          "d", 86_400_000_000_000L);

  private final String path;
  private final Map<String, List<String>> parameters;

  private Query(String path, Map<String, List<String>> parameters) {
    this.path = path;
    this.parameters = parameters;
  }

  static Query of(String uri) {
    try {
      QueryStringDecoder decoder =
          QueryStringDecoder.builder().maxParams(MOST_PARAMETERS).build(uri);
      return new Query(decoder.path(), decoder.parameters());
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("the address is not well formed: " + e.getMessage());
    }
  }

  /** Decoded. */
  String path() {
    return path;
  }

  /** Refuses every parameter but these. */
  void allowOnly(String... names) {
    for (String name : parameters.keySet()) {
      if (!Arrays.asList(names).contains(name)) {
        throw Problem.badRequest(
            "unknown parameter `"
                + name
                + "`; "
                + (names.length == 0
                    ? "none is understood here"
                    : "understood are: " + String.join(", ", names)));
      }
    }
  }

  /** What an event stream is to be filtered by; repeated parameters add up. */
  Filter filter(KnownNames uplinks, KnownNames servers) {
    EnumSet<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (String type : list("types")) {
      Kind kind = Kind.named(type);
      if (kind == null) {
        throw unknown("types", type, Arrays.stream(Kind.values()).map(Kind::wire).toList());
      }
      kinds.add(kind);
    }
    return new Filter(kinds, among("uplink", uplinks), among("server", servers), every());
  }

  private Set<String> among(String name, KnownNames known) {
    Set<String> wanted = list(name);
    for (String one : wanted) {
      if (!known.contains(one)) {
        throw unknown(name, one, known.present().stream().sorted().toList());
      }
    }
    return wanted;
  }

  private static Problem.Refusal unknown(String name, String value, List<String> known) {
    return Problem.badRequest(
        "`%s`: unknown `%s`; %s"
            .formatted(
                name,
                value,
                known.isEmpty() ? "none is configured" : "known are: " + String.join(", ", known)));
  }

  private Set<String> list(String name) {
    return parameters.getOrDefault(name, List.of()).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Duration every() {
    String value = single("every");
    return value == null ? Duration.ZERO : duration(value);
  }

  private static Duration duration(String value) {
    long unit =
        value.endsWith("ms") ? 1 : value.endsWith("s") ? 1000 : value.endsWith("m") ? 60_000 : 0;
    String digits = value.replaceFirst("(ms|s|m)$", "");
    if (unit == 0 || !digits.matches("[0-9]{1,9}")) {
      throw Problem.badRequest(
          "`every`: `" + value + "` is no duration; right would be `500ms`, `1s` or `1m`");
    }
    Duration every = Duration.ofMillis(Long.parseLong(digits) * unit);
    if (every.compareTo(LONGEST) > 0) {
      throw Problem.badRequest("`every`: `" + value + "` is too long; at most `60m`");
    }
    return every;
  }

  /**
   * For how long something is ordered, written as in the configuration; null if nothing is said.
   *
   * @param most at most
   */
  @Nullable Duration lasting(Duration most) {
    String value = single("for");
    if (value == null) {
      return null;
    }
    Matcher matcher = LASTING.matcher(value);
    if (!matcher.matches()) {
      throw Problem.badRequest(
          "`for`: `" + value + "` is no duration; right would be `90s`, `30m`, `2h` or `1d`");
    }
    BigDecimal unit = BigDecimal.valueOf(UNITS.getOrDefault(matcher.group(2), 0L));
    BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(unit);
    if (nanos.compareTo(BigDecimal.ONE) < 0
        || nanos.compareTo(BigDecimal.valueOf(most.toNanos())) > 0) {
      throw Problem.badRequest(
          "`for`: `" + value + "` is out of range; above 0, and at most `" + most.toDays() + "d`");
    }
    return Duration.ofNanos(nanos.longValue());
  }

  /** A moment, ISO 8601; null if nothing is said. */
  @Nullable Instant time(String name) {
    String value = single(name);
    if (value == null) {
      return null;
    }
    try {
      // A plus that was not escaped has become a space.
      return OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
    } catch (DateTimeParseException _) {
      throw Problem.badRequest(
          "`%s`: `%s` is no moment; right would be `2026-11-22T03:00:00Z`".formatted(name, value));
    }
  }

  /** What one of these words means; null if nothing is said. */
  <T> @Nullable T among(String name, Map<String, T> meanings) {
    String value = single(name);
    if (value == null) {
      return null;
    }
    T meaning = meanings.get(value);
    if (meaning == null) {
      throw unknown(name, value, List.copyOf(meanings.keySet()));
    }
    return meaning;
  }

  /** The number behind which an event stream goes on, or null. */
  @Nullable Long after(@Nullable String lastEventId) {
    if (lastEventId != null) {
      return number("the header Last-Event-ID", lastEventId, Long.MAX_VALUE);
    }
    String value = single("after");
    return value == null ? null : Long.valueOf(number("`after`", value, Long.MAX_VALUE));
  }

  /**
   * How many are wanted.
   *
   * @param usual if nothing is said
   * @param most at most
   */
  int limit(int usual, int most) {
    String value = single("limit");
    return value == null ? usual : (int) number("`limit`", value, most);
  }

  static long number(String what, String value, long most) {
    if (!value.matches("[0-9]{1,18}") || Long.parseLong(value) > most) {
      throw Problem.badRequest(
          what
              + ": `"
              + value
              + "` is not right; it wants a whole number"
              + (most == Long.MAX_VALUE ? "" : " up to " + most));
    }
    return Long.parseLong(value);
  }

  /** All that is said under this name, as it was written. */
  List<String> values(String name) {
    return parameters.getOrDefault(name, List.of());
  }

  /** What is said once at most, or null. */
  @Nullable String single(String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw Problem.badRequest("`" + name + "` stands there " + values.size() + " times");
    }
    return values.isEmpty() ? null : values.getFirst();
  }
}
