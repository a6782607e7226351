package dev.linkflux.doctor;

import dev.linkflux.config.Configuration;
import dev.linkflux.control.Settings;
import dev.linkflux.uplink.Uplink;
import java.nio.file.Path;
import java.util.List;

/**
 * Whom it is about.
 *
 * @param file where the configuration stands
 */
record Patient(Path file, Configuration configuration, Machine machine, Network network) {
  Settings settings() {
    return configuration.settings();
  }

  List<Uplink> uplinks() {
    return settings().uplinks();
  }

  /** One examination. */
  @FunctionalInterface
  interface Examination {
    List<Finding> of(Patient patient);
  }
}
