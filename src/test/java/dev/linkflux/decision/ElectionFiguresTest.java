package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Election.Considered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is said of each uplink, and of the election. The words of a ballot are in {@link Ballots}.
 */
class ElectionFiguresTest {
  private static Strategy strategy(String wire) {
    return switch (wire) {
      case "failover" -> new Strategy.Failover();
      case "balance" -> new Strategy.Balance(false);
      case "lowest-rtt" -> Strategy.LowestRtt.DEFAULT;
      default -> throw new IllegalArgumentException(wire);
    };
  }

  private static Election elect(String strategy, String present, String ballot) {
    return Elector.elect(Ballots.ballot(present, ballot, strategy(strategy)));
  }

  @ParameterizedTest(name = "{0}, {1} carried, {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          failover    | b | 1:up 1:up            | 0 | tier 1 as well; b stays
          failover    | b | 1:unknown+avoid 2:up | 0 | avoided by the operator
          failover    | a | 1:up+work+avoid 2:up | 0 | avoided by the operator
          failover    | a | 1:up+avoid 2:down    | 0 | avoided by the operator; carries for want of a better one
          failover    | a | 1:up+over 3:up       | 0 | quota of the month is used up: counts as tier 2, the lowest that is up
          lowest-rtt  | a | 1:up@30 1:up@20.1    | 1 | tier 1; quicker by 9.9 ms, but 10 ms are needed
          lowest-rtt  | a | 1:up@100 1:up@90     | 1 | tier 1; quicker by 10 ms, but 20 ms are needed
          lowest-rtt  | a | 1:up@30 1:up@30      | 1 | tier 1; slower by 0.0 ms
          lowest-rtt  | a | 1:up 1:up@30         | 1 | tier 1; it is not known whether it is quicker
          """)
  void ofTwoReasonsTheOneThatDecidesIsSaid(
      String strategy, String present, String ballot, int uplink, String why) {
    assertThat(elect(strategy, present, ballot).considered().get(uplink).why()).isEqualTo(why);
  }

  @ParameterizedTest(name = "{0}, {1}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # by        | ballot             | uplink | figures: value / limit
          failover    | 1:up 2:up          | 0 | used this month 0/1000 bytes
          failover    | 1:degraded#4 2:up  | 0 | used this month 0/1000 bytes, severity 4/1
          failover    | 1:down#4 2:up      | 0 | used this month 0/1000 bytes
          failover    | 1:up+work 2:up     | 0 | maintenance for 60/0 s, used this month 0/1000 bytes
          failover    | 1:up+over@20 2:up  | 0 | used this month 1000/1000 bytes
          lowest-rtt  | 1:up@30 1:up@25    | 0 | used this month 0/1000 bytes, rtt 30/30 ms
          lowest-rtt  | 1:up@30 1:up@25    | 1 | used this month 0/1000 bytes, rtt 25/20 ms
          lowest-rtt  | 1:up@30 1:up       | 1 | used this month 0/1000 bytes
          """)
  void itsFiguresAreThoseItWasHeldAgainst(
      String strategy, String ballot, int uplink, String figures) {
    Considered considered = elect(strategy, "a", ballot).considered().get(uplink);
    assertThat(considered.evidence())
        .extracting(
            it -> "%s %.0f/%.0f %s".formatted(it.name(), it.value(), it.limit(), it.unit()).strip())
        .containsExactly(figures.split(", ", -1));
  }

  @Test
  void whoIsTakenForItsFiguresIsSaidToBeLessBadOrQuicker() {
    Ballot bad = Ballots.ballot("a", "1:degraded#8 1:degraded#2");
    assertThat(Elector.elect(Ballots.favouring(bad, Monitors.id(1))).sentence())
        .isEqualTo("traffic moves from a to b: b is less bad, the least bad: none is up");
    Ballot good = Ballots.ballot("a", "1:up@40 1:up@20", strategy("lowest-rtt"));
    assertThat(Elector.elect(Ballots.favouring(good, Monitors.id(1))).sentence())
        .isEqualTo("traffic moves from a to b: b is quicker by 20 ms");
  }
}
