package dev.linkflux.decision;

import static dev.linkflux.decision.LossRuns.Known.COUNTED;
import static dev.linkflux.decision.LossRuns.Known.LOST;
import static dev.linkflux.decision.LossRuns.Known.NOT_LOST;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is one loss, and what another. Moments in nanoseconds. */
class LossRunsTest {
  private static final long ONE = 1_000_000_000;
  private static final long MS = 1_000_000;

  private LossRuns runs = new LossRuns();

  @BeforeEach
  void begin() {
    runs = new LossRuns();
  }

  @Test
  void theFirstLossCounts() {
    assertThat(runs.lost(0, 0)).isEqualTo(COUNTED);
  }

  @Test
  void lossesWithNoAnswerBetweenThemAreOneOfWhicheverTarget() {
    runs.lost(0, 100 * MS);
    assertThat(runs.lost(0, 200 * MS)).isEqualTo(LOST);
    assertThat(runs.lost(1, 300 * MS)).isEqualTo(LOST);
  }

  /** Losses were sent at 100 and 200 ms; only what was sent between them parts them. */
  @ParameterizedTest
  @CsvSource({"99, LOST", "100, LOST", "101, COUNTED", "199, COUNTED", "200, LOST", "201, LOST"})
  void anAnswerBetweenThemPartsThem(long answer, LossRuns.Known expected) {
    runs.lost(0, 100 * MS);
    runs.answered(answer * MS);
    runs.answered(0); // overtaken: says nothing
    assertThat(runs.lost(0, 200 * MS)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"-1, LOST", "0, COUNTED", "1, COUNTED"})
  void aRunCountsAgainAfterASecond(long more, LossRuns.Known expected) {
    runs.lost(0, 100 * MS);
    assertThat(runs.lost(0, 100 * MS + ONE + more)).isEqualTo(expected);
  }

  @Test
  void theSecondBeginsWithTheLossThatCountedLast() {
    runs.lost(0, 0);
    runs.lost(0, 600 * MS);
    assertThat(runs.lost(0, 1200 * MS)).isEqualTo(COUNTED);
    assertThat(runs.lost(0, 1800 * MS)).isEqualTo(LOST);
    assertThat(runs.lost(0, 2200 * MS)).isEqualTo(COUNTED);
  }

  @Test
  void aLossThatBecomesKnownLaterThanItsFollowerIsPartedByWhatIsBetween() {
    runs.lost(0, 300 * MS);
    assertThat(runs.lost(1, 200 * MS)).isEqualTo(LOST);
    runs.answered(250 * MS);
    assertThat(runs.lost(2, 220 * MS)).isEqualTo(COUNTED);
  }

  @Test
  void whatWasLostIsKnownUntilItIsTakenBack() {
    runs.lost(0, 100 * MS);
    runs.lost(1, 100 * MS);
    assertThat(runs.known(0, 100 * MS)).isEqualTo(COUNTED);
    assertThat(runs.known(1, 100 * MS)).isEqualTo(LOST);
    assertThat(runs.known(0, 101 * MS)).isEqualTo(NOT_LOST);
    assertThat(runs.known(2, 100 * MS)).isEqualTo(NOT_LOST);
    assertThat(runs.takeBack(1, 100 * MS)).isEqualTo(LOST);
    assertThat(runs.takeBack(1, 100 * MS)).isEqualTo(NOT_LOST);
    assertThat(runs.takeBack(0, 100 * MS)).isEqualTo(COUNTED);
    assertThat(runs.known(0, 100 * MS)).isEqualTo(NOT_LOST);
  }

  @Test
  void the256LatestAreRemembered() {
    for (int i = 0; i <= 256; i++) {
      runs.lost(0, i * MS);
    }
    assertThat(runs.known(0, 0)).isEqualTo(NOT_LOST);
    assertThat(runs.known(0, MS)).isEqualTo(LOST);
  }

  @Test
  void afterLettingGoTheNextLossIsTheFirst() {
    runs.lost(0, 100 * MS);
    runs.clear();
    assertThat(runs.known(0, 100 * MS)).isEqualTo(NOT_LOST);
    assertThat(runs.lost(0, 101 * MS)).isEqualTo(COUNTED);
  }
}
