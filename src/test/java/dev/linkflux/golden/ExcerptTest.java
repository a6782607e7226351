package dev.linkflux.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import org.junit.jupiter.api.Test;

/**
 * Two minutes and one of a 5G test track (CICV5G; see NOTICE): round trips that climb to 34 s and
 * drain, without a loss, and a quiet stretch. 18 probes a second of one target.
 */
class ExcerptTest {
  private static final String RURAL = "5g_n8";

  private final Replayed rural = Replayed.of(Traces.HERE.resolve("cicv5g-rural-n8.ndjson.gz"));

  @Test
  void aQuietStretchMovesNothing() {
    Replayed quiet = Replayed.of(Traces.HERE.resolve("cicv5g-urban-n78.ndjson.gz"));
    assertThat(quiet.all(Transition.class).stream().map(Transition::to))
        .containsExactly(StateName.UP);
  }

  @Test
  void aLineWhoseAnswersTakeHalfAMinuteIsDown() {
    assertThat(rural.state(RURAL, 16)).isEqualTo(StateName.UP);
    for (double at = 22; at < 54; at++) {
      assertThat(rural.state(RURAL, at)).as("at %s s", at).isEqualTo(StateName.DOWN);
    }
  }

  @Test
  void itIsNotUpAgainBeforeItsAnswersComeInTimeThroughAWholeHoldDown() {
    assertThat(rural.of(RURAL))
        .filteredOn(it -> Replayed.seconds(it) > 16)
        .noneMatch(it -> it.to() == StateName.UP);
  }

  @Test
  void lateAnswersDoNotRaiseIt() {
    LateAnswers.raiseNothing(rural, RURAL);
  }
}
