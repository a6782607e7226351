package dev.linkflux.config.imported;

import java.util.Set;

/**
 * A file of a foreign configuration.
 *
 * @param name without directories
 */
public record SourceFile(String name, String text) {
  /** The package of a UCI file: its name, or else what is in it tells. */
  String uciPackage(Set<String> known) {
    String stem = name.replaceFirst("\\..*$", "");
    if (known.contains(stem) || known.contains(name)) {
      return known.contains(name) ? name : stem;
    }
    if (known.contains("mwan3") && text.contains("track_ip")) {
      return "mwan3";
    }
    if (known.contains("omr-tracker") && text.matches("(?s).*config\\s+'?defaults.*")) {
      return "omr-tracker";
    }
    if (known.contains("openmptcprouter") && text.matches("(?s).*config\\s+'?server\\b.*")) {
      return "openmptcprouter";
    }
    return text.matches("(?s).*option\\s+'?proto\\b.*") ? "network" : stem;
  }
}
