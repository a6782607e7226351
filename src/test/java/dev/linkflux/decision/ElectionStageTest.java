package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Election.Considered;
import dev.linkflux.quality.Quality;
import dev.linkflux.quality.Quality.Rtt;
import dev.linkflux.time.Dated;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stalled;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.LossRatio;
import dev.linkflux.uplink.Maintenance;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.Used;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What calls for an election, and when it is told. Times are in seconds. */
class ElectionStageTest {
  private static final Strategy.LowestRtt QUICKEST = Strategy.LowestRtt.DEFAULT;
  private static final Instant NIGHT = Instant.parse("2026-11-22T02:00:00Z");

  private ElectionStage stage = stage(new Strategy.Failover(), uplink(0, 1), uplink(1, 2));
  private final List<Event> told = new ArrayList<>();

  private static Uplink uplink(int ordinal, int tier) {
    return new Uplink(Monitors.id(ordinal), "wan" + ordinal, tier, List.of(), 10, false);
  }

  private static Uplink metered(int ordinal, int tier, long quota) {
    return new Uplink(
        Monitors.id(ordinal), "wan", tier, List.of(), 10, false, 0, 0, quota, List.of());
  }

  private static Uplink worked(int ordinal, int tier, String cron) {
    Maintenance work =
        new Maintenance(cron, ZoneOffset.UTC, Duration.ofMinutes(30), Duration.ofMinutes(5));
    return new Uplink(
        Monitors.id(ordinal), "wan", tier, List.of(), 10, false, 0, 0, 0, List.of(work));
  }

  private static ElectionStage stage(Strategy strategy, Uplink... uplinks) {
    return new ElectionStage(List.of(uplinks), Demand.DEFAULTS, Rules.DEFAULT.with(strategy));
  }

  private static Moment at(double seconds) {
    return new Moment(Math.round(seconds * 1e9));
  }

  private void give(Event event) {
    stage.accept(event, told::add);
  }

  private void state(double at, int uplink, StateName state, Cause cause) {
    give(
        new Transition(
            at(at), Monitors.id(uplink), StateName.UNKNOWN, state, cause, List.of(), ""));
  }

  private void up(int... uplinks) {
    for (int uplink : uplinks) {
      state(0, uplink, StateName.UP, Cause.STARTED);
    }
    told.clear();
  }

  private void steer(double at, int uplink, Steering steering, double until) {
    Moment end = until < 0 ? Moment.NEVER : at(until);
    give(new Steered(at(at), Monitors.id(uplink), steering, end));
  }

  private void quality(double at, int uplink, double millis, int lost) {
    long rtt = millis < 0 ? -1 : (long) (millis * 1e6);
    give(
        new Quality(
            at(at),
            Monitors.id(uplink),
            new LossRatio(lost, 1000),
            new Rtt(rtt, rtt, rtt, rtt, rtt, rtt),
            rtt,
            rtt,
            0,
            List.of()));
  }

  private List<Election> elections() {
    return told.stream().filter(Election.class::isInstance).map(Election.class::cast).toList();
  }

  /** When, who, and why. */
  private List<String> lines() {
    return elections().stream()
        .map(
            election ->
                election.at().nanos() / 1e9
                    + " "
                    + Ballots.names(election.carrying())
                    + " "
                    + election.cause())
        .toList();
  }

  private Considered considered(int uplink) {
    return elections().getLast().considered().get(uplink);
  }

  private String sentence() {
    return elections().getLast().sentence();
  }

  @Test
  void aPinTakesTrafficUntilItsMoment() {
    up(0, 1);
    steer(10, 1, Steering.PIN, 130);
    assertThat(sentence())
        .isEqualTo("traffic moves from a to b: b is pinned by the operator for 2 min");
    assertThat(considered(0).why()).isEqualTo("tier 1; b is pinned");
    assertThat(considered(1).evidence()).containsExactly(new Figure("pinned for", 120, 0, "s"));
    give(new Woken(at(130).plusNanos(-1)));
    assertThat(lines()).containsExactly("10.0 b operator");
    give(new Woken(at(200)));
    assertThat(lines()).containsExactly("10.0 b operator", "130.0 a operator");
    assertThat(sentence()).isEqualTo("traffic moves from b to a: preferred (tier 1)");
  }

