package dev.linkflux.config.imported;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A gateway of pfSense or OPNsense with all that is set of it. */
record PfsenseGateway(String name, Map<String, Found> settings) {
  static PfsenseGateway of(String file, XmlElement item, int number) {
    String name = item.text("name").isEmpty() ? "gateway" + (number + 1) : item.text("name");
    Map<String, Found> settings = new LinkedHashMap<>();
    for (XmlElement child : item.children()) {
      if (!child.text().isEmpty() || child.name().matches("disabled|monitor_disable")) {
        String value = child.text().isEmpty() ? "1" : child.text(); // an empty element is a flag
        settings.putIfAbsent(
            child.name(),
            new Found(file, child.line(), "gateway " + name + "." + child.name(), value));
      }
    }
    return new PfsenseGateway(name, settings);
  }

  Optional<Found> find(String setting) {
    return Optional.ofNullable(settings.get(setting));
  }

  Found[] sources(String setting) {
    return find(setting).stream().toArray(Found[]::new);
  }

  String text(String setting) {
    return find(setting).map(Found::value).orElse("");
  }

  boolean isOn(String setting) {
    return find(setting).map(Found::isOn).orElse(false);
  }
}
