package dev.linkflux.replay.report;

import dev.linkflux.replay.score.Delays;
import dev.linkflux.replay.score.Score;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The scores of all configurations, a row each, the best figure of each column marked. */
final class ScoreTable {
  private static final List<Column> COLUMNS =
      List.of(
          new Column(
              "Bad seconds", Score::badSeconds, it -> bare(it.badSeconds()), ScoreTable::hopeless),
          new Column("Switches", Score::switches, it -> number(it.switches()), _ -> ""),
          new Column(
              "Needless", Score::needlessSwitches, it -> number(it.needlessSwitches()), _ -> ""),
          new Column("Flaps", Score::flaps, it -> number(it.flaps()), _ -> ""),
          delays("Detection", Score::detection),
          delays("Recovery", Score::recovery),
          new Column("Probes", Score::probeBytes, it -> Amounts.bytes(it.probeBytes()), _ -> ""));

  private ScoreTable() {}

  /**
   * What is told of each configuration in one column.
   *
   * @param value the lower the better; NaN if there is none
   * @param more in small letters beneath it; may be empty
   */
  private record Column(
      String name,
      ToDoubleFunction<Score> value,
      Function<Score, String> said,
      Function<Score, String> more) {}

  private static Column delays(String name, Function<Score, Delays> of) {
    return new Column(
        name,
        it -> of.apply(it).median(),
        it -> of.apply(it).count() == 0 ? "–" : seconds(of.apply(it).median()),
        it -> more(of.apply(it)));
  }

  private static String more(Delays it) {
    String slow = it.count() > 1 ? "p95 " + seconds(it.p95()) : "";
    if (it.count() > 1 && !seconds(it.max()).equals(seconds(it.p95()))) {
      slow += ", max " + seconds(it.max());
    }
    String missed =
        it.missed() > 0 ? it.missed() + " of " + (it.count() + it.missed()) + " missed" : "";
    return slow.isEmpty() || missed.isEmpty() ? slow + missed : slow + "; " + missed;
  }

  /**
   * @param choices at least one
   * @param uplinks all of the trace, in the order of their colours
   */
  static String html(List<Choice> choices, List<String> uplinks) {
    StringBuilder html = new StringBuilder();
    html.append("<table class=\"scores\"><caption>Scores</caption><thead><tr>");
    html.append("<th scope=\"col\">Configuration</th>");
    COLUMNS.forEach(it -> html.append("<th scope=\"col\">").append(it.name).append("</th>"));
    html.append("<th scope=\"col\" class=\"carried\">Carried by</th></tr></thead><tbody>\n");
    for (int i = 0; i < choices.size(); i++) {
      Choice choice = choices.get(i);
      html.append("<tr><th scope=\"row\">").append(Markup.text(choice.name()));
      html.append(i == 0 ? "" : differences(choice, choices.getFirst())).append("</th>");
      for (Column column : COLUMNS) {
        html.append(cell(column, choice.score(), choices));
      }
      html.append(carried(choice.score(), uplinks)).append("</tr>\n");
    }
    return html.append("</tbody></table>\n").toString();
  }

  private static String differences(Choice choice, Choice first) {
    List<String> all = Differences.of(choice.settings(), first.settings());
    String words = all.isEmpty() ? "decides by the same settings" : String.join("; ", all);
    return " <span class=\"differences\">" + Markup.text(words) + "</span>";
  }

  private static String cell(Column column, Score score, List<Choice> choices) {
    String said = column.said.apply(score);
    boolean best = said.equals(best(column, choices));
    String more = Markup.text(column.more.apply(score)).replace("; ", "<br>");
    return "<td data-name=\"%s\"%s><div><b>%s</b>%s%s</div></td>"
        .formatted(
            column.name,
            best ? " class=\"best\"" : "",
            Markup.text(said),
            best ? "<span class=\"sr\"> (best)</span>" : "",
            more.isEmpty() ? "" : "<small>" + more + "</small>");
  }

  /** How the best is said; empty if all are said alike: what cannot be read is no difference. */
  private static String best(Column column, List<Choice> choices) {
    List<Score> ordered =
        choices.stream()
            .map(Choice::score)
            .filter(it -> !Double.isNaN(column.value.applyAsDouble(it)))
            .sorted(Comparator.comparingDouble(column.value))
            .toList();
    if (ordered.isEmpty()) {
      return "";
    }
    String best = column.said.apply(ordered.getFirst());
    return best.equals(column.said.apply(ordered.getLast())) ? "" : best;
  }

  /** A bar of the shares, and the same in words, the largest first. */
  private static String carried(Score score, List<String> uplinks) {
    Map<String, Double> carried = score.carried();
    double sum = carried.values().stream().mapToDouble(it -> it).sum();
    StringBuilder bar = new StringBuilder("<div class=\"portions\" aria-hidden=\"true\">");
    StringBuilder words = new StringBuilder();
    List<String> ordered = uplinks.stream().filter(it -> share(carried.get(it), sum) > 0).toList();
    for (String uplink : ordered) {
      double share = share(carried.get(uplink), sum);
      bar.append(
          String.format(
              Locale.ROOT,
              "<i class=\"hue-%d\" data-share=\"%.4f\"></i>",
              uplinks.indexOf(uplink) % 6,
              share));
      words.append(words.isEmpty() ? "" : ", ");
      words.append(Markup.text(uplink)).append(' ').append(percent(share));
    }
    return "<td class=\"carried\" data-name=\"Carried by\"><div>%s</div><small>%s</small></td>"
        .formatted(
            ordered.isEmpty() ? "nobody" : bar.append("</div>").toString(), words.toString());
  }

  private static double share(@Nullable Double seconds, double sum) {
    return seconds == null || sum <= 0 ? 0 : seconds / sum;
  }

  private static String percent(double share) {
    return share > 0 && share < 0.001
        ? "< 0.1 %"
        : String.format(Locale.ROOT, share < 0.0995 ? "%.1f %%" : "%.0f %%", share * 100);
  }

  private static String seconds(double value) {
    return Amounts.span(value);
  }

  private static String hopeless(Score it) {
    return it.hopelessSeconds() > 0 ? "+ " + bare(it.hopelessSeconds()) + " hopeless" : "";
  }

  /** So that it can be compared at a glance with what the advice says. */
  private static String bare(double seconds) {
    return Amounts.seconds(seconds) + " s";
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
