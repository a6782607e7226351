package dev.linkflux.cli;

import dev.linkflux.cli.Board.Sentence;
import dev.linkflux.kernel.Tty;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A board as lines of text: depends on nothing but what it is given. */
final class BoardText {
  /** As many of the latest decisions have room before the servers' hints have. */
  private static final int SENTENCES = 3;

  private final String place;
  private final Terminal terminal;
  private final BoardTable table;
  private final DateTimeFormatter clock;

  /**
   * @param place where the board comes from
   * @param zone in which times of day are told
   */
  BoardText(String place, Terminal terminal, ZoneId zone) {
    this.place = place;
    this.terminal = terminal;
    this.table = new BoardTable(terminal);
    this.clock = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
  }

  /** As it is at {@code now}, in no more lines and columns than there are. */
  List<String> lines(Board board, Instant now, Tty.Size size) {
    int width = size.columns();
    List<String> head = head(board, now, width);
    List<String> uplinks = table.lines(board.rows(), now, width);
    List<String> servers = servers(board, now, width, false);
    int taken = head.size() + uplinks.size() + servers.size();
    int room = size.rows() - taken - (servers.isEmpty() ? 2 : 3);
    List<String> hints = servers(board, now, width, true);
    if (room - (hints.size() - servers.size()) >= Math.min(SENTENCES, board.sentences().size())) {
      room -= hints.size() - servers.size();
      servers = hints;
    }
    boolean roomy = room >= 1;
    List<String> lines = new ArrayList<>(head);
    add(lines, uplinks, roomy);
    add(lines, servers, roomy);
    add(lines, sentences(board, width, size.rows() - lines.size() - (roomy ? 1 : 0)), roomy);
    return cut(lines, size);
  }

  private static void add(List<String> lines, List<String> more, boolean roomy) {
    if (roomy && !more.isEmpty()) {
      lines.add("");
    }
    lines.addAll(more);
  }

  /** What does not fit is counted. */
  private List<String> cut(List<String> lines, Tty.Size size) {
    if (lines.size() <= size.rows()) {
      return lines;
    }
    int shown = Math.max(0, size.rows() - 1);
    List<String> fewer = new ArrayList<>(lines.subList(0, shown));
    fewer.add(
        Shown.cut(
            "(%d more lines)".formatted(lines.size() - shown), size.columns(), terminal.unicode()));
    return fewer;
  }

  private List<String> head(Board board, Instant now, int width) {
    List<String> head = new ArrayList<>();
    Board.Away away = board.away();
    if (away != null) {
      String text =
          "! %s away since %s (%s): %s"
              .formatted(
                  place,
                  clock.format(away.since()),
                  Shown.age(away.since(), now, terminal.unicode()),
                  Shown.clean(away.why(), terminal.unicode()));
      head.add(Paint.ON_YELLOW.on(Shown.cut(text, width, terminal.unicode()), terminal.coloured()));
    }
    List<String> summary = wrapped(Shown.clean(board.summary(), terminal.unicode()), width);
    summary.forEach(line -> head.add(Paint.BOLD.on(line, terminal.coloured())));
    return head;
  }

  /** In two lines at most: the sentence matters more than another decision. */
  private List<String> wrapped(String text, int width) {
    int space = text.lastIndexOf(' ', width);
    if (text.codePointCount(0, text.length()) <= width || space <= 0) {
      return List.of(Shown.cut(text, width, terminal.unicode()));
    }
    return List.of(
        text.substring(0, space), Shown.cut(text.substring(space + 1), width, terminal.unicode()));
  }

  private List<String> servers(Board board, Instant now, int width, boolean hints) {
    List<String> lines = new ArrayList<>();
    boolean unicode = terminal.unicode();
    for (BoardServer server : board.servers()) {
      String state = Shown.fit(table.state(server.state()), 12, unicode);
      String name =
          (server.active() ? unicode ? "⇄ " : "= " : "  ")
              + Shown.fit(Shown.clean(server.name(), unicode), 8, unicode)
              + " ";
      String rest =
          " %s%s  %s"
              .formatted(
                  server.role(),
                  server.broken().isEmpty() ? "" : ", broken: " + server.broken(),
                  Shown.age(server.since(), now, unicode));
      lines.add(
          name
              + Look.badge(server.state()).on(state, terminal.coloured())
              + Shown.cut(
                  Shown.clean(rest, unicode), Math.max(0, width - name.length() - 12), unicode));
      if (hints && !server.sentence().isEmpty()) {
        lines.add(detail(server.sentence(), width));
      }
      if (hints && !server.hint().isEmpty()) {
        lines.add(detail("what to do: " + server.hint(), width));
      }
    }
    return lines;
  }

  private String detail(String text, int width) {
    return Shown.cut("    " + Shown.clean(text, terminal.unicode()), width, terminal.unicode());
  }

  /** As many of the latest as have room, the newest first. */
  private List<String> sentences(Board board, int width, int room) {
    List<Sentence> all = board.sentences();
    List<String> lines = new ArrayList<>();
    for (int at = all.size() - 1; at >= 0 && lines.size() < room; at--) {
      lines.add(line(all.get(at), width));
    }
    return lines;
  }

  /** One sentence with its time of day, however long. */
  String line(Sentence sentence) {
    return line(sentence, Integer.MAX_VALUE);
  }

  private String line(Sentence sentence, int width) {
    Look look =
        switch (sentence.about()) {
          case "" -> new Look("⇄", Paint.BOLD);
          case Sentence.CONNECTION -> new Look(Sentence.CONNECTION, Paint.BOLD);
          case Sentence.BAD_TARGET -> new Look(Look.BAD_TARGET.mark(), Paint.BOLD);
          case Sentence.GOOD_TARGET -> new Look(Look.GOOD_TARGET.mark(), Paint.NONE);
          case Sentence.ORDER -> Look.ORDER;
          default -> new Look(Look.of(sentence.about()).mark(), Look.badge(sentence.about()));
        };
    boolean unicode = terminal.unicode();
    return Paint.FAINT.on(Shown.cut(time(sentence.at()), width, unicode), terminal.coloured())
        + " "
        + look.paint().on(unicode ? look.mark() : look.letter(), terminal.coloured())
        + " "
        + Shown.cut(Shown.clean(sentence.text(), unicode), Math.max(0, width - 11), unicode);
  }

  private String time(@Nullable Instant at) {
    return at == null ? " ".repeat(8) : clock.format(at);
  }
}
