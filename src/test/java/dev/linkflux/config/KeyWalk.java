package dev.linkflux.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All keys that the reader knows, found by asking the reader itself: for a key that is like none of
 * them it tells those that it has. A key below which it tells keys again is a section, or with
 * {@code []} a list of sections.
 */
final class KeyWalk {
  private static final String UNHEARD = "qqqqqqqqqqqqqqqqqqqqqqqq";
  private static final Pattern KNOWN =
      Pattern.compile("unknown key '" + UNHEARD + "'; known: (.*)");

  private static final List<String> NAMESERVERS =
      List.of("address: 192.0.2.1", "address: 192.0.2.1, tls: a.example");

  /** What must stand beside the keys of a section for all to be read; a line for each manner. */
  private static final Map<String, List<String>> BESIDE =
      Map.ofEntries(
          Map.entry(
              "targets[]",
              List.of(
                  "address: 192.0.2.1",
                  "address: 192.0.2.1, kind: udp, protocol: stamp",
                  "address: '192.0.2.1:7', kind: udp",
                  "address: 192.0.2.1, kind: dns, query: a.example",
                  "address: 'https://192.0.2.1/', kind: http")),
          Map.entry("uplinks[]", List.of("interface: wan1")),
          Map.entry("uplinks[].maintenance[]", List.of("when: '0 3 * * *', lasting: 1h")),
          Map.entry("uplinks[].nameservers", NAMESERVERS),
          Map.entry("dns.servers", NAMESERVERS),
          Map.entry("demands.pdv", List.of("fail: 1s, recover: 1ms")),
          Map.entry("demands.rise", List.of("fail: 1s, recover: 1ms")),
          Map.entry("election", List.of("", "strategy: balance", "strategy: lowest-rtt")),
          Map.entry(
              "servers[]",
              List.of(
                  "address: a.example, check: ping",
                  "address: a.example, check: api",
                  "address: a.example, check: api, type: omr",
                  "address: a.example, check: api, type: omr, credentials: {file: /f}")),
          Map.entry("servers[].credentials", List.of("file: /f")),
          Map.entry("hooks[]", List.of("run: /h", "url: 'http://h.example/'")),
          Map.entry(
              "notifications[]",
              List.of(
                  "mqtt: 'mqtt://b.example'",
                  "mail: 'smtp://m.example', from: a@b.example, to: a@b.example",
                  "webhook: 'http://w.example/'")),
          Map.entry("notifications[].credentials", List.of("username: a, file: /f")),
          Map.entry("notifications[].quiet", List.of("from: '22:00', to: '07:00'")),
          Map.entry("access.tokens[]", List.of("name: a, may: read, file: /f")),
          Map.entry("access.tls", List.of("certificate: /c, key: /k")));

  private final Map<String, Set<String>> keys = new TreeMap<>();
  private final Map<String, Set<String>> forms = new TreeMap<>();

  KeyWalk() {
    into("", "%s");
  }

  /** The keys of each section, by its path; that of the whole file is empty. */
  Map<String, Set<String>> keys() {
    return keys;
  }

  /** Valid documents in which a section stands, each with {@code %s} as a place for a key. */
  List<String> forms(String path) {
    return forms.getOrDefault(path, Set.of()).stream()
        .map(form -> form.contains("uplinks:") ? form : "uplinks: [{interface: wan1}], " + form)
        .toList();
  }

  private void into(String path, String form) {
    for (String beside : beside(path)) {
      String here = form.formatted(beside.isEmpty() ? "%s" : beside + ", %s");
      for (String key : known(here)) {
        keys.computeIfAbsent(path, _ -> new TreeSet<>()).add(key);
        forms.computeIfAbsent(path, _ -> new TreeSet<>()).add(here);
        if (!beside.contains(key + ":")) {
          below(path.isEmpty() ? key : path + "." + key, key, here);
        }
      }
    }
  }

  private void below(String path, String key, String form) {
    String section = form.formatted(key + ": {%s}");
    String list = form.formatted(key + ": [{%s}]");
    if (isSection(path, section)) {
      into(path, section);
    } else if (isSection(path + "[]", list)) {
      into(path + "[]", list);
    }
  }

  private static boolean isSection(String path, String form) {
    return beside(path).stream()
        .anyMatch(
            beside -> !known(form.formatted(beside.isEmpty() ? "%s" : beside + ", %s")).isEmpty());
  }

  private static List<String> beside(String path) {
    return BESIDE.getOrDefault(path, List.of(""));
  }

  private static List<String> known(String form) {
    return parse(form, UNHEARD + ": 1").problems().list().stream()
        .map(problem -> KNOWN.matcher(problem.message()))
        .filter(Matcher::matches)
        .flatMap(matcher -> Arrays.stream(matcher.group(1).split(", ", -1)))
        .toList();
  }

  /** A document with something in its place. */
  static Reading parse(String form, String key) {
    return Configurations.parse("{" + form.formatted(key) + "}", "keys");
  }

  /** What stands at a path of an effective configuration, of lists that of each item. */
  static List<JsonNode> at(JsonNode effective, String path) {
    List<JsonNode> found = List.of(effective);
    for (String key : path.split("\\.", -1)) {
      List<JsonNode> next = new ArrayList<>();
      for (JsonNode node : found) {
        JsonNode value = node.path(key.replace("[]", ""));
        if (key.endsWith("[]")) {
          value.forEach(next::add);
        } else if (!value.isMissingNode()) {
          next.add(value);
        }
      }
      found = next;
    }
    return found;
  }
}
