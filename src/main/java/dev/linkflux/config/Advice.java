package dev.linkflux.config;

import dev.linkflux.control.Control;
import dev.linkflux.control.Settings;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.time.Duration;
import java.util.Locale;

/** What is right but will not do well: warnings for those who are going to run by it. */
final class Advice {
  private final Section root;
  private final Together sections;
  private final Settings settings;

  private Advice(Section root, Together sections, Settings settings) {
    this.root = root;
    this.sections = sections;
    this.settings = settings;
  }

  /** Warns of settings in which nothing is wrong. */
  static void give(Section root, Together sections, Settings settings) {
    Advice advice = new Advice(root, sections, settings);
    advice.onTargets();
    advice.onUplinks();
    advice.onConfirm();
    advice.onHoldDown();
  }

  private void onTargets() {
    int targets = settings.targets().size();
    if (targets == 1) {
      root.warning(
          "targets",
          "there is one only: when it is silent, nobody can tell it from the uplink; have three,"
              + " of different operators");
    } else if (targets == 2) {
      root.warning(
          "targets",
          "there are two only: neither can be outvoted, a majority is both; have three, of"
              + " different operators");
    }
    if (targets > 1 && settings.targets().stream().allMatch(Target::required)) {
      root.warning(
          "targets",
          "all are required: whichever is silent takes its uplink down; require only those without"
              + " which an uplink is of no use");
    }
  }

  private void onUplinks() {
    long enabled = settings.uplinks().stream().filter(uplink -> !uplink.disabled()).count();
    if (enabled == 1) {
      root.warning(
          "uplinks",
          (settings.uplinks().stream().anyMatch(Uplink::disabled)
                  ? "only one is not disabled"
                  : "there is one only")
              + ": there is nowhere to go, and its silence cannot be told from everybody's"
              + " (isolated)");
    }
  }

  /** Where less than one probe is sent in it, a single one decides, however long it is. */
  private void onConfirm() {
    Duration confirm = settings.rules().confirm();
    Duration gap = settings.probing().interval().dividedBy(settings.targets().size());
    if (confirm.compareTo(gap) < 0) {
      String message =
          "a breach is confirmed after %s (decision.confirm), but a probe is sent only every %s: a single one decides"
              .formatted(DurationText.print(confirm), seconds(gap));
      if (sections.probing().has("interval")) {
        sections.probing().warning("interval", message);
      } else {
        sections.decision().warning("confirm", message);
      }
    }
  }

  private void onHoldDown() {
    Duration holdDown = settings.rules().holdDown();
    Duration recovery = Control.expectation(settings).recovery();
    if (holdDown.compareTo(recovery) < 0) {
      String message =
          "%s is shorter than what it takes to prove that loss has ended, some %s at an interval of %s; move demands.loss.recover further from fail, or wait longer"
              .formatted(
                  DurationText.print(holdDown),
                  seconds(recovery),
                  DurationText.print(settings.probing().interval()));
      sections.decision().warning("holdDown", message);
    }
  }

  /** In words, to a tenth. */
  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toNanos() / 1e9);
  }
}
