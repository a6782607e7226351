package dev.linkflux.decision;

import static dev.linkflux.decision.Ballots.ballot;
import static dev.linkflux.decision.Ballots.favouring;
import static dev.linkflux.decision.Ballots.names;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Election.Excluded;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who carries, who stands by, who is left out. */
class ElectorTest {
  private static final Strategy BALANCE = new Strategy.Balance(false);
  private static final Strategy QUICKEST = Strategy.LowestRtt.DEFAULT;

  private static void expect(Election election, String carries, String standby) {
    assertThat(names(election.carrying())).as("carrying").isEqualTo(carries);
    assertThat(names(election.standby())).as("standby").isEqualTo(standby);
    assertThat(election.considered()).hasSize(3);
    assertThat(election.excluded()).hasSize(3 - carries.length() - standby.length());
  }

  @ParameterizedTest(name = "{0} carries, {1}: {2}, then {3}")
  @CsvSource(
      textBlock =
          """
          # carried, tiers and states, carries, stands by
          -, 1:up 2:up 3:up,                        a, bc
          -, 3:up 2:up 1:up,                        c, ba
          -, 1:down 2:up 3:up,                      b, c
          b, 1:up 2:up 3:up,                        a, bc
          -, 1:up 1:up 1:up,                        a, bc
          b, 1:up 1:up 1:up,                        b, ac
          c, 1:up 1:up 1:down,                      a, b
          c, 2:up 1:up 1:up,                        c, ba
          c, 1:up 2:up 2:up,                        a, bc
          -, 1:unknown 2:unknown 3:unknown,         a, bc
          b, 1:unknown 2:unknown 3:unknown,         b, ac
          b, 1:unknown 2:up 3:up,                   b, ca
          -, 1:unknown 2:up 3:up,                   a, bc
          b, 1:down 2:unknown 3:up,                 b, c
          a, 1:down 2:unknown 3:up,                 c, b
          b, 1:recovering 2:up 3:up,                b, c
          a, 1:degraded 2:recovering 3:down,        b, ''
          a, 1:degraded 2:unknown 3:down,           b, ''
          # what carries and answers is not left for what is not known, as after a restart
          a, 1:recovering 2:unknown 3:down,         a, ''
          b, 1:unknown 2:recovering 3:unknown,      b, ''
          a, 1:recovering 2:unknown+pin 3:down,     a, ''
          a, 1:recovering 2:unknown 3:up,           c, b
          c, 1:recovering 2:unknown 3:unknown,      c, b
          a, 1:degraded 2:degraded 3:down,          a, ''
          b, 1:degraded 2:degraded 3:down,          b, ''
          -, 1:degraded 2:degraded 3:down,          a, ''
          c, 1:down 2:down 3:down,                  c, ''
          c, 1:down 2:down 3:cut,                   a, ''
          c, 1:cut 2:cut 3:cut,                     c, ''
          a, 1:cut 2:down 3:degraded,               c, ''
          a, 1:down 2:degraded 3:recovering,        c, ''
          a, 1:disabled 2:up 3:up,                  b, c
          -, 1:disabled 2:down 3:disabled,          b, ''
          a, 1:disabled 2:disabled 3:disabled,     '', ''
          # the least bad: how bad counts in doublings, but not against the present one
          b, 1:degraded#1 2:degraded#9 3:down,      b, ''
          c, 1:degraded#4 2:degraded#1 3:down,      b, ''
          c, 1:degraded#1.9 2:degraded#1 3:down,    a, ''
          # the operator
          a, 1:up 2:up 3:up+pin,                    c, ab
          a, 1:up 2:degraded+pin 3:up,              b, ac
          a, 1:up 2:recovering+pin 3:up,            b, ac
          a, 1:up 2:unknown+pin 3:up,               a, cb
          b, 1:up 2:unknown+pin 3:up,               b, ac
          -, 1:unknown 2:unknown+pin 3:unknown,     b, ac
          a, 1:up 2:down+pin 3:up,                  a, c
          a, 1:up 2:cut+pin 3:up,                   a, c
          a, 1:up 2:disabled+pin 3:up,              a, c
          a, 1:up 2:up+pin 3:up+pin,                b, ca
          c, 1:up 2:up+pin 2:up+pin,                c, ba
          b, 1:up 2:degraded+pin 3:up+pin,          c, ba
          a, 1:up+avoid 2:up 3:up,                  b, c
          # what works is not left for what has never answered
          a, 1:up+avoid 2:unknown 3:down,           a, ''
          b, 1:up+avoid 2:unknown 3:down,           b, ''
          a, 1:unknown+avoid 2:unknown+pin 3:cut,   a, ''
          a, 1:up+avoid 2:unknown 3:degraded,       b, ''
          a, 1:recovering+avoid 2:unknown 3:down,   a, ''
          a, 1:degraded+avoid 2:unknown 3:down,     b, ''
          a, 1:down+avoid 2:unknown 3:cut,          b, ''
          a, 1:up+avoid 2:recovering 3:down,        b, ''
          a, 1:up+avoid 2:degraded 3:down,          b, ''
          a, 1:up+avoid 2:down 3:cut,               a, ''
          b, 1:up+avoid 2:up+avoid 3:down,          a, ''
          b, 1:degraded+avoid 2:up+avoid 3:down,    b, ''
          a, 1:degraded+avoid 2:up+avoid 3:down,    b, ''
          b, 1:unknown+avoid 2:down 3:cut,          a, ''
          # maintenance, and the operator's word against it
          a, 1:up+work 2:up 3:up,                   b, c
          a, 1:up+work+pin 2:up 3:up,               a, bc
          a, 1:up+work 2:down 3:down,               a, ''
          # over quota: a tier lower, after those of it
          a, 1:up+over 1:up 2:up,                   b, ca
          a, 1:up+over 2:up 3:up,                   b, ac
          a, 1:up+over 3:up 3:up,                   a, bc
          a, 1:up+over 2:up+over 3:up,              a, cb
          a, 1:up+over 2:down 3:down,               a, ''
          a, 1:up+over+pin 1:up 2:up,               a, bc
          """)
  void failover(String present, String words, String carries, String standby) {
    expect(Elector.elect(ballot(present, words)), carries, standby);
  }

