package dev.linkflux.config.imported;

import java.util.Optional;
import java.util.OptionalInt;

/** Turns limits for failing and recovering into a demand of ours. */
final class Limits {
  private Limits() {}

  /**
   * Text for {@code demands}, as {@code loss: {fail: 40%, recover: 10%}}; empty if they do not make
   * one.
   *
   * @param unit of ours, written behind the numbers
   */
  static Optional<String> text(String metric, Found fail, Found recover, String unit) {
    int most = unit.equals("%") ? 100 : 60_000;
    OptionalInt high = Numbers.whole(fail, 1, most);
    OptionalInt low = Numbers.whole(recover, 1, most);
    if (high.isEmpty() || low.isEmpty() || low.getAsInt() >= high.getAsInt()) {
      return Optional.empty();
    }
    return Optional.of(
        "%s: {fail: %d%s, recover: %d%s}"
            .formatted(metric, high.getAsInt(), unit, low.getAsInt(), unit));
  }

  /**
   * Writes a demand.
   *
   * @param fail name of the option
   * @param recover name of the option
   * @param byDefault what is written if they do not make one
   * @param whose it is then, in words
   */
  private static void write(
      Draft draft,
      UciSection section,
      String fail,
      String recover,
      String metric,
      String byDefault,
      String whose) {
    Optional<Found> high = section.option(fail);
    Optional<Found> low = section.option(recover);
    Optional<String> text =
        high.isPresent() && low.isPresent()
            ? text(metric, high.get(), low.get(), metric.equals("loss") ? "%" : "ms")
            : Optional.empty();
    if (text.isPresent()) {
      draft.line("  " + text.get(), high.orElseThrow(), low.orElseThrow());
    } else {
      draft.line("  " + metric + ": " + byDefault, whose);
    }
  }

  /** The defaults of omr-tracker and of mwan3 alike. */
  static void write(Draft draft, UciSection section, String whose) {
    write(
        draft,
        section,
        "failure_loss",
        "recovery_loss",
        "loss",
        "{fail: 40%, recover: 10%}",
        whose);
    write(
        draft,
        section,
        "failure_latency",
        "recovery_latency",
        "rtt",
        "{fail: 1s, recover: 500ms}",
        whose);
  }
}
