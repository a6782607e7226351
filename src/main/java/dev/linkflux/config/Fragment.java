package dev.linkflux.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.control.Settings;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The part of a configuration file that makes other settings of some: only what differs, in the
 * words of the file. Put key by key over a configuration of the first, it gives the second.
 */
public final class Fragment {
  private Fragment() {}

  /**
   * What differs in the quality, the demands, the decision and the election of two settings. A
   * demand is written with both of its figures, for one without the other means little.
   *
   * @return an object of sections; empty if nothing differs
   */
  public static ObjectNode of(Settings present, Settings other) {
    return changed(Effective.rules(present), Effective.rules(other));
  }

  /** As YAML: a section a line, its keys below it; empty if there are none. */
  public static String yaml(ObjectNode fragment) {
    StringBuilder text = new StringBuilder();
    fragment
        .properties()
        .forEach(
            section -> {
              text.append(section.getKey()).append(":\n");
              section
                  .getValue()
                  .properties()
                  .forEach(
                      key ->
                          text.append("  ")
                              .append(key.getKey())
                              .append(": ")
                              .append(flow(key.getValue()))
                              .append('\n'));
            });
    return text.toString();
  }

  private static ObjectNode changed(JsonNode present, JsonNode other) {
    ObjectNode changed = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : other.properties()) {
      JsonNode before = present.path(entry.getKey());
      JsonNode after = entry.getValue();
      if (before.equals(after)) {
        continue;
      }
      boolean whole = !before.isObject() || !after.isObject() || after.has("fail");
      changed.set(entry.getKey(), whole ? after : changed(before, after));
    }
    return changed;
  }

  private static String flow(JsonNode value) {
    if (!value.isObject()) {
      return value.asText();
    }
    return value.properties().stream()
        .map(entry -> entry.getKey() + ": " + flow(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
