package dev.linkflux.decision;

import static dev.linkflux.decision.Ballots.ballot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Contest.Lead;
import dev.linkflux.quality.Quality;
import dev.linkflux.quality.Quality.Rtt;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.LossRatio;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** a carries; b and c contend. */
class ContestTest {
  private static final Strategy.LowestRtt RULE =
      new Strategy.LowestRtt(Duration.ofMillis(10), 0.2, Duration.ofSeconds(30));
  private static final UplinkId B = Monitors.id(1);
  private static final UplinkId C = Monitors.id(2);
  private static final String FIT = "1:up 1:up 1:up";

  private final Contest contest = new Contest(3, RULE);
  private final Performance performance = new Performance(3, Demand.DEFAULTS);

  private static Moment at(double seconds) {
    return new Moment(Math.round(seconds * 1e9));
  }

  /** Nanoseconds, below zero if nothing answers; lost of a thousand. */
  private void does(int uplink, long rtt, int lost) {
    performance.take(
        new Quality(
            Moment.ZERO,
            Monitors.id(uplink),
            new LossRatio(lost, 1000),
            new Rtt(rtt, rtt, rtt, rtt, rtt, rtt),
            rtt,
            rtt,
            0,
            List.of()));
  }

  private void contend(String words) {
    contest.follow(ballot("a", words, RULE));
  }

  @ParameterizedTest(name = "{0} ns against {1} ns: lasts {2} ns")
  @CsvSource(
      textBlock =
          """
          # the margin of 10 ms counts up to 50 ms, from there on the share of a fifth; a minus: no lead
          40000000,  30000001,  -1
          40000000,  30000000,  30000000000
          40000000,  29999999,  29999997000
          40000000,  20000000,  15000000000
          40000000,  10000000,  10000000000
          50000000,  40000000,  30000000000
          100000000, 80000001,  -1
          100000000, 80000000,  30000000000
          100000000, 79999999,  29999998500
          900000000, 40000000,  6279069767
          30000000,  40000000,  -1
          40000000,  -1,        -1
          -1,        30000000,  -1
          """)
  void aLeadMustLastTheLessTheLargerItIs(long present, long rival, long nanos) {
    contend(FIT);
    does(0, present, 0);
    does(1, rival, 0);
    contest.judge(at(5), performance);
    Moment until = at(5).plusNanos(nanos);
    assertThat(contest.of(B)).isEqualTo(nanos < 0 ? null : new Lead(at(5), until));
    assertThat(contest.due()).isEqualTo(nanos < 0 ? Moment.NEVER : until);
  }

  @Test
  void itIsWonAtItsMomentAndNotBeforeAndOnlyOnce() {
    contend(FIT);
    does(0, 40_000_000, 0);
    does(1, 30_000_000, 0);
    contest.judge(at(5), performance);
    assertThat(contest.winner(at(35).plusNanos(-1))).isNull();
    assertThat(contest.winner(at(35))).isEqualTo(B);
    assertThat(contest.winner(at(35))).isNull();
    assertThat(contest.due()).isEqualTo(Moment.NEVER);
  }

  @Test
  void aLeadThatGrowsIsWonEarlierAndOneThatShrinksLater() {
    contend(FIT);
    does(0, 40_000_000, 0);
    does(1, 20_000_000, 0);
    contest.judge(at(0), performance);
    assertThat(contest.due()).isEqualTo(at(15));
    does(1, 30_000_000, 0);
    contest.judge(at(5), performance);
    assertThat(contest.due()).isEqualTo(at(30));
    does(1, 10_000_000, 0);
    contest.judge(at(6), performance);
    assertThat(contest.due()).isEqualTo(at(10));
    contest.judge(at(12), performance);
    assertThat(contest.due()).as("at once, not in the past").isEqualTo(at(12));
  }

  @Test
  void aLeadThatIsLostOnceBeginsAnew() {
    contend(FIT);
    does(0, 40_000_000, 0);
    does(1, 30_000_000, 0);
    contest.judge(at(0), performance);
    does(1, 31_000_000, 0);
    contest.judge(at(20), performance);
    assertThat(contest.of(B)).isNull();
    does(1, 30_000_000, 0);
    contest.judge(at(21), performance);
    assertThat(contest.due()).isEqualTo(at(51));
  }

