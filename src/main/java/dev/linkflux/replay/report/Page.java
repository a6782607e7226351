package dev.linkflux.replay.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.linkflux.decision.StateName;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The report of a replay: one HTML file that has everything in itself, asks nobody for anything,
 * and is at most 3 MB however long the trace is.
 *
 * <pre>{@code
 * var curves = new Curves(first.settings());   // and a Truth, and a Course for each lane
 * sideBySide.run(inputs -> { truth.accept(inputs); curves.accept(inputs); }, ...).block();
 * curves.end(end);
 * Page.write(file, "trace.ndjson", List.of(
 *     new Chapter("", reader.wall(), Moment.ZERO, end, curves, truth,
 *         List.of(new Choice("default.yml", settings, course, score), ...))));
 * }</pre>
 */
public final class Page {
  /** Curves in all chapters together: each takes up to 30 kB. */
  private static final int MOST_CURVES = 40;

  /** Of any one chapter. */
  private static final int MOST_UPLINKS = 24;

  /** Bytes that all words in the pictures may take. */
  private static final long ROOM = 1_300_000;

  private static final JsonFactory JSON = new JsonFactory();

  private final String trace;
  private final List<Chapter> chapters;
  private final List<Drawing> drawings;

  private Page(String trace, List<Chapter> chapters) {
    this.trace = trace;
    this.chapters = chapters;
    int drawn = Math.min(chapters.size(), MOST_CURVES);
    int uplinks = Math.min(MOST_UPLINKS, MOST_CURVES / drawn);
    this.drawings =
        chapters.stream().limit(drawn).map(it -> Drawing.of(it, uplinks, ROOM / drawn)).toList();
  }

  /**
   * Writes the page, over what may be there.
   *
   * @param trace what was replayed, as it is to be read: names of files
   * @param chapters one a router; at least one
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, String trace, List<Chapter> chapters) throws IOException {
    Files.writeString(file, html(trace, chapters), StandardCharsets.UTF_8);
  }

  static String html(String trace, List<Chapter> chapters) {
    if (chapters.isEmpty()) {
      throw new IllegalArgumentException("nothing was replayed");
    }
    return new Page(trace, List.copyOf(chapters)).html();
  }

  private String html() {
    String styles = Bundle.styles();
    String scripts = Bundle.scripts();
    StringBuilder html = new StringBuilder();
    html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.append("<meta http-equiv=\"Content-Security-Policy\" content=\"");
    html.append("default-src 'none'; style-src ").append(Bundle.hash(styles));
    html.append("; script-src ").append(Bundle.hash(scripts));
    html.append("; img-src data:; base-uri 'none'; form-action 'none'\">\n");
    html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
    html.append("<meta name=\"referrer\" content=\"no-referrer\">\n");
    html.append("<title>").append(Markup.text(trace)).append(" – linkflux replay</title>\n");
    html.append("<link rel=\"icon\" href=\"data:,\">\n");
    html.append("<style>").append(styles).append("</style>\n</head>\n<body>\n");
    head(html);
    html.append("<main>\n");
    for (int i = 0; i < chapters.size(); i++) {
      chapter(html, i);
    }
    html.append(Meanings.HTML);
    html.append("</main>\n<footer class=\"foot quiet\"><span>Made by linkflux replay. ");
    html.append("This page has everything in itself and asks nobody for anything.</span>");
    html.append("</footer>\n<script type=\"application/json\" id=\"told\">");
    html.append(Markup.json(told())).append("</script>\n<script>").append(scripts);
    return html.append("</script>\n</body>\n</html>\n").toString();
  }

  private void head(StringBuilder html) {
    html.append("<header class=\"head\"><p class=\"brand\">linkflux replay</p><h1>");
    html.append(Markup.text(trace)).append("</h1>");
    if (chapters.size() == 1) {
      html.append(Facts.html(chapters.getFirst()));
    }
    html.append("</header>\n");
  }

  private void chapter(StringBuilder html, int index) {
    Chapter chapter = chapters.get(index);
    boolean alone = chapters.size() == 1;
    String name = alone ? "Report" : chapter.router();
    html.append("<article class=\"router\" aria-label=\"")
        .append(Markup.text(name))
        .append("\">\n");
    if (!alone) {
      html.append("<h2>").append(Markup.text(name)).append("</h2>\n");
      html.append(Facts.html(chapter));
    }
    html.append("<p class=\"panel advice\">").append(Markup.text(chapter.advice()));
    html.append("</p>\n<section class=\"panel\" aria-label=\"Scores\">");
    html.append(ScoreTable.html(chapter.choices(), chapter.truth().uplinks()))
        .append("</section>\n");
    if (index < drawings.size()) {
      chart(html, index, alone ? "h2" : "h3");
    }
    html.append("</article>\n");
  }

  private void chart(StringBuilder html, int index, String heading) {
    html.append(
        "<section class=\"panel chart\" id=\"chart-%d\" aria-labelledby=\"title-%d\">"
            .formatted(index, index));
    html.append(
        "<div class=\"panel-head\"><%s id=\"title-%d\">What happened, and what was decided</%s>"
            .formatted(heading, index, heading));
    html.append("<div class=\"tools\"></div></div>");
    html.append("<noscript><p>The picture needs JavaScript.</p></noscript>");
    html.append("</section>\n");
    List<String> notes = new ArrayList<>(drawings.get(index).left());
    chapters.get(index).curves().silent().stream()
        .limit(10)
        .forEach(it -> notes.add(it + " never answered and is left out of the curves"));
    if (!notes.isEmpty()) {
      html.append("<p class=\"note\">");
      html.append(Markup.text(String.join("; ", notes))).append(".</p>\n");
    }
  }

  private String told() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeArrayFieldStart("states");
      for (StateName state : ChapterJson.STATES) {
        json.writeString(state.wire());
      }
      json.writeEndArray();
      json.writeArrayFieldStart("chapters");
      for (int i = 0; i < drawings.size(); i++) {
        new ChapterJson(json).write(chapters.get(i), drawings.get(i), Facts.wall(chapters.get(i)));
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string takes everything", e);
    }
    return text.toString();
  }
}
