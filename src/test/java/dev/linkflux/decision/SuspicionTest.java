package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.time.Moment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When fast probing begins, how long it lasts, and when it may begin again. */
class SuspicionTest {
  private static final Moment BEGUN = new Moment(1_000_000_000);
  private static final long LONGEST = 5_000_000_000L;

  private final Suspicion suspicion = new Suspicion();

  @Test
  void itBeginsOnceAndEndsAfterFiveSecondsAtTheLatest() {
    assertThat(suspicion.isFast()).isFalse();
    assertThat(suspicion.until()).isEqualTo(Long.MAX_VALUE);
    assertThat(suspicion.suspect(BEGUN, false)).isTrue();
    assertThat(suspicion.isFast()).isTrue();
    assertThat(suspicion.until()).isEqualTo(BEGUN.nanos() + LONGEST);
    assertThat(suspicion.suspect(BEGUN.plusNanos(1), true)).as("it is fast already").isFalse();
    assertThat(suspicion.until()).isEqualTo(BEGUN.nanos() + LONGEST);
  }

  @ParameterizedTest(name = "{0} s and {1} ns after it was given up, loss likely {2}: {3}")
  @CsvSource({
    "45, -1, false, false",
    "45, 0, false, true",
    "45, 1, false, true",
    "10, -1, true, false",
    "10, 0, true, true",
    "10, 1, true, true",
    "10, 1, false, false"
  })
  void onceGivenUpItPausesLongAndLessLongIfLossIsLikely(
      long seconds, long nanos, boolean likely, boolean begins) {
    suspicion.suspect(BEGUN, false);
    suspicion.giveUp(BEGUN);
    assertThat(suspicion.isFast()).isFalse();
    Moment later = BEGUN.plusNanos(seconds * 1_000_000_000L + nanos);
    assertThat(suspicion.suspect(later, likely)).isEqualTo(begins);
  }

  @Test
  void onceSettledOrPardonedItMayBeginAtOnce() {
    suspicion.suspect(BEGUN, false);
    suspicion.settle();
    assertThat(suspicion.until()).isEqualTo(Long.MAX_VALUE);
    assertThat(suspicion.suspect(BEGUN, false)).isTrue();
    suspicion.giveUp(BEGUN);
    suspicion.pardon();
    assertThat(suspicion.suspect(BEGUN, false)).isTrue();
  }

  @Test
  void silenceOfAllTargetsMakesItFastInThePauseToo() {
    suspicion.suspect(BEGUN, false);
    suspicion.giveUp(BEGUN);
    Moment within = BEGUN.plusNanos(1);
    assertThat(suspicion.press(within)).isTrue();
    assertThat(suspicion.isFast()).isTrue();
    assertThat(suspicion.isUrgent()).isTrue();
    assertThat(suspicion.until()).isEqualTo(within.nanos() + LONGEST);
    assertThat(suspicion.press(within)).as("it is fast already").isFalse();
    suspicion.settle();
    assertThat(suspicion.isUrgent()).isFalse();
    assertThat(suspicion.suspect(within, false)).as("the pause goes on").isFalse();
  }

  @Test
  void whatWasPressedInThePauseDoesNotMakeItLonger() {
    suspicion.suspect(BEGUN, false);
    suspicion.giveUp(BEGUN);
    suspicion.press(BEGUN.plusNanos(LONGEST));
    suspicion.giveUp(BEGUN.plusNanos(2 * LONGEST));
    assertThat(suspicion.isFast()).isFalse();
    assertThat(suspicion.suspect(BEGUN.plusNanos(9 * LONGEST), false)).isTrue();
  }

  @Test
  void outsideOfThePauseSilenceIsASuspicionLikeAnyOther() {
    assertThat(suspicion.press(BEGUN)).isTrue();
    assertThat(suspicion.isUrgent()).isFalse();
    suspicion.giveUp(BEGUN);
    assertThat(suspicion.suspect(BEGUN.plusNanos(8 * LONGEST), false)).isFalse();
  }

  @ParameterizedTest(name = "{0} targets, {1} probes: {2}")
  @CsvSource({"3, 499, false", "3, 500, true", "50, 500, true", "51, 509, false", "51, 510, true"})
  void itCostsFiveHundredProbesOrTenOfEachTarget(int targets, int probes, boolean exhausted) {
    suspicion.suspect(BEGUN, false);
    for (int i = 0; i < probes; i++) {
      suspicion.ended();
    }
    assertThat(suspicion.isExhausted(targets)).isEqualTo(exhausted);
    suspicion.settle();
    assertThat(suspicion.isExhausted(targets)).as("only while it is fast").isFalse();
  }

  @ParameterizedTest(name = "{0} targets, {1} missed, {2} answered: {3}")
  @CsvSource({
    "3, 0, 5, false",
    "3, 0, 6, true",
    "1, 0, 2, true",
    "3, 1, 15, false",
    "3, 1, 16, true",
    "3, 2, 25, false",
    "3, 2, 26, true"
  })
  void itIsAllayedByTwoAnswersOfEachTargetAndTenForEachMiss(
      int targets, int missed, int answered, boolean allayed) {
    suspicion.suspect(BEGUN, false);
    for (int i = 0; i < missed; i++) {
      suspicion.missed();
    }
    for (int i = 0; i < answered; i++) {
      suspicion.answered();
    }
    assertThat(suspicion.isAllayed(targets)).isEqualTo(allayed);
  }

  @Test
  void whatATargetHasMissedByItsOwnFaultIsExcused() {
    suspicion.suspect(BEGUN, false);
    suspicion.missed();
    suspicion.missed();
    suspicion.excuse();
    for (int i = 0; i < 6; i++) {
      suspicion.answered();
    }
    assertThat(suspicion.isAllayed(3)).isTrue();
  }

  @Test
  void eachBeginsToCountAnew() {
    suspicion.suspect(BEGUN, false);
    suspicion.missed();
    for (int i = 0; i < 500; i++) {
      suspicion.ended();
      suspicion.answered();
    }
    suspicion.settle();
    suspicion.suspect(BEGUN, false);
    assertThat(suspicion.isExhausted(3)).isFalse();
    assertThat(suspicion.isAllayed(3)).isFalse();
  }

  @Test
  void aStallPutsItsEndOff() {
    suspicion.postpone(7);
    assertThat(suspicion.until()).isEqualTo(Long.MAX_VALUE);
    suspicion.suspect(BEGUN, false);
    suspicion.postpone(7);
    assertThat(suspicion.until()).isEqualTo(BEGUN.nanos() + LONGEST + 7);
  }
}
