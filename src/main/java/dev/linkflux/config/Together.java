package dev.linkflux.config;

import dev.linkflux.control.Settings;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Metric;
import java.time.Duration;

/** What several sections must make sense of together. */
record Together(Section probing, Section quality, Section demands, Section decision) {
  /** With fewer outcomes of a target the window's figures are chance. */
  private static final int LEAST_IN_WINDOW = 5;

  /** A test that may be wrong once in fewer probes than these takes every lost one for an end. */
  private static final int LEAST_BETWEEN_FALSE = 100;

  static Together of(Section root) {
    return new Together(
        root.section("probing"),
        root.section("quality"),
        root.section("demands"),
        root.section("decision"));
  }

  void check(Settings settings) {
    Duration interval = settings.probing().interval();
    if (probing.isSound("interval")) {
      checkWindow(settings.windowing().window(), interval);
      checkFalseSwitches(settings.rules().falseSwitches(), interval);
    }
    settings.demands().stream()
        .filter(demand -> demand.metric() == Metric.RTT)
        .forEach(demand -> checkTimeout(demand, settings.probing().timeout()));
  }

  private void checkWindow(Duration window, Duration interval) {
    if (!quality.isSound("window")
        || window.compareTo(interval.multipliedBy(LEAST_IN_WINDOW)) >= 0) {
      return;
    }
    String message =
        "a window of %s holds fewer than %d probes of a target, which are %s apart"
            .formatted(DurationText.print(window), LEAST_IN_WINDOW, DurationText.print(interval));
    if (quality.has("window")) {
      quality.warning("window", message);
    } else {
      probing.warning("interval", message);
    }
  }

  private void checkFalseSwitches(Duration falseSwitches, Duration interval) {
    Duration least = interval.multipliedBy(LEAST_BETWEEN_FALSE);
    if (decision.isSound("falseSwitches") && falseSwitches.compareTo(least) < 0) {
      decision.error(
          "falseSwitches",
          "%s is more than once in %d probes, %s apart (probing.interval); make it at most %s"
              .formatted(
                  FrequencyText.print(falseSwitches),
                  LEAST_BETWEEN_FALSE,
                  DurationText.print(interval),
                  FrequencyText.print(least)));
    }
  }

  private void checkTimeout(Demand rtt, Duration timeout) {
    if (demands.isSound("rtt") && probing.isSound("timeout") && rtt.fail() > timeout.toNanos()) {
      demands.warning(
          "rtt",
          "fail (%s) is above probing.timeout (%s): so late a reply counts as lost already"
              .formatted(
                  DemandsSection.print(Metric.RTT, rtt.fail()), DurationText.print(timeout)));
    }
  }
}
