package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Election.Excluded;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.UplinkId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who carries, who stands by, who is left out. Uplinks are called a, b, c. */
class ElectorTest {
  private static final Moment AT = new Moment(5);

  private static State state(String name) {
    return switch (name) {
      case "unknown" -> new State.Unknown();
      case "up" -> new State.Up(Cause.STARTED);
      case "failing" -> new State.Failing(AT, Cause.STARTED, Cause.LOSS);
      case "recovering" -> new State.Recovering(AT, Cause.RECOVERED);
      case "degraded" -> new State.Degraded(Cause.LOSS);
      case "down" -> new State.Down(Cause.BLACKOUT);
      case "cut" -> new State.Down(Cause.CARRIER_LOST);
      case "disabled" -> new State.Disabled();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static void set(Monitors monitors, int uplink, String name) {
    monitors.set(uplink, state(name));
    if (name.equals("cut")) {
      monitors
          .get(uplink)
          .take(
              Monitors.withoutCarrier(
                  Monitors.facts(AT, Monitors.id(uplink), "192.0.2.2", "192.0.2.1")));
    }
  }

  private static String names(List<UplinkId> uplinks) {
    return uplinks.stream().map(UplinkId::name).collect(Collectors.joining());
  }

  private static Election elect(Elector elector) {
    return Objects.requireNonNull(elector.elect(AT, Cause.STARTED));
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
          1 2 3, a, failing up up,                a, bc
          1 2 3, b, failing up up,                a, bc
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
    int[] tier = Arrays.stream(tiers.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    Monitors monitors = Monitors.of(3, tier);
    String[] named = states.split(" ", -1);
    for (int i = 0; i < named.length; i++) {
      set(monitors, i, named[i]);
    }
    Elector elector = new Elector(monitors.all);
    if (!carried.equals("-")) {
      elector.carried(new Carried(Moment.ZERO, List.of(Monitors.id(carried.charAt(0) - 'a'))));
    }
    Election election = elect(elector);
    assertThat(names(election.carrying())).isEqualTo(carries);
    assertThat(names(election.standby())).isEqualTo(standby);
    assertThat(election.excluded()).hasSize(3 - carries.length() - standby.length());
  }

  @Test
  void theExcludedAreNamedWithTheirCauses() {
    Monitors monitors = Monitors.of(3, 1, 2, -3);
    set(monitors, 0, "up");
    set(monitors, 1, "degraded");
    assertThat(elect(new Elector(monitors.all)).excluded())
        .containsExactly(
            new Excluded(Monitors.id(1), Cause.LOSS), new Excluded(Monitors.id(2), Cause.OPERATOR));
  }

  @Test
  void anElectionThatChangesNothingIsNotTold() {
    Monitors monitors = Monitors.of(3, 1, 2);
    Elector elector = new Elector(monitors.all);
    elect(elector);
    assertThat(elector.elect(AT, Cause.LOSS)).isNull();
    set(monitors, 1, "down");
    Election next = elect(elector);
    assertThat(names(next.carrying())).isEqualTo("a");
    assertThat(next.sentence()).isEqualTo("a still carries traffic");
  }

  @Test
  void whatCarriedBeforeTheStartCountsOnlyUntilTheFirstElection() {
    Monitors monitors = Monitors.of(3, 1, 1);
    Elector elector = new Elector(monitors.all);
    assertThat(names(elect(elector).carrying())).isEqualTo("a");
    elector.carried(new Carried(AT, List.of(Monitors.id(1))));
    assertThat(elector.elect(AT, Cause.LOSS)).isNull();
  }

  @Test
  void theSentenceSaysWhyTrafficMoves() {
    Monitors monitors = Monitors.of(3, 1, 2);
    set(monitors, 0, "up");
    set(monitors, 1, "up");
    Elector elector = new Elector(monitors.all);
    assertThat(elect(elector).sentence()).isEqualTo("a carries traffic");
    set(monitors, 0, "degraded");
    assertThat(elect(elector).sentence())
        .isEqualTo("traffic moves from a to b: a is Degraded (loss)");
    set(monitors, 0, "up");
    assertThat(elect(elector).sentence())
        .isEqualTo("traffic moves from b to a: preferred (tier 1)");
    set(monitors, 1, "down");
    elect(elector);
    set(monitors, 0, "cut");
    assertThat(elect(elector).sentence())
        .isEqualTo(
            "traffic moves from a to b: a is Down (carrier-lost), the least bad: none is up");
  }

  @Test
  void anElectionIsSaidAgainForAnotherReasonOnlyAfterTheFirst() {
    Monitors monitors = Monitors.of(3, 1, 2);
    Elector elector = new Elector(monitors.all);
    assertThat(elector.restate(AT, Cause.ISOLATED, "x")).isNull();
    Election first = elect(elector);
    Election again = Objects.requireNonNull(elector.restate(AT, Cause.ISOLATED, "x"));
    assertThat(again)
        .isEqualTo(
            new Election(AT, first.carrying(), first.standby(), List.of(), Cause.ISOLATED, "x"));
  }
}
