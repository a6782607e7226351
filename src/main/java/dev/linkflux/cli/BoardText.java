package dev.linkflux.cli;

import dev.linkflux.cli.Board.Row;
import dev.linkflux.cli.Board.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A board as lines of text: depends on nothing but what it is given. */
final class BoardText {
  private static final String UNKNOWN = "–";

  private final String place;
  private final boolean coloured;
  private final DateTimeFormatter clock;

  /**
   * @param place where the board comes from, for the first line
   * @param zone in which times of day are told
   */
  BoardText(String place, boolean coloured, ZoneId zone) {
    this.place = place;
    this.coloured = coloured;
    this.clock = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
  }

  /** All of it, as it is at {@code now}. */
  List<String> lines(Board board, Instant now) {
    int width = board.rows().stream().mapToInt(row -> row.name().length()).max().orElse(0);
    int names = Math.max(6, width);
    List<String> lines = new ArrayList<>();
    lines.add(
        Paint.BOLD.on("linkflux", coloured)
            + " at "
            + place
            + (board.notice().isEmpty()
                ? ""
                : "  " + Paint.YELLOW.on("! " + board.notice(), coloured)));
    lines.add("");
    lines.add(
        Paint.GREY.on(
            pad("UPLINK", names)
                + "  STATE         CAUSE         CARRYING     LOSS        P50        P95"
                + "     JITTER  SINCE",
            coloured));
    board.rows().forEach(row -> lines.add(line(row, names, now)));
    lines.add("");
    board.sentences().forEach(sentence -> lines.add(line(sentence)));
    return lines;
  }

  private String line(Row row, int names, Instant now) {
    Look look = Look.of(row.state());
    Board.Figures figures = row.figures();
    return pad(row.name(), names)
        + "  "
        + look.paint().on(pad(look.mark() + " " + row.state(), 12), coloured)
        + "  "
        + pad(row.cause(), 12)
        + "  "
        + Paint.BOLD.on(pad(row.carrying() ? "⇄ traffic" : "", 9), coloured)
        + number(figures.loss() * 100, "%.1f %%", 9)
        + number(figures.p50(), "%.1f ms", 11)
        + number(figures.p95(), "%.1f ms", 11)
        + number(figures.jitter(), "%.1f ms", 11)
        + "  "
        + since(row.since(), now);
  }

  /** One sentence with its time of day. */
  String line(Sentence sentence) {
    String at = sentence.at() == null ? " ".repeat(8) : clock.format(sentence.at());
    Look look =
        switch (sentence.about()) {
          case "" -> new Look("⇄", Paint.BOLD);
          case Sentence.CONNECTION -> new Look(Sentence.CONNECTION, Paint.YELLOW);
          case Sentence.BAD_TARGET -> Look.BAD_TARGET;
          case Sentence.GOOD_TARGET -> Look.GOOD_TARGET;
          case Sentence.ORDER -> Look.ORDER;
          default -> Look.of(sentence.about());
        };
    return Paint.GREY.on(at, coloured)
        + "  "
        + look.paint().on(look.mark(), coloured)
        + " "
        + sentence.text();
  }

  private static String number(double value, String format, int width) {
    String text = Double.isNaN(value) ? UNKNOWN : String.format(Locale.ROOT, format, value);
    return " ".repeat(Math.max(1, width - text.length())) + text;
  }

  private static String since(@Nullable Instant since, Instant now) {
    if (since == null) {
      return UNKNOWN;
    }
    Duration age = Duration.between(since, now);
    long seconds = Math.max(0, age.toSeconds());
    return seconds < 120
        ? seconds + " s"
        : seconds < 7200
            ? seconds / 60 + " min"
            : seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