  @Test
  void aWordIsAnsweredEvenIfNothingComesOfIt() {
    up(0, 1);
    state(1, 1, StateName.DOWN, Cause.BLACKOUT);
    told.clear();
    steer(10, 1, Steering.PIN, -1);
    assertThat(lines()).containsExactly("10.0 a operator");
    assertThat(sentence())
        .isEqualTo("b is pinned by the operator, but Down (blackout); a still carries traffic");
    assertThat(considered(1).why()).isEqualTo("pinned by the operator, but down: blackout");
    steer(11, 1, Steering.PIN, -1);
    assertThat(lines()).as("the same again").hasSize(1);
    state(12, 1, StateName.RECOVERING, Cause.RECOVERED);
    assertThat(lines()).containsExactly("10.0 a operator", "12.0 b recovered");
    steer(13, 1, Steering.AUTO, -1);
    assertThat(lines()).hasSize(3);
    steer(14, 0, Steering.PIN, 15);
    give(new Woken(at(15)));
    assertThat(sentence()).isEqualTo("nothing is steered; a still carries traffic");
  }

  @Test
  void whatIsAvoidedCarriesOnlyIfNothingElseIsThere() {
    up(0, 1);
    steer(10, 0, Steering.AVOID, 100);
    assertThat(sentence())
        .isEqualTo("traffic moves from a to b: a is avoided by the operator for 90 s");
    assertThat(elections().getLast().excluded())
        .containsExactly(new Election.Excluded(Monitors.id(0), Cause.OPERATOR));
    assertThat(considered(0).why()).isEqualTo("avoided by the operator for 90 s");
    state(20, 1, StateName.DOWN, Cause.BLACKOUT);
    assertThat(lines()).containsExactly("10.0 b operator", "20.0 a blackout");
    assertThat(sentence())
        .isEqualTo(
            "traffic moves from b to a: b is Down (blackout), though it is avoided by the operator"
                + " for 80 s: none better is there");
    assertThat(considered(0).why())
        .isEqualTo("avoided by the operator for 80 s; carries for want of a better one");
  }

  @Test
  void aWordBeforeTheFirstSignOfAnUplinkBeginsNothing() {
    steer(1, 1, Steering.PIN, -1);
    give(new Dated(at(1), NIGHT));
    give(new Used(at(1), Monitors.id(0), 5));
    give(new Woken(at(3)));
    assertThat(elections()).isEmpty();
    give(new Carried(at(4), List.of(Monitors.id(1))));
    give(new Assessed(at(5), Monitors.id(0)));
    assertThat(lines()).containsExactly("5.0 b started");
  }

  @Test
  void whatCarriesAlreadyIsNotDisturbed() {
    give(new Carried(at(4), List.of(Monitors.id(1))));
    give(new Assessed(at(5), Monitors.id(0)));
    give(new Carried(at(6), List.of(Monitors.id(0))));
    give(new Assessed(at(7), Monitors.id(0)));
    assertThat(lines()).containsExactly("5.0 b started");
  }

  @Test
  void overItsQuotaAnUplinkIsATierLowerUntilTheFirst() {
    stage = stage(new Strategy.Failover(), metered(0, 1, 1000), uplink(1, 2), uplink(2, 3));
    give(new Dated(at(0), Instant.parse("2026-11-30T23:50:00Z")));
    up(0, 1, 2);
    give(new Used(at(10), Monitors.id(0), 999));
    assertThat(elections()).isEmpty();
    give(new Used(at(20), Monitors.id(0), 1));
    assertThat(sentence())
        .isEqualTo("traffic moves from a to b: a has used up its quota of the month");
    assertThat(Ballots.names(elections().getLast().standby())).isEqualTo("ac");
    assertThat(considered(0))
        .isEqualTo(
            new Considered(
                Monitors.id(0),
                0,
                List.of(new Figure("used this month", 1000, 1000, "bytes")),
                "quota of the month is used up: counts as tier 2 as well; b has not used up its"));
    give(new Used(at(30), Monitors.id(0), 1));
    give(new Woken(at(601)));
    assertThat(lines()).containsExactly("20.0 b quota", "600.0 a quota");
  }

