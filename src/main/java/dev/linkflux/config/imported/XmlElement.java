package dev.linkflux.config.imported;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An element of a document.
 *
 * @param line where it begins, from 1
 * @param text what stands in it directly, without space at its ends
 */
record XmlElement(String name, int line, String text, List<XmlElement> children) {
  Stream<XmlElement> all(String child) {
    return children.stream().filter(it -> it.name.equals(child));
  }

  Optional<XmlElement> first(String child) {
    return all(child).findFirst();
  }

  String text(String child) {
    return first(child).map(XmlElement::text).orElse("");
  }
}
