package dev.linkflux.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What `linkflux watch` knows: a row for each uplink and server, and what was said last.
 *
 * @param summary how things are, in one sentence
 * @param asOf the number of the newest event that the rows know of; older ones change no row
 * @param sentences the latest, oldest first
 * @param told how many there have been
 * @param away why there is no connection, or null if there is one
 */
record Board(
    String summary,
    long asOf,
    List<BoardRow> rows,
    List<BoardServer> servers,
    List<Sentence> sentences,
    long told,
    @Nullable Away away) {
  static final Board EMPTY = new Board("", 0, List.of(), List.of(), List.of(), 0, null);

  private static final int KEPT = 100;

  Board {
    rows = List.copyOf(rows);
    servers = List.copyOf(servers);
    sentences = List.copyOf(sentences);
  }

  /** No connection, since when and why. */
  record Away(Instant since, String why) {}

  /**
   * What was said.
   *
   * @param about the state that it is about; empty for who carries; else one of these constants
   */
  record Sentence(@Nullable Instant at, String about, String text) {
    static final String CONNECTION = "!";
    static final String BAD_TARGET = "bad target";
    static final String GOOD_TARGET = "good target";
    static final String ORDER = "order";
  }

  /** With no more than so many sentences. */
  Board latest(int most) {
    int all = sentences.size();
    return new Board(
        summary, asOf, rows, servers, sentences.subList(Math.max(0, all - most), all), told, away);
  }

  /** After one more word. */
  Board with(Told told) {
    return switch (told) {
      case Told.Status(JsonNode status) -> status(status);
      case Told.Decisions(JsonNode decisions) -> decisions(decisions.path("decisions"));
      case Told.Event(SseEvent event, JsonNode data) -> event(event.type(), data);
      case Told.Lost(Instant at, String why) -> lost(at, why);
    };
  }

  private Board status(JsonNode status) {
    List<BoardRow> now = new ArrayList<>();
    for (JsonNode uplink : status.path("uplinks")) {
      now.add(BoardRow.of(uplink).since(row(uplink.path("name").asText())));
    }
    List<BoardServer> far = new ArrayList<>();
    status.path("servers").forEach(server -> far.add(BoardServer.of(server)));
    String sentence = status.path("summary").asText(status.path("sentence").asText());
    Board here = new Board(sentence, status.path("id").asLong(), now, far, sentences, told, null);
    return away == null ? here : here.say(null, Sentence.CONNECTION, "the service is back");
  }

  private @Nullable BoardRow row(String name) {
    return rows.stream().filter(row -> row.name().equals(name)).findFirst().orElse(null);
  }

  /** What was decided before anybody looked. */
  private Board decisions(JsonNode newestFirst) {
    Board all = this;
    for (int at = newestFirst.size() - 1; at >= 0; at--) {
      JsonNode decision = newestFirst.get(at);
      all = all.said(decision.path("type").asText(), decision);
    }
    return all;
  }

  private Board event(String type, JsonNode event) {
    boolean known = event.path("id").asLong(Long.MAX_VALUE) <= asOf;
    return (known ? this : applied(type, event)).said(type, event);
  }

  private Board applied(String type, JsonNode event) {
    return switch (type) {
      case "quality" -> rows(event, row -> row.quality(event));
      case "transition" -> rows(event, row -> row.transition(event));
      case "election" -> {
        List<String> carrying = new ArrayList<>();
        event.path("carrying").forEach(name -> carrying.add(name.asText()));
        yield rows(rows.stream().map(row -> row.carrying(carrying.contains(row.name()))).toList());
      }
      default -> this;
    };
  }

  /** What is worth a line, as one; most figures are not. */
  private Board said(String type, JsonNode event) {
    return switch (type) {
      case "transition" -> say(event, event.path("to").asText());
      case "election" -> say(event, "");
      case "target" ->
          say(event, event.path("bad").asBoolean() ? Sentence.BAD_TARGET : Sentence.GOOD_TARGET);
      case "operator", "config" -> say(event, Sentence.ORDER);
      case "server" ->
          switch (event.path("what").asText()) {
            case "transition" -> say(event, event.path("to").asText());
            case "election" -> say(event, "");
            case "order" -> say(event, Sentence.ORDER);
            default -> this;
          };
      case "gap" -> gap(event);
      case "dropped" -> say(null, Sentence.CONNECTION, event.path("reason").asText());
      default -> this;
    };
  }

  /** Figures that are missing are history; decisions may be missed. */
  private Board gap(JsonNode gap) {
    List<String> missing = new ArrayList<>();
    gap.path("missing").forEach(kind -> missing.add(kind.asText()));
    missing.removeAll(List.of("probe", "quality"));
    String sentence =
        gap.path("sentence").asText("may be missing here: " + String.join(", ", missing));
    return missing.isEmpty()
        ? this
        : say(BoardRow.instant(gap.path("to")), Sentence.CONNECTION, sentence);
  }

  private Board lost(Instant at, String why) {
    Away before = away;
    Away now = new Away(before == null ? at : before.since(), why);
    Board still = new Board(summary, asOf, rows, servers, sentences, told, now);
    return before == null
        ? still.say(at, Sentence.CONNECTION, "the service is away: " + why)
        : still;
  }

  private Board rows(JsonNode event, UnaryOperator<BoardRow> change) {
    String name = event.path("uplink").asText();
    return rows(
        rows.stream().map(row -> row.name().equals(name) ? change.apply(row) : row).toList());
  }

  private Board rows(List<BoardRow> now) {
    return new Board(summary, asOf, now, servers, sentences, told, away);
  }

  private Board say(JsonNode event, String about) {
    return say(BoardRow.instant(event.path("at")), about, event.path("sentence").asText());
  }

  private Board say(@Nullable Instant at, String about, String text) {
    List<Sentence> all = new ArrayList<>(sentences);
    all.add(new Sentence(at, about, text));
    return new Board(
        summary,
        asOf,
        rows,
        servers,
        all.subList(Math.max(0, all.size() - KEPT), all.size()),
        told + 1,
        away);
  }
}
