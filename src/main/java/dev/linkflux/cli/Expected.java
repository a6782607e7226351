package dev.linkflux.cli;

import dev.linkflux.control.Control;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Expectation;
import java.time.Duration;
import java.util.Locale;

/** Tells in words what follows from settings. */
final class Expected {
  private Expected() {}

  /** Lines, without the end of the last. */
  static String of(Settings settings) {
    Expectation expected = Control.expectation(settings);
    String blackout =
        String.format(
            Locale.ROOT,
            "a blackout is noticed after about %s: %d probes in a row without an answer, of %s",
            seconds(expected.blackout()),
            expected.probes(),
            counted(settings.targets().size(), "target"));
    String wrong =
        String.format(
            Locale.ROOT,
            "a wrong one comes at most once in %s on each uplink, where no more than %.0f %% is"
                + " lost",
            days(settings.rules().falseSwitches()),
            100 * expected.baseline());
    String back =
        "an uplink that went down carries again at the earliest "
            + seconds(settings.rules().holdDown())
            + " after it answers";
    return blackout
        + "\n"
        + wrong
        + "\n"
        + back
        + (expected.recovery().isZero()
            ? ""
            : "; after loss, at the earliest %s after the last one is lost"
                .formatted(seconds(expected.recovery().plus(settings.rules().holdDown()))));
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toNanos() / 1e9);
  }

  private static String days(Duration duration) {
    return String.format(Locale.ROOT, "%.4g days", duration.toSeconds() / 86_400.0)
        .replaceFirst("\\.?0+ days", " days");
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