  @ParameterizedTest(name = "{0} carries, {1}: {2}, then {3}")
  @CsvSource(
      textBlock =
          """
          -, 1:up 1:up 2:up,                        ab, c
          b, 1:up 1:up 2:up,                        ab, c
          c, 2:up 2:up 1:up,                        c, ab
          ab, 1:up 1:down 2:up,                     a, c
          a, 1:up 1:recovering 2:up,                a, c
          ab, 1:down 1:cut 2:up,                    c, ''
          ab, 1:degraded 1:degraded 2:down,         a, ''
          b, 1:degraded 1:degraded 2:down,          b, ''
          -, 1:unknown 1:unknown 2:unknown,         ab, c
          b, 1:unknown 1:unknown 2:up,              b, ca
          ab, 1:up+avoid 1:up 2:up,                 b, c
          ab, 1:up 1:up 2:up+pin,                   c, ab
          ab, 1:up+pin 1:up 2:up+pin,               ac, b
          ab, 1:up+over 1:up 2:up,                  b, ca
          c, 1:up+over 1:down 2:up,                 c, a
          c, 1:up+over 2:down 3:up,                 a, c
          ab, 1:up+over 1:up+over 3:up,             ab, c
          """)
  void balance(String present, String words, String carries, String standby) {
    expect(Elector.elect(ballot(present, words, BALANCE)), carries, standby);
  }

  @ParameterizedTest(name = "{0} carries, {1}: {2}, then {3}")
  @CsvSource(
      textBlock =
          """
          # without a favourite the present one stays; among others the quickest by whole margins
          a, 1:up@90 1:up@30 1:up@10,               a, cb
          -, 1:up@90 1:up@30 1:up@10,               c, ba
          c, 1:up@39 1:up@30 1:down,                a, b
          c, 1:up@40 1:up@39.9 1:down,              b, a
          c, 1:up@90 1:up@30 1:down,                b, a
          c, 1:up 1:up@30 1:down,                   b, a
          a, 1:up@90 2:up@30 1:up@10,               a, cb
          b, 1:up@90 2:up@30 3:up@10,               a, bc
          """)
  void lowestRtt(String present, String words, String carries, String standby) {
    expect(Elector.elect(ballot(present, words, QUICKEST)), carries, standby);
  }

