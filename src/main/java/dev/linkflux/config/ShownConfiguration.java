package dev.linkflux.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The effective configuration of a running service as it shows it to others: where something is
 * secret stands a mark, of which nobody can tell whether it is the same.
 */
final class ShownConfiguration {
  private static final String MARK = "***";

  private ShownConfiguration() {}

  /** One of our own, with the mark wherever the other has it. */
  static JsonNode likewise(JsonNode own, JsonNode shown) {
    if (shown.isTextual() && shown.textValue().contains(MARK) && own.isTextual()) {
      return shown;
    }
    if (own.isObject() && shown.isObject()) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      own.properties()
          .forEach(it -> copy.set(it.getKey(), likewise(it.getValue(), shown.path(it.getKey()))));
      return copy;
    }
    if (own.isArray() && shown.isArray() && own.size() == shown.size()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      for (int i = 0; i < own.size(); i++) {
        copy.add(likewise(own.path(i), shown.path(i)));
      }
      return copy;
    }
    return own;
  }
}
