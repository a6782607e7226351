package dev.linkflux.bench.scoreboard;

import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the default settings, and shown for everybody.
 *
 * @param what in words
 * @param most the figure is at most this
 * @param unit behind the figure
 * @param figure takes it from a row
 */
record Bar(String what, double most, String unit, ToDoubleFunction<Row> figure) {
  private static final double FLAPS = 3;

  /** Those of DESIGN, section 6, that can be judged without a kernel. */
  static final List<Bar> ALL =
      List.of(
          new Bar("blackout, p50 ≤ 1.0 s", 1, " s", row -> delays(row, Weather.BLACKOUT).p50()),
          new Bar("blackout, p99 ≤ 2 s", 2, " s", row -> delays(row, Weather.BLACKOUT).p99()),
          new Bar("30 % loss, p50 ≤ 5 s", 5, " s", row -> delays(row, Weather.LOSS_30).p50()),
          new Bar("30 % loss, p95 ≤ 10 s", 10, " s", row -> delays(row, Weather.LOSS_30).p95()),
          new Bar("10 % loss, p99 ≤ 60 s", 60, " s", row -> delays(row, Weather.LOSS_10).p99()),
          new Bar("rtt 40 → 900 ms, p99 ≤ 2 s", 2, " s", row -> delays(row, Weather.SLOW).p99()),
          new Bar(
              "wrong switches in 30 days at 1 % loss ≤ 1",
              1, "", row -> known(row.wrong().get(Weather.LOSS_1)).per30Days()),
          new Bar("one of three targets dead, switches in 6 h = 0", 0, "", row -> row.deadTarget()),
          new Bar(
              "flapping 30 s / 30 s, switches in any hour ≤ 3",
              FLAPS,
              "",
              row -> row.flapping().values().iterator().next().most()));

  /** None on the recorded quiet traces. */
  static Bar onTraces(List<Trace> traces) {
    List<String> quiet = traces.stream().filter(Trace::isQuiet).map(Trace::name).toList();
    return new Bar(
        "switches on %d quiet traces = 0".formatted(quiet.size()),
        0,
        "",
        row -> quiet.stream().mapToInt(it -> row.traces().getOrDefault(it, 0)).sum());
  }

  /** The figure, and whether it is enough. */
  String judge(Row row) {
    double value = figure.applyAsDouble(row);
    if (Double.isInfinite(value)) {
      return "MISSED: never";
    }
    return value <= most ? text(value) + ", met" : "MISSED by " + text(value - most);
  }

  private String text(double value) {
    return unit.isEmpty() ? Board.count(value) : Delays.text(value) + unit;
  }

  private static Delays delays(Row row, Weather weather) {
    return known(row.detection().get(weather));
  }

  private static <T> T known(@Nullable T figures) {
    return Objects.requireNonNull(figures, "every row has all figures");
  }
}