  @ParameterizedTest(name = "a carries, {0}, b has won: {1}")
  @CsvSource(
      textBlock =
          """
          1:up 1:up 1:up,                           b
          1:degraded 2:degraded 3:down,             b
          # it has won over an equal, and nothing else
          1:up 2:up 1:up,                           a
          2:up 1:up 2:up,                           b
          1:up 1:degraded 1:up,                     a
          1:up+pin 1:up 1:up,                       a
          1:up+over 1:up+over 1:up,                 c
          1:up 1:up+over 2:up,                      a
          1:down 1:up 1:up,                         b
          1:up 1:disabled 2:up,                     a
          """)
  void aFavouriteTakesTheTurnOfItsEqual(String words, String carries) {
    Ballot ballot = favouring(ballot("a", words, QUICKEST), Monitors.id(1));
    assertThat(names(Elector.elect(ballot).carrying())).isEqualTo(carries);
  }

  private static final List<String> BEST_FIRST =
      List.of(
          "1:up+pin",
          "1:recovering+pin",
          "1:degraded+pin",
          "1:up",
          "1:recovering",
          "1:degraded",
          "1:up+avoid",
          "1:recovering+work",
          "1:degraded+avoid",
          "1:down",
          "1:cut");

  /** Whatever their tiers, and whichever of them carries. */
  @Test
  void aBetterStandingIsAlwaysChosenOverAWorseOne() {
    for (int better = 0; better < BEST_FIRST.size(); better++) {
      for (int worse = better + 1; worse < BEST_FIRST.size(); worse++) {
        for (String present : List.of("-", "a", "b")) {
          String good = BEST_FIRST.get(better).replace('1', '9');
          String bad = BEST_FIRST.get(worse);
          assertThat(names(Elector.elect(ballot(present, good + " " + bad)).carrying()))
              .as("%s against %s, %s carries", good, bad, present)
              .isEqualTo("a");
          assertThat(names(Elector.elect(ballot(present, bad + " " + good)).carrying()))
              .as("%s against %s, %s carries", bad, good, present)
              .isEqualTo("b");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up",
        "up+pin",
        "recovering",
        "degraded",
        "up+avoid",
        "down",
        "cut",
        "up+over",
        "unknown"
      })
  void amongEqualsThePresentOneStays(String word) {
    String both = "1:" + word + " 1:" + word;
    assertThat(names(Elector.elect(ballot("a", both)).carrying())).isEqualTo("a");
    assertThat(names(Elector.elect(ballot("b", both)).carrying())).isEqualTo("b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"up", "up+pin", "up+avoid", "up+work", "up+over"})
  void whatIsGoodIsLeftForALowerTier(String word) {
    String words = "1:" + word + " 2:" + word;
    assertThat(names(Elector.elect(ballot("b", words)).carrying())).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"recovering", "degraded", "down", "cut", "recovering+pin"})
  void whatIsBadIsNotLeftForALowerTier(String word) {
    String words = "1:" + word + " 2:" + word;
    assertThat(names(Elector.elect(ballot("b", words)).carrying())).isEqualTo("b");
  }

  @Test
  void theExcludedAreNamedWithTheirCauses() {
    String words = "1:up 2:degraded 3:disabled 1:up+avoid 1:up+work 1:up+work+avoid 1:down+avoid";
    assertThat(Elector.elect(ballot("a", words)).excluded())
        .containsExactly(
            new Excluded(Monitors.id(1), Cause.LOSS),
            new Excluded(Monitors.id(2), Cause.OPERATOR),
            new Excluded(Monitors.id(3), Cause.OPERATOR),
            new Excluded(Monitors.id(4), Cause.MAINTENANCE),
            new Excluded(Monitors.id(5), Cause.OPERATOR),
            new Excluded(Monitors.id(6), Cause.BLACKOUT));
  }
}
