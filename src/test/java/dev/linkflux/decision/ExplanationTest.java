package dev.linkflux.decision;

import static dev.linkflux.decision.Ballots.ballot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Contest.Lead;
import dev.linkflux.decision.Election.Considered;
import dev.linkflux.time.Moment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of an election, and of each uplink in it. */
class ExplanationTest {
  private static Strategy strategy(String name) {
    return switch (name) {
      case "balance" -> new Strategy.Balance(false);
      case "lowest-rtt" -> Strategy.LowestRtt.DEFAULT;
      default -> new Strategy.Failover();
    };
  }

  @ParameterizedTest(name = "{0}, {1} carries, {2}")
  @CsvSource(
      delimiter = '>',
      textBlock =
          """
          failover > - > 1:up 2:up > a carries traffic
          failover > - > 1:down 2:down > a carries traffic, the least bad: none is up
          failover > a > 1:up 2:down > a still carries traffic
          failover > a > 1:disabled 2:disabled > nothing carries traffic: every uplink is disabled
          failover > a > 1:degraded 2:up > traffic moves from a to b: a is Degraded (loss)
          failover > b > 1:up 2:up > traffic moves from b to a: preferred (tier 1)
          failover > b > 1:up 2:degraded > traffic moves from b to a: b is Degraded (loss)
          failover > a > 1:cut 2:down > traffic moves from a to b: a is Down (carrier-lost), the least bad: none is up
          failover > a > 1:up 2:up+pin > traffic moves from a to b: b is pinned by the operator
          failover > a > 1:down 2:up+pin > traffic moves from a to b: a is Down (blackout)
          failover > a > 1:up+avoid 2:up > traffic moves from a to b: a is avoided by the operator
          failover > a > 1:up+work 2:up > traffic moves from a to b: a is avoided for maintenance for 60 s
          failover > a > 1:down 2:up+work > traffic moves from a to b: a is Down (blackout), though it is avoided for maintenance for 60 s: none better is there
          failover > a > 1:up+over 2:up > traffic moves from a to b: a has used up its quota of the month
          failover > ab > 1:up 2:up > a now carries traffic: preferred (tier 1)
          balance > - > 1:up 1:up 1:up > a, b and c carry traffic
          balance > ab > 1:up 1:up 1:up > a, b and c now carry traffic: c joins
          balance > a > 1:up 1:up 1:up > a, b and c now carry traffic: b and c join
          balance > ab > 1:cut 1:cut 2:up > c now carries traffic: a is Down (carrier-lost); b is Down (carrier-lost); c joins
          balance > ab > 1:up+over 1:up > b now carries traffic: a has used up its quota of the month
          """)
  void sentences(String strategy, String present, String words, String sentence) {
    assertThat(Elector.elect(ballot(present, words, strategy(strategy))).sentence())
        .isEqualTo(sentence);
  }

