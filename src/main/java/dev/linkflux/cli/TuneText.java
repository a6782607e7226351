package dev.linkflux.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.config.Fragment;
import dev.linkflux.replay.tune.Advice;
import dev.linkflux.replay.tune.Extent;
import dev.linkflux.replay.tune.Measure;
import dev.linkflux.replay.tune.Tried;
import dev.linkflux.replay.tune.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What came of tuning, for a person. */
final class TuneText {
  private static final int GAP = 2;
  private static final double HOUR = 3600;

  private TuneText() {}

  static String of(Advice advice) {
    List<String> lines = new ArrayList<>();
    if (advice.verdict() instanceof Verdict.TooShort) {
      lines.add(advice.verdict().sentence());
      lines.add("");
    }
    lines.add(basis(advice));
    if (!(advice.verdict() instanceof Verdict.TooShort)) {
      lines.add(advice.verdict().sentence());
    }
    lines.add("");
    if (advice.isBetter()) {
      lines.add(fragment(advice));
    }
    if (advice.verdict() instanceof Verdict.TooShort && !advice.best().equals(advice.present())) {
      lines.add("What did best on this trace, which proves nothing:");
    }
    lines.addAll(table(advice));
    return String.join(System.lineSeparator(), lines);
  }

  /** The file of the better settings, or one that says that there are none. */
  static String file(Advice advice) {
    return String.format(
        Locale.ROOT,
        "# linkflux tune --goal \"%s\" --seed %d%n# %s%n# %s%n%s",
        advice.goal().text(),
        advice.seed(),
        basis(advice),
        advice.verdict().sentence(),
        advice.isBetter() ? fragment(advice) : "");
  }

  private static String basis(Advice advice) {
    return "%s: chosen by %s, checked with %s; %d settings tried%s, seed %d."
        .formatted(
            advice.goal().text(),
            text(advice.extent(false)),
            text(advice.extent(true)),
            advice.tries(),
            advice.complete() ? "" : " until it was ended",
            advice.seed());
  }

  private static String text(Extent extent) {
    return String.format(
        Locale.ROOT,
        "%.1f h (%d %s, %d bad %s)",
        extent.seconds() / HOUR,
        extent.blocks(),
        extent.blocks() == 1 ? "block" : "blocks",
        extent.spells(),
        extent.spells() == 1 ? "spell" : "spells");
  }

  private static String fragment(Advice advice) {
    return Fragment.yaml(Fragment.of(advice.present().settings(), advice.best().settings()));
  }

  /** Per measure two columns, as chosen and as checked. */
  private static List<String> table(Advice advice) {
    List<Measure> measures = advice.goal().measures();
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(""));
    measures.forEach(it -> head.addAll(List.of(it.word(), "held out")));
    head.add("  settings");
    rows.add(head);
    for (Tried tried : advice.front()) {
      List<String> row = new ArrayList<>(List.of(mark(advice, tried)));
      for (Measure measure : measures) {
        row.add(figure(advice, tried, measure, false));
        row.add(figure(advice, tried, measure, true));
      }
      row.add("  " + difference(advice.present(), tried));
      rows.add(row);
    }
    return aligned(rows);
  }

  /** With a mark if the goal does not allow it. */
  private static String figure(Advice advice, Tried tried, Measure measure, boolean heldOut) {
    double figure = (heldOut ? tried.heldOut() : tried.training()).of(measure);
    return measure.text(figure) + (advice.exceeds(tried, measure, heldOut) ? "!" : " ");
  }

  private static String mark(Advice advice, Tried tried) {
    return tried.equals(advice.present()) ? "now" : tried.equals(advice.best()) ? "best" : "";
  }

  /** {@code loss {fail: 5%, recover: 2%}, confirm 1s}. */
  private static String difference(Tried present, Tried tried) {
    JsonNode fragment = Fragment.of(present.settings(), tried.settings());
    return tried.equals(present)
        ? "as they are"
        : fragment.properties().stream()
            .flatMap(section -> section.getValue().properties().stream())
            .map(entry -> entry.getKey() + " " + value(entry.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static String value(JsonNode value) {
    return value.isObject()
        ? value.properties().stream()
            .map(
                it ->
                    it.getKey().equals("fail") || it.getKey().equals("recover")
                        ? it.getValue().asText()
                        : it.getKey() + " " + it.getValue().asText())
            .collect(Collectors.joining("/"))
        : value.asText();
  }

  /** The first column and the last to the left, the others to the right. */
  private static List<String> aligned(List<List<String>> rows) {
    int last = rows.getFirst().size() - 1;
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < last; i++) {
        int column = i;
        int width = rows.stream().mapToInt(it -> it.get(column).length()).max().orElse(0);
        String blank = " ".repeat(width - row.get(i).length());
        line.append(i == 0 ? row.get(i) + blank : " ".repeat(GAP) + blank + row.get(i));
      }
      lines.add(line.append(row.get(last)).toString().stripTrailing());
    }
    return lines;
  }
}
