package dev.linkflux.failover;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was measured, with the machine that it was measured on.
 *
 * @param machine what is to be known of it, by name
 */
record Report(String at, Map<String, String> machine, List<Measured> runs) {

  /** A table for people, in Markdown. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("# Failover in the lab, ").append(at).append("\n\n");
    machine.forEach(
        (name, value) -> text.append("- ").append(name).append(": ").append(value).append('\n'));
    Spread load = new Spread(runs.stream().map(Measured::load).toList());
    text.append("- load average (1 min) during the runs: p50 ")
        .append(load.text(0.5))
        .append(", max ")
        .append(load.text(1))
        .append("\n\n");
    text.append(
        "Times in ms, from the effect of the trouble (of a lost carrier: from the kernel's link"
            + " event) to the new default route in the kernel.\n\n");
    text.append(
        "| trouble | n | p50 | p95 | max | bar | met? | client gap p50 | max | return p50 | max"
            + " |\n");
    text.append("|---|---|---|---|---|---|---|---|---|---|---|\n");
    for (Trouble trouble : Trouble.values()) {
      List<Measured> its =
          runs.stream().filter(it -> it.trouble().equals(trouble.title())).toList();
      if (!its.isEmpty()) {
        text.append(row(trouble, its)).append('\n');
      }
    }
    Spread first = spread(runs, Measured::firstProbeMs);
    Spread end = spread(runs, Measured::endedMs);
    text.append(
            "\nStart of the process to its first probe: p50 %s, p95 %s, max %s ms (bar: 300). "
                .formatted(first.text(0.5), first.text(0.95), first.text(1)))
        .append(
            "SIGTERM to the end: p50 %s, max %s ms (bar: 1000).\n"
                .formatted(end.text(0.5), end.text(1)))
        .append(
            "Decisions that a replay of the recorded trace found to be the same: %d, of %d runs.\n"
                .formatted(runs.stream().mapToInt(Measured::decisions).sum(), runs.size()));
    for (Measured run : runs) {
      run.wrong()
          .forEach(
              wrong ->
                  text.append("\n- wrong: ")
                      .append(run.trouble())
                      .append(" #")
                      .append(run.repetition())
                      .append(": ")
                      .append(wrong));
    }
    return text.toString();
  }

  private static String row(Trouble trouble, List<Measured> its) {
    Spread switched = spread(its, Measured::switchedMs);
    Spread gap = spread(its, Measured::gapMs);
    Spread returned = spread(its, Measured::returnedMs);
    boolean met = its.stream().allMatch(it -> it.wrong().isEmpty()) && trouble.isMetBy(switched);
    return String.format(
        Locale.ROOT,
        "| %s | %d | %s | %s | %s | %s | %s | %s | %s | %s | %s |",
        trouble.title(),
        its.size(),
        switched.text(0.5),
        switched.text(0.95),
        switched.text(1),
        trouble.barText(),
        met ? "yes" : "**no**",
        gap.text(0.5),
        gap.text(1),
        returned.text(0.5),
        returned.text(1));
  }

  private static Spread spread(List<Measured> runs, Function<Measured, @Nullable Double> figure) {
    return new Spread(
        runs.stream().map(figure).filter(Objects::nonNull).map(Objects::requireNonNull).toList());
  }
}
