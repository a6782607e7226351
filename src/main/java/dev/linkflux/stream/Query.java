package dev.linkflux.stream;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands behind the question mark; whatever is not understood is refused, never ignored. */
final class Query {
  private static final int MOST_PARAMETERS = 16;

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
    return value == null ? Duration.ZERO : Times.every(value);
  }

  /**
   * For how long something is ordered, written as in the configuration; null if nothing is said.
   *
   * @param most at most
   */
  @Nullable Duration lasting(Duration most) {
    String value = single("for");
    return value == null ? null : Times.lasting(value, most);
  }

  /** A moment, ISO 8601; null if nothing is said. */
  @Nullable Instant time(String name) {
    String value = single(name);
    return value == null ? null : Times.moment(name, value);
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
