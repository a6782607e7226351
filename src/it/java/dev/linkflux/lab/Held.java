package dev.linkflux.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Routes and rules of a namespace as {@code ip} reads them: those of one protocol in the words of a
 * plan, all others as they are.
 *
 * @param ours as a plan on the stream names them, sorted
 * @param sources the same routes with their preferred source addresses, sorted
 * @param foreign everything else but for the state of its links, sorted
 */
public record Held(List<String> ours, List<String> sources, List<String> foreign) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Reads them. */
  public static Held of(Namespace namespace, int protocol) {
    List<String> ours = new ArrayList<>();
    List<String> sources = new ArrayList<>();
    List<String> foreign = new ArrayList<>();
    for (String family : List.of("-4", "-6")) {
      for (JsonNode route : ask(namespace, family, "route", "show", "table", "all")) {
        if (isOf(route, protocol)) {
          String words = route(route, family);
          ours.add(words);
          sources.add(words + " src " + address(route.path("prefsrc").asText("")));
        } else {
          foreign.add(family + " " + withoutFlags(route));
        }
      }
      for (JsonNode rule : ask(namespace, family, "rule", "show")) {
        if (isOf(rule, protocol)) {
          ours.add(rule(rule, family));
        } else {
          foreign.add(family + " " + rule);
        }
      }
    }
    return new Held(sorted(ours), sorted(sources), sorted(foreign));
  }

  /** All MPTCP endpoints of a namespace, in the words of a plan. */
  public static List<String> endpoints(Namespace namespace) {
    return StreamSupport.stream(
            json(namespace.run("", "ip", "-j", "mptcp", "endpoint", "show")).spliterator(), false)
        .map(Held::endpoint)
        .sorted()
        .toList();
  }

  /** The id of an MPTCP endpoint; 0 if there is none of that address. */
  public static int endpointId(Namespace namespace, String address) {
    for (JsonNode it : json(namespace.run("", "ip", "-j", "mptcp", "endpoint", "show"))) {
      if (address(it.path("address").asText()).equals(address)) {
        return it.path("id").asInt();
      }
    }
    return 0;
  }

  /**
   * The device of each default route of the main table, best first; of a multipath route all.
   *
   * @param v6 which family
   */
  public static List<List<String>> defaults(Namespace namespace, boolean v6) {
    return StreamSupport.stream(
            ask(namespace, v6 ? "-6" : "-4", "route", "show", "default").spliterator(), false)
        .sorted(java.util.Comparator.comparingInt(route -> route.path("metric").asInt()))
        .map(route -> hops(route).stream().map(hop -> hop.path("dev").asText()).toList())
        .toList();
  }

  private static JsonNode ask(Namespace namespace, String... words) {
    List<String> command = new ArrayList<>(List.of("ip", "-j", "-d"));
    command.addAll(List.of(words));
    return json(namespace.run("", command.toArray(String[]::new)));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text.isBlank() ? "[]" : text);
    } catch (JsonProcessingException strange) {
      throw new UncheckedIOException(text, strange);
    }
  }

  private static boolean isOf(JsonNode object, int protocol) {
    return object.path("protocol").asText().equals("" + protocol);
  }

  private static List<JsonNode> hops(JsonNode route) {
    return route.has("nexthops")
        ? StreamSupport.stream(route.get("nexthops").spliterator(), false).toList()
        : List.of(route);
  }

  private static String route(JsonNode route, String family) {
    List<JsonNode> hops = hops(route);
    String ways =
        hops.size() == 1
            ? hop(hops.getFirst())
            : hops.stream()
                .map(hop -> "nexthop " + hop(hop) + " weight " + hop.path("weight").asInt())
                .collect(Collectors.joining(" "));
    String type = route.path("type").asText("unicast");
    return (type.equals("unicast") ? "" : type + " ")
        + network(route.path("dst").asText(), family)
        + (" " + ways + " table " + route.path("table").asText("main"))
        + (" metric " + route.path("metric").asInt(0));
  }

  private static String hop(JsonNode hop) {
    JsonNode via = hop.has("via") ? hop.path("via").path("host") : hop.path("gateway");
    return (via.isMissingNode() ? "" : "via " + address(via.asText()) + " ")
        + ("dev " + hop.path("dev").asText());
  }

  private static String rule(JsonNode rule, String family) {
    String source = rule.path("src").asText("all");
    String whole = family.equals("-6") ? "128" : "32";
    return (family.equals("-6") ? "-6 " : "")
        + (rule.path("priority").asInt() + ":")
        + (source.equals("all")
            ? ""
            : " from " + address(source) + "/" + rule.path("srclen").asText(whole))
        + (rule.has("fwmark")
            ? " fwmark " + rule.path("fwmark").asText() + "/" + rule.path("fwmask").asText()
            : "")
        + (rule.has("oif") ? " oif " + rule.path("oif").asText() : "")
        + (" lookup " + rule.path("table").asText());
  }

  private static String endpoint(JsonNode endpoint) {
    StringBuilder words = new StringBuilder(address(endpoint.path("address").asText()));
    words.append(" dev ").append(endpoint.path("dev").asText());
    for (String flag : List.of("subflow", "signal", "backup", "fullmesh")) {
      if (endpoint.path(flag).asBoolean()) {
        words.append(' ').append(flag);
      }
    }
    return words.toString();
  }

  private static String network(String text, String family) {
    if (text.equals("default")) {
      return text;
    }
    int slash = text.indexOf('/');
    return slash < 0
        ? address(text) + (family.equals("-6") ? "/128" : "/32")
        : address(text.substring(0, slash)) + text.substring(slash);
  }

  /** As Java writes it. */
  private static String address(String text) {
    return text.isEmpty() ? "" : InetAddress.ofLiteral(text).getHostAddress();
  }

  private static String withoutFlags(JsonNode route) {
    ObjectNode copy = route.deepCopy();
    copy.remove("flags");
    copy.path("nexthops").forEach(hop -> ((ObjectNode) hop).remove("flags"));
    return copy.toString();
  }

  private static List<String> sorted(List<String> all) {
    return all.stream().sorted().toList();
  }
}
