package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Election.Excluded;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who carries, who stands by, who is left out. Uplinks are called a, b, c. */
class ElectorTest {
  private static final Moment AT = new Moment(5);

  private static Candidate candidate(int ordinal, int tier, String state) {
    Uplink uplink = new Uplink(Monitors.id(ordinal), "wan" + ordinal, tier, List.of(), 1, false);
    return switch (state) {
      case "unknown" -> new Candidate(uplink, StateName.UNKNOWN, Cause.STARTED);
      case "up" -> new Candidate(uplink, StateName.UP, Cause.STARTED);
      case "recovering" -> new Candidate(uplink, StateName.RECOVERING, Cause.RECOVERED);
      case "degraded" -> new Candidate(uplink, StateName.DEGRADED, Cause.LOSS);
      case "down" -> new Candidate(uplink, StateName.DOWN, Cause.BLACKOUT);
      case "cut" -> new Candidate(uplink, StateName.DOWN, Cause.CARRIER_LOST);
      case "disabled" -> new Candidate(uplink, StateName.DISABLED, Cause.OPERATOR);
      default -> throw new IllegalArgumentException(state);
    };
  }

  /** Tiers and states of a, b, c, separated by blanks. */
  private static List<Candidate> candidates(String tiers, String states) {
    String[] tier = tiers.split(" ", -1);
    String[] state = states.split(" ", -1);
    return IntStream.range(0, state.length)
        .mapToObj(i -> candidate(i, Integer.parseInt(tier[i]), state[i]))
        .toList();
  }

  private static String names(List<UplinkId> uplinks) {
    return uplinks.stream().map(UplinkId::name).collect(Collectors.joining());
  }

  private static Election elect(Elector elector, String tiers, String states) {
    return Objects.requireNonNull(elector.elect(AT, Cause.STARTED, candidates(tiers, states)));
  }

  @ParameterizedTest(name = "tiers {0}, {1} carries, states {2}: {3}, then {4}")
  @CsvSource(
      textBlock =
          """
          # tiers, carried at first, states, carries, stands by
          1 2 3, -, up up up,                     a, bc
          3 2 1, -, up up up,                     c, ba
          1 2 3, -, down up up,                   b, c
          1 2 3, b, up up up,                     a, bc
          1 1 1, -, up up up,                     a, bc
          1 1 1, b, up up up,                     b, ac
          1 1 1, c, up up down,                   a, b
          2 1 1, c, up up up,                     c, ba
          1 2 3, -, unknown unknown unknown,      a, bc
          1 2 3, b, unknown unknown unknown,      b, ac
          1 2 3, b, unknown up up,                b, ca
          1 2 3, -, unknown up up,                a, bc
          1 2 3, b, down unknown up,              b, c
          1 2 3, a, down unknown up,              c, b
          1 2 3, b, recovering up up,             b, c
          1 2 3, a, degraded recovering down,     b, ''
          1 2 3, a, degraded degraded down,       a, ''
          1 2 3, b, degraded degraded down,       b, ''
          1 2 3, -, degraded degraded down,       a, ''
          1 2 3, c, down down down,               c, ''
          1 2 3, c, down down cut,                a, ''
          1 2 3, c, cut cut cut,                  c, ''
          1 2 3, a, cut down degraded,            c, ''
          1 2 3, a, down degraded recovering,     c, ''
          1 2 3, a, disabled up up,               b, c
          1 2 3, -, disabled down disabled,       b, ''
          1 2 3, -, disabled disabled disabled,  '', ''
          """)
  void rows(String tiers, String carried, String states, String carries, String standby) {
    Elector elector = new Elector();
    if (!carried.equals("-")) {
      elector.carried(new Carried(Moment.ZERO, List.of(Monitors.id(carried.charAt(0) - 'a'))));
    }
    Election election = elect(elector, tiers, states);
    assertThat(names(election.carrying())).isEqualTo(carries);
    assertThat(names(election.standby())).isEqualTo(standby);
    assertThat(election.excluded()).hasSize(3 - carries.length() - standby.length());
  }

  @Test
  void theExcludedAreNamedWithTheirCauses() {
    assertThat(elect(new Elector(), "1 2 3", "up degraded disabled").excluded())
        .containsExactly(
            new Excluded(Monitors.id(1), Cause.LOSS), new Excluded(Monitors.id(2), Cause.OPERATOR));
  }

  @Test
  void anElectionThatChangesNothingIsNotTold() {
    Elector elector = new Elector();
    elect(elector, "1 2", "up up");
    assertThat(elector.elect(AT, Cause.LOSS, candidates("1 2", "up up"))).isNull();
    Election next = elect(elector, "1 2", "up down");
    assertThat(names(next.carrying())).isEqualTo("a");
    assertThat(next.sentence()).isEqualTo("a still carries traffic");
  }

  @Test
  void whatCarriedBeforeTheStartCountsOnlyUntilTheFirstElection() {
    Elector elector = new Elector();
    assertThat(names(elect(elector, "1 1", "up up").carrying())).isEqualTo("a");
    elector.carried(new Carried(AT, List.of(Monitors.id(1))));
    assertThat(elector.elect(AT, Cause.LOSS, candidates("1 1", "up up"))).isNull();
  }

  @Test
  void theSentenceSaysWhyTrafficMoves() {
    Elector elector = new Elector();
    assertThat(elect(elector, "1 2", "up up").sentence()).isEqualTo("a carries traffic");
    assertThat(elect(elector, "1 2", "degraded up").sentence())
        .isEqualTo("traffic moves from a to b: a is Degraded (loss)");
    assertThat(elect(elector, "1 2", "up up").sentence())
        .isEqualTo("traffic moves from b to a: preferred (tier 1)");
    elect(elector, "1 2", "up down");
    assertThat(elect(elector, "1 2", "cut down").sentence())
        .isEqualTo(
            "traffic moves from a to b: a is Down (carrier-lost), the least bad: none is up");
  }

  @Test
  void anElectionIsSaidAgainForAnotherReasonOnlyAfterTheFirst() {
    Elector elector = new Elector();
    assertThat(elector.restate(AT, Cause.ISOLATED, "x")).isNull();
    Election first = elect(elector, "1 2", "up up");
    Election again = Objects.requireNonNull(elector.restate(AT, Cause.ISOLATED, "x"));
    assertThat(again)
        .isEqualTo(
            new Election(AT, first.carrying(), first.standby(), List.of(), Cause.ISOLATED, "x"));
  }
}
