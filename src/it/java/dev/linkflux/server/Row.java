package dev.linkflux.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of one server through every uplink.
 *
 * @param keys of its configuration besides the name
 * @param rung that is broken, or null if none is
 * @param words of the detail; of one without a breach: the addresses of which one is checked
 * @param hint words of the hint
 */
record Row(
    String name,
    String keys,
    @Nullable Rung rung,
    boolean serves,
    List<String> words,
    String hint) {

  /** One that works. */
  static Row fine(String name, String keys, String... addresses) {
    List<String> known = Stream.of(addresses).map(Row::address).toList();
    return new Row(name, keys, null, true, known, "");
  }

  /** One that does not. */
  static Row broken(String name, String keys, Rung rung, String... words) {
    return new Row(name, keys, rung, false, List.of(words), "");
  }

  Row hinting(String words) {
    return new Row(name, keys, rung, serves, this.words, words);
  }

  Row serving() {
    return new Row(name, keys, rung, true, words, hint);
  }

  String configuration() {
    return "  - {name: %s, %s, routes: none, interval: 4s, timeout: 2s, fails: 2}\n"
        .formatted(name, keys);
  }

  /** What is not as expected of a server, through these uplinks; empty if nothing is. */
  String wrong(JsonNode server, List<String> uplinks) {
    StringBuilder wrong = new StringBuilder();
    for (String uplink : uplinks) {
      JsonNode way = Program.through(server, uplink);
      if (!fits(way)) {
        wrong.append("%s through %s: %s, not %s%n".formatted(name, uplink, way, this));
      }
    }
    return wrong.toString();
  }

  /** Whether what is known of it through an uplink, or was told, is as expected. */
  boolean fits(JsonNode way) {
    if (rung == null) {
      return way.path("rung").isNull()
          && way.path("serves").asBoolean()
          && words.contains(address(way.path("address").asText("")));
    }
    return way.path("rung").asText().equals(rung.wire())
        && way.path("serves").asBoolean() == serves
        && words.stream().allMatch(way.path("detail").asText()::contains)
        && way.path("sentence").asText().contains(name)
        && !way.path("hint").asText().isBlank()
        && way.path("hint").asText().contains(hint);
  }

  /** As Java writes it; nothing if there is none. */
  private static String address(String text) {
    return text.isEmpty() ? "" : InetAddress.ofLiteral(text).getHostAddress();
  }
}
