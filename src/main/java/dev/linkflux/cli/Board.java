package dev.linkflux.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What `linkflux watch` knows: a row for each uplink and what was said last.
 *
 * @param sentences the latest, oldest first
 * @param told how many there have been
 * @param notice what is wrong with the connection, or empty
 */
record Board(List<Row> rows, List<Sentence> sentences, long told, String notice) {
  static final Board EMPTY = new Board(List.of(), List.of(), 0, "");

  private static final int KEPT = 8;

  Board {
    rows = List.copyOf(rows);
    sentences = List.copyOf(sentences);
  }

  /**
   * One uplink.
   *
   * @param since when it took up its state; null if not known
   */
  record Row(
      String name,
      String state,
      String cause,
      @Nullable Instant since,
      boolean carrying,
      Figures figures) {}

  /**
   * Quality. NaN where not known.
   *
   * @param loss a ratio
   * @param p50 milliseconds, as are the others
   */
  record Figures(double loss, double p50, double p95, double jitter) {
    static final Figures NONE = new Figures(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** Of a quality on the wire. */
    static Figures of(JsonNode quality) {
      return new Figures(
          number(quality.path("loss")),
          number(quality.path("rtt_ms").path("p50")),
          number(quality.path("rtt_ms").path("p95")),
          number(quality.path("jitter_ms")));
    }

    private static double number(JsonNode node) {
      return node.asDouble(Double.NaN);
    }
  }

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

  /** As {@code /api/v1/status} says. */
  Board status(JsonNode status) {
    List<Row> now = new ArrayList<>();
    for (JsonNode uplink : status.path("uplinks")) {
      now.add(
          new Row(
              uplink.path("name").asText(),
              uplink.path("state").asText(),
              uplink.path("cause").asText(),
              instant(uplink.path("since")),
              uplink.path("carrying").asBoolean(),
              Figures.of(uplink.path("quality"))));
    }
    return new Board(now, sentences, told, "");
  }

  /**
   * As an event says; one of an unknown type changes nothing.
   *
   * @param type as in its {@code event:}
   */
  Board event(String type, JsonNode event) {
    return switch (type) {
      case "quality" ->
          row(event, it -> row(it, it.state(), it.cause(), it.since(), Figures.of(event)));
      case "transition" -> {
        String state = event.path("to").asText();
        Instant at = instant(event.path("at"));
        yield row(event, it -> row(it, state, event.path("cause").asText(), at, it.figures()))
            .say(at, state, event.path("sentence").asText());
      }
      case "election" -> election(event);
      case "target" ->
          say(event, event.path("bad").asBoolean() ? Sentence.BAD_TARGET : Sentence.GOOD_TARGET);
      case "operator" -> say(event, Sentence.ORDER);
      default -> this;
    };
  }

  /** Something is to be known about the connection. */
  Board notice(Instant at, String text) {
    Board said = say(at, Sentence.CONNECTION, text);
    return new Board(said.rows, said.sentences, said.told, text);
  }

  private Board election(JsonNode election) {
    List<String> carrying = new ArrayList<>();
    election.path("carrying").forEach(name -> carrying.add(name.asText()));
    boolean moved = rows.stream().anyMatch(it -> it.carrying != carrying.contains(it.name));
    boolean isolated = election.path("cause").asText().equals("isolated");
    List<Row> now =
        rows.stream()
            .map(
                it ->
                    new Row(
                        it.name,
                        it.state,
                        it.cause,
                        it.since,
                        carrying.contains(it.name),
                        it.figures))
            .toList();
    Board elected = new Board(now, sentences, told, notice);
    return moved || isolated
        ? elected.say(instant(election.path("at")), "", election.path("sentence").asText())
        : elected;
  }

  private Board row(JsonNode event, UnaryOperator<Row> change) {
    String name = event.path("uplink").asText();
    return new Board(
        rows.stream().map(it -> it.name.equals(name) ? change.apply(it) : it).toList(),
        sentences,
        told,
        notice);
  }

  private static Row row(
      Row before, String state, String cause, @Nullable Instant since, Figures figures) {
    return new Row(before.name, state, cause, since, before.carrying, figures);
  }

  private Board say(JsonNode event, String about) {
    return say(instant(event.path("at")), about, event.path("sentence").asText());
  }

  private Board say(@Nullable Instant at, String about, String text) {
    List<Sentence> all = new ArrayList<>(sentences);
    all.add(new Sentence(at, about, text));
    return new Board(
        rows, all.subList(Math.max(0, all.size() - KEPT), all.size()), told + 1, notice);
  }

  private static @Nullable Instant instant(JsonNode node) {
    try {
      return Instant.parse(node.asText());
    } catch (DateTimeParseException _) {
      return null;
    }
  }
}