  @ParameterizedTest(name = "{0}, {1} carries, {2}")
  @CsvSource(
      delimiter = '>',
      textBlock =
          """
          failover > a > 1:up 2:up > tier 1, the lowest that is up | tier 2; a is up in tier 1
          failover > a > 1:up 1:up > tier 1, the lowest that is up | tier 1 as well; a stays
          failover > a > 1:up 1:unknown > tier 1, the lowest that is up | not known yet
          failover > a > 1:up 1:recovering > tier 1, the lowest that is up | recovering: has to prove itself first
          failover > a > 1:up 1:degraded > tier 1, the lowest that is up | degraded: loss
          failover > a > 1:up 1:down > tier 1, the lowest that is up | down: blackout
          failover > a > 1:up 1:disabled > tier 1, the lowest that is up | disabled by the operator
          failover > a > 1:up 1:down+pin > tier 1, the lowest that is up | pinned by the operator, but down: blackout
          failover > a > 1:up 1:unknown+pin > tier 1, the lowest that is up | pinned by the operator, but not known yet
          failover > a > 1:up 1:disabled+pin > tier 1, the lowest that is up | pinned by the operator, but disabled by the operator
          failover > a > 1:up 1:up+avoid > tier 1, the lowest that is up | avoided by the operator
          failover > a > 1:up 1:up+work > tier 1, the lowest that is up | avoided for maintenance for 60 s
          failover > a > 1:up 1:up+over > tier 1, the lowest that is up | quota of the month is used up: counts as tier 2; a is up in tier 1
          failover > b > 1:up+over 2:up > quota of the month is used up: counts as tier 2, after b | tier 2, the lowest that is up
          failover > a > 1:up+pin 2:up+pin > pinned by the operator | pinned by the operator; a is pinned too
          failover > a > 1:up+pin 2:up > pinned by the operator | tier 2; a is pinned
          failover > a > 1:degraded 1:cut > degraded: loss; carries for want of a better one | down: carrier-lost
          balance > a > 1:up 1:up > tier 1, the lowest that is up; shares the traffic | tier 1, the lowest that is up; shares the traffic
          balance > a > 1:up 2:up > tier 1, the lowest that is up | tier 2; a is up in tier 1
          lowest-rtt > a > 1:up@40 1:up@31 > tier 1; no other is quicker for long enough | tier 1; quicker by 9.0 ms, but 10 ms are needed
          lowest-rtt > a > 1:up@40 1:up@52 > tier 1; no other is quicker for long enough | tier 1; slower by 12 ms
          lowest-rtt > a > 1:up@40 1:up > tier 1; no other is quicker for long enough | tier 1; it is not known whether it is quicker
          lowest-rtt > a > 1:up@40 2:up@5 > tier 1; no other is quicker for long enough | tier 2; a is up in tier 1
          """)
  void reasons(String strategy, String present, String words, String whys) {
    assertThat(Elector.elect(ballot(present, words, strategy(strategy))).considered())
        .extracting(Considered::why)
        .containsExactly(whys.split(" \\| ", -1));
  }

  @Test
  void aLeadIsTold() {
    Ballot plain = ballot("a", "1:up@40 1:up@20", Strategy.LowestRtt.DEFAULT);
    Lead lead =
        new Lead(Ballots.AT.plusNanos(-2_000_000_000), Ballots.AT.plusNanos(13_000_000_000L));
    List<Candidate> both =
        List.of(plain.candidates().getFirst(), leading(plain.candidates().get(1), lead));
    Ballot ballot =
        new Ballot(plain.at(), plain.cause(), both, plain.present(), null, plain.strategy());
    Considered told = Elector.elect(ballot).considered().get(1);
    assertThat(told.why()).isEqualTo("tier 1; quicker by 20 ms, must last 13 s more");
    assertThat(told.evidence())
        .containsExactly(
            new Figure("used this month", 0, Ballots.QUOTA, "bytes"),
            new Figure("rtt", 20, 30, "ms"),
            new Figure("better for", 2, 15, "s"));
    Considered after = Elector.elect(ballot.carriedBy(Ballots.ids("b"))).considered().get(1);
    assertThat(after.evidence()).as("it carries itself").doesNotContain(told.evidence().getLast());
  }

  private static Candidate leading(Candidate candidate, Lead lead) {
    return new Candidate(
        candidate.uplink(),
        candidate.state(),
        candidate.cause(),
        candidate.evidence(),
        candidate.wish(),
        candidate.workedOnUntil(),
        candidate.used(),
        candidate.rtt(),
        candidate.severity(),
        candidate.share(),
        lead);
  }

  @ParameterizedTest(name = "{0} s: {1}")
  @CsvSource({
    "-1, 0 s",
    "0, 0 s",
    "0.2, 1 s",
    "119, 119 s",
    "119.9, 120 s",
    "120, 2 min",
    "121, 3 min",
    "7199, 120 min",
    "7200, 2 h",
    "172799, 48 h",
    "172800, 2 d",
    "864001, 11 d"
  })
  void timesAreToldInTheLargestUnitOfWhichThereAreTwo(double seconds, String told) {
    Moment until = Ballots.AT.plus(Duration.ofNanos(Math.round(seconds * 1e9)));
    assertThat(Phrases.until(Ballots.AT, until)).isEqualTo(told);
  }
}