  @Test
  void theFirstWhoHasLedForLongEnoughWins() {
    contend(FIT);
    does(0, 40_000_000, 0);
    does(1, 30_000_000, 0);
    contest.judge(at(0), performance);
    does(2, 20_000_000, 0);
    contest.judge(at(1), performance);
    assertThat(contest.due()).isEqualTo(at(16));
    assertThat(contest.winner(at(16))).isEqualTo(C);
    assertThat(contest.due()).isEqualTo(at(30));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      textBlock =
          """
          1:up 1:up 1:up,                   true
          1:up 2:up 1:down,                 false
          2:up 1:up 1:down,                 false
          1:up 1:degraded 1:down,           false
          1:up+over 1:up 1:down,            false
          1:up+over 1:up+over 1:down,       true
          1:up+pin 1:up 1:down,             false
          1:up+pin 1:up+pin 1:down,         true
          1:unknown 1:up 1:down,            true
          1:recovering 1:recovering 1:down, false
          1:down 1:down 1:down,             false
          """)
  void onlyEqualsContend(String words, boolean does) {
    contend(words);
    does(0, 90_000_000, 0);
    does(1, 10_000_000, 0);
    contest.judge(at(0), performance);
    assertThat(contest.of(B) != null).isEqualTo(does);
  }

  @Test
  void whereNobodyOrSeveralCarryNobodyContends() {
    does(0, 90_000_000, 0);
    does(1, 10_000_000, 0);
    for (String present : List.of("-", "ab")) {
      contest.follow(ballot(present, FIT, RULE));
      contest.judge(at(0), performance);
      assertThat(contest.due()).isEqualTo(Moment.NEVER);
    }
  }

  @Test
  void byFailoverTheFitDoNotContend() {
    Contest failover = new Contest(3, new Strategy.Failover());
    failover.follow(ballot("a", FIT));
    does(0, 90_000_000, 0);
    does(1, 10_000_000, 0);
    failover.judge(at(0), performance);
    assertThat(failover.due()).isEqualTo(Moment.NEVER);
  }

  @ParameterizedTest(name = "{0} ‰ lost against {1} ‰: lasts {2} s")
  @CsvSource(
      textBlock =
          """
          # the limit is 100; what is within it counts as at it
          400, 201, -1
          400, 200, 10
          400, 100, 5
          800, 100, 2.5
          800, 0,   2.5
          199, 0,   -1
          200, 0,   10
          200, 400, -1
          """)
  void theLeastBadIsLeftForOneThatIsLessBadByATwofold(int present, int rival, double seconds) {
    Contest contest = new Contest(3, new Strategy.Failover());
    contest.follow(ballot("a", "1:degraded 2:degraded 3:down"));
    does(0, 40_000_000, present);
    does(1, 40_000_000, rival);
    contest.judge(at(7), performance);
    assertThat(contest.due()).isEqualTo(seconds < 0 ? Moment.NEVER : at(7 + seconds));
  }

  @Test
  void leadsArePutOffWhileNobodyLooks() {
    contend(FIT);
    does(0, 40_000_000, 0);
    does(1, 30_000_000, 0);
    contest.judge(at(5), performance);
    contest.postpone(3_000_000_000L);
    assertThat(contest.of(B)).isEqualTo(new Lead(at(8), at(38)));
    assertThat(contest.due()).isEqualTo(at(38));
  }

  @Test
  void leadsAreForgotten() {
    contend(FIT);
    does(0, 40_000_000, 0);
    does(1, 30_000_000, 0);
    contest.judge(at(5), performance);
    contest.forget();
    assertThat(contest.of(B)).isNull();
    assertThat(contest.due()).isEqualTo(Moment.NEVER);
  }

  @Test
  void anotherElectionKeepsTheLeadsOfThoseWhoStillContendOnly() {
    contend(FIT);
    does(0, 40_000_000, 0);
    does(1, 30_000_000, 0);
    does(2, 30_000_000, 0);
    contest.judge(at(5), performance);
    contend("1:up 1:up 1:down");
    assertThat(contest.of(B)).isEqualTo(new Lead(at(5), at(35)));
    assertThat(contest.of(C)).isNull();
    contest.follow(ballot("c", FIT, RULE));
    assertThat(contest.of(B)).as("a lead over another").isNull();
  }

  @Test
  void anyLeadIsEnoughForARuleWithoutMargins() {
    Strategy.LowestRtt any = new Strategy.LowestRtt(Duration.ZERO, 0, Duration.ofSeconds(30));
    Contest contest = new Contest(3, any);
    contest.follow(ballot("a", FIT, any));
    does(0, 40_000_000, 0);
    does(1, 40_000_000, 0);
    does(2, 39_999_999, 0);
    contest.judge(at(5), performance);
    assertThat(contest.of(B)).isNull();
    assertThat(contest.of(C)).isEqualTo(new Lead(at(5), at(35)));
  }
}
