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

  private final List<Event> outputs = new ArrayList<>();
  private final TransitionStage stage =
      new TransitionStage(
          SETTINGS.uplinks(),
          SETTINGS.targets(),
          SETTINGS.demands(),
          SETTINGS.probing(),
          SETTINGS.windowing(),
          SETTINGS.rules());

  private void give(Event event) {
    stage.accept(event, outputs::add);
  }

  private static Moment millis(long millis) {
    return new Moment(millis * MS);
  }

  private static ProbeId probe(int target) {
    return new ProbeId(SETTINGS.uplinks().getFirst().id(), SETTINGS.targets().get(target).id(), 1);
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

  /** Three targets are missing, the first quality says 900 ms, and then two of them answer. */
  private void slowAtFirst() {
    for (int target = 0; target < 3; target++) {
      give(new Doubt.Missing(millis(700), probe(target), millis(0)));
    }
    quality(800, 900);
    for (int target = 0; target < 2; target++) {
      give(new Outcome.Replied(millis(900), probe(target), millis(0), 900 * MS, Promptness.SLOW));
    }
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
    quality(1200, 900);
    assertThat(told()).isEmpty();
    give(new Woken(millis(3000)));
    assertThat(told()).hasSize(1);
    Transition first = told().getFirst();
    assertThat(first.from()).isEqualTo(StateName.UNKNOWN);
    assertThat(first.to()).isEqualTo(StateName.DEGRADED);
    assertThat(first.cause()).isEqualTo(Cause.RTT);
    assertThat(first.at().nanos()).isEqualTo(900 * MS + 2_000 * MS / 3); // confirm 2 s, thrice
    assertThat(first.evidence()).contains(new Figure("rtt", 900, 300, "ms"));
  }

  @Test
  void itIsUpAsSoonAsItsDemandsAreMet() {
    slowAtFirst();
    quality(1200, 20);
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