  @Test
  void anUplinkIsLeftAheadOfItsMaintenanceAndTakenBackAfterIt() {
    stage = stage(new Strategy.Failover(), worked(0, 1, "0 3 * * *"), uplink(1, 2));
    up(0, 1);
    give(new Dated(at(60), NIGHT));
    give(new Woken(at(60 + 3299.9)));
    assertThat(elections()).isEmpty();
    give(new Woken(at(60 + 3300)));
    assertThat(sentence())
        .isEqualTo("traffic moves from a to b: a is avoided for maintenance for 35 min");
    assertThat(considered(0).evidence())
        .containsExactly(new Figure("maintenance for", 2100, 0, "s"));
    give(new Woken(at(20_000)));
    assertThat(lines()).containsExactly("3360.0 b maintenance", "5460.0 a maintenance");
  }

  @Test
  void aClockThatIsSetIntoMaintenanceIsTakenUp() {
    stage = stage(new Strategy.Failover(), worked(0, 1, "0 3 * * *"), uplink(1, 2));
    give(new Dated(at(0), NIGHT));
    up(0, 1);
    give(new Dated(at(60), NIGHT.plusSeconds(3600)));
    give(new Dated(at(70), NIGHT.plusSeconds(7200)));
    assertThat(lines()).containsExactly("60.0 b maintenance", "70.0 a maintenance");
  }

  @Test
  void aQuickerEqualIsTakenWhenItsLeadHasLasted() {
    stage = stage(QUICKEST, uplink(0, 1), uplink(1, 1), uplink(2, 2));
    up(0, 1, 2);
    quality(1, 0, 50, 0);
    quality(1, 1, 38, 0);
    quality(1, 2, 5, 0);
    state(2, 2, StateName.DOWN, Cause.BLACKOUT);
    assertThat(considered(1).why()).isEqualTo("tier 1; quicker by 12 ms, must last 24 s more");
    assertThat(considered(1).evidence())
        .containsExactly(new Figure("rtt", 38, 40, "ms"), new Figure("better for", 1, 25, "s"));
    told.clear();
    give(new Woken(at(26).plusNanos(-1)));
    assertThat(elections()).isEmpty();
    give(new Woken(at(30)));
    assertThat(lines()).containsExactly("26.0 b better");
    assertThat(sentence()).isEqualTo("traffic moves from a to b: b is quicker by 12 ms");
    assertThat(considered(0).why()).isEqualTo("tier 1; slower by 12 ms");
    quality(31, 1, 38, 0);
    quality(31, 0, 30, 0);
    give(new Woken(at(500)));
    assertThat(elections()).as("a lead too small").hasSize(1);
  }

  @Test
  void aGreatLeadIsTakenAtOnce() {
    stage = stage(QUICKEST, uplink(0, 1), uplink(1, 1));
    up(0, 1);
    quality(1, 1, 20, 0);
    quality(2, 0, 40, 0);
    give(new Woken(at(10)));
    quality(12, 0, 900, 0);
    assertThat(lines()).containsExactly("12.0 b better");
  }

  @Test
  void aStalledProgramHasSeenNoLead() {
    stage = stage(QUICKEST, uplink(0, 1), uplink(1, 1));
    up(0, 1);
    quality(1, 1, 30, 0);
    quality(1, 0, 40, 0);
    give(new Stalled(at(2), at(102)));
    give(new Woken(at(131).plusNanos(-1)));
    assertThat(elections()).isEmpty();
    give(new Woken(at(131)));
    assertThat(lines()).containsExactly("131.0 b better");
  }

  @Test
  void nothingIsWonWhileEverythingIsSilent() {
    stage = stage(QUICKEST, uplink(0, 1), uplink(1, 1));
    up(0, 1);
    quality(1, 1, 30, 0);
    quality(1, 0, 40, 0);
    give(new Isolated(at(2), true));
    quality(3, 0, 40, 0);
    give(new Woken(at(100)));
    give(new Isolated(at(101), false));
    assertThat(lines()).containsExactly("2.0 a isolated", "101.0 a recovered");
    quality(102, 0, 40, 0);
    give(new Woken(at(132)));
    assertThat(lines()).hasSize(3).last().isEqualTo("132.0 b better");
  }

  @Test
  void theLeastBadIsLeftForTheClearlyLessBad() {
    up(0, 1);
    state(1, 0, StateName.DEGRADED, Cause.LOSS);
    state(2, 1, StateName.DEGRADED, Cause.LOSS);
    told.clear();
    quality(3, 0, 40, 110);
    quality(3, 1, 40, 400);
    assertThat(elections()).isEmpty();
    give(new Woken(at(3 + 10 * 2 / (4 / 1.1)).plusNanos(1)));
    assertThat(elections()).hasSize(1);
    assertThat(sentence())
        .isEqualTo("traffic moves from b to a: a is less bad, the least bad: none is up");
  }

