package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** What the board becomes, and how it looks. */
class BoardTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:10:00Z");
  private static final BoardText TEXT = new BoardText("http://here", false, ZoneOffset.UTC);

  private static final String STATUS =
      """
      {"uplinks":[
       {"name":"fibre","state":"Up","cause":"started","since":"2026-11-22T03:00:00.000Z",
        "carrying":true,
        "quality":{"loss":0.004,"rtt_ms":{"p50":8.12,"p95":9.26},"jitter_ms":0.31}},
       {"name":"lte","state":"Unknown","cause":"started","since":null,"carrying":false,
        "quality":null}],
       "carrying":["fibre"],"servers":[]}
      """;

  private static JsonNode json(String text) {
    try {
      return new JsonMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static Board board() {
    return Board.EMPTY.status(json(STATUS));
  }

  private static Board degraded() {
    return board()
        .event(
            "transition",
            json(
                """
                {"at":"2026-11-22T03:09:18.500Z","uplink":"fibre","from":"Up","to":"Degraded",
                 "cause":"rtt","sentence":"fibre is degraded: rtt 452 ms, limit 300 ms"}
                """));
  }

  private static Board moved() {
    return degraded()
        .event(
            "election",
            json(
                """
                {"at":"2026-11-22T03:09:18.500Z","carrying":["lte"],"cause":"rtt",
                 "sentence":"traffic moves from fibre to lte"}
                """));
  }

  @Test
  void aStatusIsATable() {
    assertThat(TEXT.lines(board(), NOW))
        .containsExactly(
            "linkflux at http://here",
            "",
            "UPLINK  STATE         CAUSE         CARRYING     LOSS        P50        P95"
                + "     JITTER  SINCE",
            "fibre   ▲ Up          started       ⇄ traffic    0.4 %     8.1 ms     9.3 ms"
                + "     0.3 ms  10 min",
            "lte     ? Unknown     started                        –          –          –"
                + "          –  –",
            "");
  }

  @Test
  void aTransitionAndAnElectionChangeTheRowsAndAreToldBeneath() {
    assertThat(TEXT.lines(moved(), NOW))
        .contains(
            "fibre   ▼ Degraded    rtt                        0.4 %     8.1 ms     9.3 ms"
                + "     0.3 ms  41 s")
        .endsWith(
            "03:09:18  ▼ fibre is degraded: rtt 452 ms, limit 300 ms",
            "03:09:18  ⇄ traffic moves from fibre to lte");
    assertThat(moved().rows()).extracting(Board.Row::carrying).containsExactly(false, true);
  }

  @Test
  void anElectionThatMovesNothingIsNotTold() {
    Board again =
        moved()
            .event(
                "election", json("{\"carrying\":[\"lte\"],\"cause\":\"rtt\",\"sentence\":\"\"}"));
    assertThat(again).isEqualTo(moved());
  }

  @Test
  void aQualityChangesOnlyTheFigures() {
    Board board =
        moved()
            .event(
                "quality",
                json(
                    """
                    {"uplink":"lte","loss":0.25,"rtt_ms":{"p50":45,"p95":null},"jitter_ms":8.5}
                    """));
    assertThat(TEXT.lines(board, NOW))
        .contains(
            "lte     ? Unknown     started       ⇄ traffic   25.0 %    45.0 ms          –"
                + "     8.5 ms  –");
    assertThat(board.sentences()).isEqualTo(moved().sentences());
  }

  @Test
  void whatIsNotKnownChangesNothing() {
    assertThat(board().event("plan", json("{\"generation\":1}"))).isEqualTo(board());
    assertThat(board().event("quality", json("{\"uplink\":\"other\"}"))).isEqualTo(board());
  }

  @Test
  void aLostConnectionIsSaidUntilTheNextStatus() {
    Board lost = board().notice(NOW, "connection lost");
    assertThat(TEXT.lines(lost, NOW).getFirst())
        .isEqualTo("linkflux at http://here  ! connection lost");
    assertThat(TEXT.lines(lost, NOW).getLast()).isEqualTo("03:10:00  ! connection lost");
    assertThat(lost.status(json(STATUS)).notice()).isEmpty();
  }

  @Test
  void onlyTheLatestSentencesAreKept() {
    Board board = board();
    for (int i = 0; i < 20; i++) {
      board = board.notice(NOW, "number " + i);
    }
    assertThat(board.told()).isEqualTo(20);
    assertThat(board.sentences()).hasSize(8);
    assertThat(board.sentences().getLast().text()).isEqualTo("number 19");
  }

  @Test
  void badTargetsAndOrdersAreSaid() {
    Board board =
        board()
            .event(
                "target",
                json(
                    """
                    {"at":"2026-11-22T03:09:18.500Z","uplink":"lte","target":"quad9","bad":true,
                     "sentence":"quad9 is silent alone"}
                    """))
            .event(
                "operator",
                json(
                    """
                    {"at":"2026-11-22T03:09:19.500Z","uplink":"lte","steering":"pin","until":null,
                     "sentence":"the operator orders: pin lte"}
                    """));
    assertThat(TEXT.lines(board, NOW))
        .contains("03:09:18  ○ quad9 is silent alone", "03:09:19  ⚑ the operator orders: pin lte");
    assertThat(board.rows()).isEqualTo(board().rows());
  }
}
