package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.kernel.Tty;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the board becomes, and how it looks. */
class BoardTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:10:00Z");
  private static final Tty.Size WIDE = new Tty.Size(132, 40);
  private static final Terminal UNICODE = new Terminal(true, false, true);
  private static final Terminal ASCII = new Terminal(true, false, false);

  private static final String STATUS =
      """
      {"uplinks":[
       {"name":"fibre","state":"Up","cause":"recovered","since":"2026-11-22T03:00:00.000Z",
        "carrying":true,"steering":"auto","quota":{"bytes":2000000000,"used":600000000},
        "quality":{"loss":0.004,"rtt_ms":{"p50":8.12,"p95":9.26},"jitter_ms":0.31}},
       {"name":"lte","state":"Unknown","cause":"started","since":null,"carrying":false,
        "steering":"avoid","quality":null}],
       "summary":"fibre carries; lte is unknown",
       "servers":[
        {"name":"vps","role":"main","state":"Down","since":"2026-11-22T03:09:00.000Z",
         "active":false,"sentence":"vps is down: port-refused through fibre","hint":"",
         "through":[{"uplink":"fibre","rung":"port-refused","hint":"start the API of the server"}]},
        {"name":"two","role":"backup","state":"Up","since":"2026-11-22T03:09:00.000Z",
         "active":true,"sentence":"","hint":"","through":[]}],
       "id":100}
      """;

  private static final String DEGRADED =
      """
      {"id":%d,"at":"2026-11-22T03:09:18.500Z","uplink":"fibre","from":"Up","to":"Degraded",
       "cause":"rtt","sentence":"fibre is degraded: rtt 452 ms, limit 300 ms"}
      """;

  private static JsonNode json(String text) {
    return ServiceClient.json(text);
  }

  private static Board board() {
    return Board.EMPTY.with(new Told.Status(json(STATUS)));
  }

  private static Told event(String type, String data) {
    return new Told.Event(new SseEvent("", type, data), json(data));
  }

  private static Board degraded() {
    return board().with(event("transition", DEGRADED.formatted(101)));
  }

  private static List<String> lines(Board board, Terminal terminal, Tty.Size size) {
    return new BoardText("http://here", terminal, ZoneOffset.UTC).lines(board, NOW, size);
  }

  private static List<String> lines(Board board) {
    return lines(board, UNICODE, WIDE);
  }

  @Test
  void aStatusIsASentenceATableAndTheServers() {
    assertThat(lines(board()))
        .containsExactly(
            "fibre carries; lte is unknown",
            "",
            "  UPLINK STATE        CAUSE          SINCE    LOSS 1 min              RTT 1 min       "
                + "   JITTER 1 min           LEFT",
            "⇄ fibre  ▲ Up         recovered     10 min   0.4 %                 8.1 ms             "
                + "   0.3 ms               1.4 GB",
            "  lte    ? Unknown    order: avoid       –       –                      –             "
                + "        –",
            "",
            "  vps      ✖ Down       main, broken: port-refused  60 s",
            "    vps is down: port-refused through fibre",
            "    what to do: start the API of the server",
            "⇄ two      ▲ Up         backup  60 s");
  }

  @Test
  void withoutUnicodeEverythingIsAscii() {
    Board board =
        degraded()
            .with(event("operator", "{\"sentence\":\"the operator orders: pin söder – now\"}"));
    assertThat(lines(board, ASCII, WIDE))
        .contains("         > the operator orders: pin s?der - now")
        .allSatisfy(line -> assertThat(line).matches("[ -~]*"));
    assertThat(lines(board, ASCII, WIDE).get(3)).startsWith("= fibre  g Degraded");
  }

  @Test
  void whatComesOverTheNetworkSteersNoTerminal() {
    Board board =
        board().with(event("operator", "{\"sentence\":\"red \\u001b[31m\\u009b2J\\u202e\"}"));
    assertThat(lines(board).getLast()).endsWith("red ?[31m?2J?");
  }

  @Test
  void eachStateHasItsColoursAndAMarkOfItsOwn() {
    List<String> lines = lines(degraded(), new Terminal(true, true, true), WIDE);
    assertThat(lines.get(3)).contains("\u001b[30;43m▼ Degraded  \u001b[0m");
    assertThat(lines.getFirst()).isEqualTo("\u001b[1mfibre carries; lte is unknown\u001b[0m");
    assertThat(
            List.of("Up", "Degraded", "Down", "Recovering", "Disabled", "Unknown").stream()
                .map(Look::of)
                .map(Look::letter))
        .doesNotHaveDuplicates();
  }

  @Test
  void transitionsAndElectionsChangeTheRowsAndAreToldTheNewestFirst() {
    Board moved =
        degraded()
            .with(
                event(
                    "election",
                    """
                    {"id":102,"at":"2026-11-22T03:09:19.500Z","carrying":["lte"],"cause":"rtt",
                     "sentence":"traffic moves from fibre to lte"}
                    """));
    assertThat(moved.rows()).extracting(BoardRow::carrying).containsExactly(false, true);
    assertThat(moved.rows()).extracting(BoardRow::state).containsExactly("Degraded", "Unknown");
    assertThat(lines(moved))
        .endsWith(
            "",
            "03:09:19 ⇄ traffic moves from fibre to lte",
            "03:09:18 ▼ fibre is degraded: rtt 452 ms, limit 300 ms");
  }

  @Test
  void whatTheStatusKnowsAlreadyIsToldAndChangesNothing() {
    Board board = board().with(event("transition", DEGRADED.formatted(100)));
    assertThat(board.rows()).isEqualTo(board().rows());
    assertThat(board.sentences()).hasSize(1);
  }

  @Test
  void earlierDecisionsComeFirst() {
    Board board =
        board()
            .with(
                new Told.Decisions(
                    json(
                        """
                        {"decisions":[{"type":"election","id":2,"carrying":[],"sentence":"two"},
                         {"type":"transition","id":1,"uplink":"fibre","to":"Up","sentence":"one"}]}
                        """)))
            .with(event("transition", DEGRADED.formatted(101)));
    assertThat(board.sentences())
        .extracting(Board.Sentence::text)
        .containsExactly("one", "two", "fibre is degraded: rtt 452 ms, limit 300 ms");
    assertThat(board.rows().getFirst().carrying()).isTrue();
  }

  @Test
  void aQualityChangesTheFiguresAndTheirTrends() {
    Board board =
        board()
            .with(
                event(
                    "quality",
                    """
                    {"id":101,"at":"2026-11-22T03:10:00.000Z","uplink":"lte","loss":0.25,
                     "rtt_ms":{"p50":45.0,"p95":null},"jitter_ms":8.5}
                    """));
    assertThat(lines(board).get(4))
        .isEqualTo(
            "  lte    ? Unknown    order: avoid       –  25.0 %            █   45.0 ms            █"
                + "   8.5 ms            ▄");
    assertThat(board.sentences()).isEmpty();
    assertThat(board.with(new Told.Status(json(STATUS))).rows().get(1).rtts().worst())
        .containsExactly(45.0);
  }

  @Test
  void aServiceThatIsAwayIsSaidWithSinceWhenUntilItIsBack() {
    Board away =
        board()
            .with(new Told.Lost(NOW.minusSeconds(41), "nothing listens there"))
            .with(new Told.Lost(NOW.minusSeconds(40), "silent for 15 s"));
    assertThat(lines(away).getFirst())
        .isEqualTo("! http://here away since 03:09:19 (41 s): silent for 15 s");
    assertThat(lines(away).getLast())
        .isEqualTo("03:09:19 ! the service is away: nothing listens there");
    Board back = away.with(new Told.Status(json(STATUS)));
    assertThat(back.away()).isNull();
    assertThat(lines(back).getFirst()).isEqualTo("fibre carries; lte is unknown");
  }

  @Test
  void aGapIsShownIfDecisionsMayBeMissing() {
    Board gap =
        board()
            .with(
                event(
                    "gap",
                    """
                    {"type":"gap","to":"2026-11-22T03:09:59.000Z","missing":["probe","transition"],
                     "sentence":"transitions may be missing"}
                    """));
    assertThat(lines(gap).getLast()).isEqualTo("03:09:59 ! transitions may be missing");
    assertThat(board().with(event("gap", "{\"missing\":[\"probe\",\"quality\"]}")))
        .isEqualTo(board());
  }

  @Test
  void whatIsNotKnownChangesNothing() {
    assertThat(board().with(event("plan", "{\"generation\":1}"))).isEqualTo(board());
    assertThat(board().with(event("quality", "{\"uplink\":\"other\"}"))).isEqualTo(board());
    assertThat(board().with(event("server", "{\"what\":\"located\",\"sentence\":\"x\"}")))
        .isEqualTo(board());
  }

  @Test
  void narrowAndShortTerminalsShowWhatMattersMost() {
    Board board = degraded();
    assertThat(lines(board, UNICODE, new Tty.Size(60, 9)))
        .containsExactly(
            "fibre carries; lte is unknown",
            "  UPLINK STATE        CAUSE          SINCE    LOSS       RTT",
            "⇄ fibre  ▼ Degraded   rtt             41 s   0.4 %    8.1 ms",
            "  lte    ? Unknown    order: avoid       –       –         –",
            "  vps      ✖ Down       main, broken: port-refused  60 s",
            "⇄ two      ▲ Up         backup  60 s",
            "03:09:18 ▼ fibre is degraded: rtt 452 ms, limit 300 ms");
    assertThat(lines(board, UNICODE, new Tty.Size(30, 4)))
        .containsExactly(
            "fibre carries; lte is unknown",
            "  UPLINK STATE           LOSS",
            "⇄ fibre  ▼ Degraded     0.4 %",
            "(3 more lines)");
    for (int width = 24; width < 140; width += 7) {
      for (int height = 1; height < 20; height++) {
        Tty.Size size = new Tty.Size(width, height);
        assertThat(lines(board, UNICODE, size))
            .as("%s", size)
            .hasSizeLessThanOrEqualTo(height)
            .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(size.columns()));
      }
    }
  }
}
