package dev.linkflux.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Configurations for traces that say no more than the names of their uplinks and targets. They are
 * built as documents and go through the same reader as every file. Nothing is probed or routed in a
 * replay, so that interfaces and addresses only have to be valid and different.
 */
final class TraceNames {
  private static final int LAST_TIER = 255;

  private TraceNames() {}

  static Reading configuration(List<String> uplinks, List<String> targets) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ArrayNode ways = document.putArray("uplinks");
    uplinks.forEach(name -> ways.add(uplink(name, ways.size(), ways.size() + 1)));
    if (!targets.isEmpty()) {
      ArrayNode hosts = document.putArray("targets");
      targets.forEach(name -> hosts.add(target(name, hosts.size())));
    }
    return Configurations.parse(document.toString(), "names in the trace", Purpose.REPLAY);
  }

  static Reading fitted(
      Configuration configuration, String file, List<String> uplinks, List<String> targets) {
    List<Uplink> configured = configuration.settings().uplinks();
    List<Uplink> kept =
        configured.stream().filter(uplink -> uplinks.contains(uplink.name())).toList();
    if (kept.isEmpty()) {
      return Configurations.failed(
          file,
          Position.WHOLE_FILE,
          "uplinks: none of %s is in the trace, which has %s"
              .formatted(names(configured, Uplink::name), String.join(", ", uplinks)));
    }
    ObjectNode document = configuration.effective().deepCopy();
    Findings findings = new Findings(file);
    ArrayNode ways = document.putArray("uplinks");
    kept.forEach(uplink -> ways.add(Effective.of(uplink)));
    addUnknown(ways, configured, uplinks, findings);
    configured.stream()
        .filter(uplink -> !kept.contains(uplink))
        .forEach(uplink -> warn(findings, uplink.name(), "is not in the trace and left out"));
    if (!targets.isEmpty()) {
      document.set("targets", targets(configuration.settings().targets(), targets));
    }
    Reading reading = Configurations.parse(document.toString(), file, Purpose.REPLAY);
    Problems problems = reading.problems().and(findings.problems());
    return switch (reading) {
      case Reading.Valid(Configuration fitted, _) -> new Reading.Valid(fitted, problems);
      case Reading.Invalid _ -> new Reading.Invalid(problems);
    };
  }

  static Reading reduced(Configuration configuration, String file, List<String> uplinks) {
    ObjectNode document = configuration.effective().deepCopy();
    ArrayNode ways = document.putArray("uplinks");
    for (JsonNode uplink : configuration.effective().path("uplinks")) {
      if (uplinks.contains(uplink.path("name").asText())) {
        ways.add(uplink);
      }
    }
    return Configurations.parse(document.toString(), file, Purpose.REPLAY);
  }

  private static void addUnknown(
      ArrayNode ways, List<Uplink> configured, List<String> uplinks, Findings findings) {
    int behind = configured.stream().mapToInt(Uplink::tier).max().orElse(0) + 1;
    for (String name : uplinks) {
      if (configured.stream().noneMatch(uplink -> uplink.name().equals(name))) {
        ways.add(uplink(name, ways.size(), Math.min(behind, LAST_TIER)));
        warn(findings, name, "is in the trace only, and put behind all others");
      }
    }
  }

  private static ArrayNode targets(List<Target> configured, List<String> names) {
    ArrayNode hosts = JsonNodeFactory.instance.arrayNode();
    for (String name : names) {
      hosts.add(
          configured.stream()
              .filter(target -> target.name().equals(name))
              .findFirst()
              .map(Effective::of)
              .orElseGet(() -> target(name, hosts.size())));
    }
    return hosts;
  }

  private static JsonNode uplink(String name, int ordinal, int tier) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name)
        .put("interface", "trace" + ordinal)
        .put("tier", Math.min(tier, LAST_TIER))
        .put("mptcp", "off");
  }

  /** The address is of the documentation prefix (RFC 3849): nobody has it. */
  private static ObjectNode target(String name, int ordinal) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name)
        .put("address", "2001:db8::" + Integer.toHexString(ordinal + 1));
  }

  private static void warn(Findings findings, String uplink, String message) {
    findings.warning(
        Position.WHOLE_FILE, "uplinks", "the uplink " + Quoted.of(uplink) + " " + message);
  }

  private static <T> String names(List<T> all, Function<T, String> name) {
    return all.stream().map(name).collect(Collectors.joining(", "));
  }
}
