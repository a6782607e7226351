package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.probe.Doubt;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.Outcome.Promptness;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.quality.Quality;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.LossRatio;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is first said of an uplink, and that one slow reply is not enough for it. Milliseconds. */
class FirstVerdictTest {
  private static final long MS = 1_000_000;
  private static final Settings SETTINGS = Scenario.settings(2, 3);

  private long sequence;
  private final List<Event> outputs = new ArrayList<>();
  private final TransitionStage stage =
      new TransitionStage(
          new Terms(
              SETTINGS.uplinks(),
              SETTINGS.targets(),
              SETTINGS.demands(),
              SETTINGS.probing(),
              SETTINGS.rules()));

  private void give(Event event) {
    stage.accept(event, outputs::add);
  }

  private static Moment millis(long millis) {
    return new Moment(millis * MS);
  }

  private ProbeId probe(int target) {
    return new ProbeId(
        SETTINGS.uplinks().getFirst().id(), SETTINGS.targets().get(target).id(), ++sequence);
  }

  private void quality(long at, long recent) {
    give(
        new Quality(
            millis(at),
            SETTINGS.uplinks().getFirst().id(),
            LossRatio.NONE,
            Quality.Rtt.NONE,
            recent * MS,
            20 * MS,
            0,
            List.of()));
  }

  private List<Transition> told() {
    return outputs.stream()
        .filter(Transition.class::isInstance)
        .map(Transition.class::cast)
        .toList();
  }

  private void answer(long at, int target) {
    give(
        new Outcome.Replied(
            millis(at), probe(target), millis(at - 900), 900 * MS, Promptness.PROMPT));
  }

  /** Three targets are missing; one answers slowly, which is a breach, and then a second one. */
  private void slowAtFirst() {
    for (int target = 0; target < 3; target++) {
      give(new Doubt.Missing(millis(400), probe(target), millis(0)));
    }
    quality(500, 900);
    answer(900, 0);
    answer(910, 0);
    answer(920, 0);
    quality(950, 900);
    assertThat(told()).as("one of three is no verdict").isEmpty();
    answer(960, 1);
  }

  @Test
  void whatIsBreachedFromTheStartIsNotDegradedAtOnce() {
    slowAtFirst();
    assertThat(told()).isEmpty();
    assertThat(outputs).noneMatch(Election.class::isInstance);
  }

  @Test
  void itIsDegradedIfThatLasts() {
    slowAtFirst();
    give(new Woken(millis(3000)));
    assertThat(told()).hasSize(1);
    Transition first = told().getFirst();
    assertThat(first.from()).isEqualTo(StateName.UNKNOWN);
    assertThat(first.to()).isEqualTo(StateName.DEGRADED);
    assertThat(first.cause()).isEqualTo(Cause.RTT);
    assertThat(first.at().nanos() / 1e6).isBetween(961.0, 2000.0);
    assertThat(first.evidence()).contains(new Figure("rtt", 900, 300, "ms"));
  }

  @Test
  void itIsUpAsSoonAsItsDemandsAreMet() {
    slowAtFirst();
    quality(965, 20);
    answer(970, 1);
    answer(971, 1);
    answer(972, 1);
    quality(975, 20);
    assertThat(told()).extracting(Transition::to).containsExactly(StateName.UP);
    assertThat(told().getFirst().cause()).isEqualTo(Cause.STARTED);
    give(new Woken(millis(9000)));
    assertThat(told()).hasSize(1);
  }

  @Test
  void theFirstAnswerIsAVerdictIfNothingSpeaksAgainstIt() {
    give(new Outcome.Replied(millis(20), probe(0), millis(0), 20 * MS, Promptness.PROMPT));
    assertThat(told()).extracting(Transition::to).containsExactly(StateName.UP);
  }
}
