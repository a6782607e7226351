package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Election.Excluded;
import dev.linkflux.probe.Doubt;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.quality.Quality;
import dev.linkflux.time.Dated;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stalled;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.LossRatio;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.Used;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the elections let through, and what begins them. */
class ElectionStreamTest {
  private static final Moment AT = new Moment(7_000_000_000L);
  private static final ProbeId PROBE = new ProbeId(Monitors.id(0), new TargetId("t0", 0), 1);

  private final List<Event> told = new ArrayList<>();

  private static ElectionStage stage(boolean disabled) {
    return new ElectionStage(
        List.of(
            new Uplink(Monitors.id(0), "wan0", 1, List.of(), 1, disabled),
            new Uplink(Monitors.id(1), "wan1", 2, List.of(), 1, false)),
        Demand.DEFAULTS,
        Rules.DEFAULT);
  }

  private static Quality quality() {
    return new Quality(
        AT, Monitors.id(0), new LossRatio(0, 1), Quality.Rtt.NONE, -1, -1, -1, List.of());
  }

  static Stream<Event> signsOfAnUplink() {
    return Stream.of(
        new Outcome.TimedOut(AT, PROBE, Moment.ZERO), new Doubt.Overdue(AT, PROBE, Moment.ZERO));
  }

  static Stream<Event> others() {
    return Stream.of(
        quality(),
        new Carried(AT, List.of(Monitors.id(1))),
        new Stalled(AT, AT.plusNanos(5)),
        new Steered(AT, Monitors.id(0), Steering.PIN, Moment.NEVER),
        new Used(AT, Monitors.id(0), 5),
        new Dated(AT, Instant.EPOCH),
        new Woken(AT));
  }

  @ParameterizedTest
  @MethodSource("signsOfAnUplink")
  void theFirstSignOfAnUplinkBeginsTheElectionsAndIsPassedOnBefore(Event sign) {
    ElectionStage stage = stage(false);
    stage.accept(sign, told::add);
    assertThat(told).hasSize(2).first().isSameAs(sign);
    assertThat(((Election) told.getLast()).cause()).isEqualTo(Cause.STARTED);
    assertThat(((Election) told.getLast()).carrying()).containsExactly(Monitors.id(0));
    stage.accept(sign, told::add);
    assertThat(told).as("it is passed on, and nothing is new").hasSize(3).last().isSameAs(sign);
  }

  @ParameterizedTest
  @MethodSource("others")
  void allElseBeginsNothingAndIsPassedOn(Event event) {
    stage(false).accept(event, told::add);
    assertThat(told).hasSize(1).first().isSameAs(event);
  }

  @ParameterizedTest
  @MethodSource("others")
  void onceTheyHaveBegunItIsPassedOnToo(Event event) {
    ElectionStage stage = stage(false);
    stage.accept(new Outcome.TimedOut(AT, PROBE, Moment.ZERO), told::add);
    told.clear();
    stage.accept(event, told::add);
    assertThat(told).first().isSameAs(event);
    assertThat(told).filteredOn(event::equals).hasSize(1);
  }

  @Test
  void aDisabledUplinkIsLeftOutFromTheFirstElectionOn() {
    stage(true).accept(new Outcome.TimedOut(AT, PROBE, Moment.ZERO), told::add);
    Election election = (Election) told.getLast();
    assertThat(election.carrying()).containsExactly(Monitors.id(1));
    assertThat(election.excluded()).containsExactly(new Excluded(Monitors.id(0), Cause.OPERATOR));
  }

  @Test
  void whatAnUplinkIsDownForStandsBesideItUntilItIsUp() {
    Figure silence = new Figure("silence", 9, 6, "nats");
    ElectionStage stage = stage(false);
    for (StateName state : List.of(StateName.DOWN, StateName.UP)) {
      stage.accept(
          new Transition(
              AT, Monitors.id(0), StateName.UNKNOWN, state, Cause.BLACKOUT, List.of(silence), ""),
          told::add);
      Election election = (Election) told.getLast();
      assertThat(election.considered().getFirst().evidence())
          .isEqualTo(state == StateName.UP ? List.of() : List.of(silence));
    }
  }
}