  @Test
  void byFailoverFiguresCallForNothing() {
    up(0, 1);
    quality(1, 0, 900, 90);
    quality(1, 1, 10, 0);
    give(new Woken(at(1000)));
    assertThat(elections()).isEmpty();
    assertThat(stage.due()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void weightsFollowQualityInSteps() {
    stage = stage(new Strategy.Balance(true), uplink(0, 1), uplink(1, 1), uplink(2, 2));
    up(0, 1, 2);
    quality(1, 0, 20, 0);
    quality(1, 1, 21, 0);
    assertThat(elections()).isEmpty();
    quality(2, 1, 40, 0);
    assertThat(lines()).containsExactly("2.0 ab better");
    assertThat(elections().getLast().considered())
        .extracting(Considered::weight)
        .containsExactly(20, 10, 0);
    assertThat(sentence()).isEqualTo("a and b still carry traffic, with other weights");
    assertThat(considered(1).evidence()).containsExactly(new Figure("share", 0.5, 1, "ratio"));
  }

  @Test
  void withoutQualityWeightsAreAsConfigured() {
    stage = stage(new Strategy.Balance(false), uplink(0, 1), uplink(1, 1));
    state(0, 0, StateName.UP, Cause.STARTED);
    state(0, 1, StateName.UP, Cause.STARTED);
    assertThat(sentence()).isEqualTo("a and b carry traffic");
    assertThat(elections().getLast().considered())
        .extracting(Considered::weight)
        .containsExactly(10, 10);
    quality(1, 0, 20, 0);
    quality(1, 1, 400, 0);
    assertThat(elections()).hasSize(1);
    state(2, 1, StateName.DOWN, Cause.BLACKOUT);
    assertThat(sentence()).isEqualTo("a now carries traffic: no longer b, b is Down (blackout)");
    state(3, 1, StateName.UP, Cause.RECOVERED);
    assertThat(sentence()).isEqualTo("a and b now carry traffic: b joins");
  }

  @Test
  void whatChangesNothingIsNotTold() {
    up(0, 1);
    give(new Assessed(at(1), Monitors.id(0)));
    state(2, 0, StateName.UP, Cause.RECOVERED);
    assertThat(elections()).isEmpty();
    state(3, 1, StateName.DEGRADED, Cause.LOSS);
    assertThat(lines()).containsExactly("3.0 a loss");
  }

  @Test
  void causesAloneAreToldWhenTheLastHaveStoodForAWhile() {
    up(0, 1);
    state(10, 1, StateName.DOWN, Cause.BLACKOUT);
    state(11, 1, StateName.DOWN, Cause.CARRIER_LOST);
    state(12, 1, StateName.DOWN, Cause.NO_ADDRESS);
    assertThat(lines()).containsExactly("10.0 a blackout");
    give(new Woken(at(20).plusNanos(-1)));
    assertThat(lines()).hasSize(1);
    give(new Woken(at(25)));
    assertThat(lines()).containsExactly("10.0 a blackout", "20.0 a no-address");
    state(30, 1, StateName.DOWN, Cause.BLACKOUT);
    assertThat(lines()).as("long enough").hasSize(3);
    state(31, 1, StateName.DOWN, Cause.NO_ADDRESS);
    state(32, 1, StateName.DOWN, Cause.BLACKOUT);
    give(new Woken(at(100)));
    assertThat(lines()).as("as it was").hasSize(3);
  }

  @Test
  void whatIsDueAtOneMomentIsOneElection() {
    stage = stage(new Strategy.Failover(), worked(0, 1, "0 3 * * *"), uplink(1, 2));
    give(new Dated(at(0), NIGHT));
    up(0, 1);
    steer(1, 0, Steering.PIN, 5400);
    told.clear();
    give(new Woken(at(6000)));
    assertThat(lines()).containsExactly("5400.0 a operator");
  }

  @Test
  void deadlinesComeBeforeAnEventOfTheSameMoment() {
    up(0, 1);
    steer(1, 1, Steering.PIN, 5);
    told.clear();
    state(5, 1, StateName.DOWN, Cause.BLACKOUT);
    assertThat(lines()).containsExactly("5.0 a operator", "5.0 a blackout");
  }
}
