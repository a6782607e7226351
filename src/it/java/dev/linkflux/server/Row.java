package dev.linkflux.server;

import java.util.List;
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
    return new Row(name, keys, null, true, List.of(addresses), "");
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
}
