package dev.linkflux.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entries of a mapping by their keys. Of two with the same key the first counts. */
final class Entries {
  private Entries() {}

  /** Reports those that are there twice. */
  static Map<String, Node.Entry> of(Node.Mapping mapping, String path, Findings findings) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    for (Node.Entry entry : mapping.entries()) {
      Node.Entry first = entries.putIfAbsent(entry.key().text(), entry);
      if (first != null) {
        findings.error(
            entry.key().at(),
            path,
            "the key %s is there twice, first in line %d; remove one"
                .formatted(Quoted.of(entry.key().text()), first.key().at().line()));
      }
    }
    return entries;
  }

  /** A mapping of nothing. */
  static Node.Mapping none(Position at) {
    return new Node.Mapping(at, List.of());
  }

  /** The value of an entry if it is one word, else null. */
  static @Nullable String word(Node.@Nullable Entry entry) {
    return entry instanceof Node.Entry(_, Node.Scalar value) && !value.isNull()
        ? value.text()
        : null;
  }
}
