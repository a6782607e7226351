package dev.linkflux.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A value of an effective configuration, as short as a person wants to read it. */
final class DifferenceText {
  private static final int LONGEST = 60;

  private DifferenceText() {}

  static String of(JsonNode node) {
    if (node.isMissingNode() || node.isNull() || (node.isContainerNode() && node.isEmpty())) {
      return "none";
    }
    String text =
        node.isArray()
            ? StreamSupport.stream(node.spliterator(), false)
                .map(DifferenceText::of)
                .collect(Collectors.joining(", "))
            : node.isObject() ? node.toString() : node.asText();
    String line = Quoted.oneLine(text);
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
