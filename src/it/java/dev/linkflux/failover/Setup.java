package dev.linkflux.failover;

import dev.linkflux.lab.Lab;
import dev.linkflux.lab.LabOptions;
import java.util.List;
import java.util.function.Consumer;

/**
 * How a trial begins.
 *
 * @param settings more lines of configuration
 * @param options of {@code linkflux run}
 * @param preparation of the lab, before the service is started
 */
record Setup(LabOptions lab, String settings, List<String> options, Consumer<Lab> preparation) {

  /** The standard lab and default settings. */
  static Setup standard() {
    return new Setup(LabOptions.standard(), "", List.of(), _ -> {});
  }

  Setup in(LabOptions other) {
    return new Setup(other, settings, options, preparation);
  }

  Setup with(String more) {
    return new Setup(lab, settings + more + "\n", options, preparation);
  }

  Setup observing() {
    return new Setup(lab, settings, List.of("--observe"), preparation);
  }

  Setup prepared(Consumer<Lab> how) {
    return new Setup(lab, settings, options, how);
  }
}
