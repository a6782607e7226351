package dev.linkflux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Turns come spread, in order, jittered, and never in a burst. */
class TimetableTest {
  private static final long MS = 1_000_000;
  private static final long SECOND = 1000 * MS;

  /** What is due so soon is taken together with what is due. */
  private static final long AHEAD = 400_000;

  private static Timetable timetable(int size) {
    return new Timetable(size, new SplittableRandom(7));
  }

  /** All turns that are due. */
  private static List<Integer> takeAll(Timetable timetable, long now, long interval) {
    List<Integer> turns = new ArrayList<>();
    for (int turn = timetable.take(now, interval);
        turn != Timetable.NOBODY;
        turn = timetable.take(now, interval)) {
      turns.add(turn);
    }
    return turns;
  }

  @Test
  void nobodyHasATurnWhereThereIsNobody() {
    Timetable nobody = timetable(0);
    nobody.spread(0, SECOND);
    assertThat(nobody.due()).isEqualTo(Long.MAX_VALUE);
    assertThat(nobody.take(5 * SECOND, SECOND)).isEqualTo(Timetable.NOBODY);
  }

  @Test
  void theFirstTurnsAreSpreadEvenlyByNumber() {
    Timetable four = timetable(4);
    four.spread(10 * SECOND, SECOND);
    for (int i = 0; i < 4; i++) {
      long due = 10 * SECOND + i * 250L * MS;
      assertThat(four.due()).isEqualTo(due);
      assertThat(four.take(due - AHEAD - 1, SECOND)).isEqualTo(Timetable.NOBODY);
      assertThat(four.take(due - i % 2 * AHEAD, SECOND)).isEqualTo(i);
      assertThat(four.lateness()).isZero();
    }
  }

  @Test
  void ofAShortIntervalLessIsTakenAhead() {
    Timetable two = timetable(2);
    two.spread(0, 10 * MS);
    assertThat(takeAll(two, 0, 10 * MS)).containsExactly(0);
    assertThat(takeAll(two, 5 * MS - 20_001, 10 * MS)).isEmpty();
    assertThat(takeAll(two, 5 * MS - 20_000, 10 * MS)).containsExactly(1);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void theOneThatWasDueLongestIsNextAsInAListThatIsSearched(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int size = 1 + random.nextInt(40);
    Timetable timetable = new Timetable(size, new SplittableRandom(seed));
    timetable.spread(0, SECOND);
    SplittableRandom jitter = new SplittableRandom(seed);
    long[] dues = new long[size];
    for (int i = 0; i < size; i++) {
      dues[i] = SECOND * i / size;
    }
    for (int round = 0; round < 10_000; round++) {
      long next = Arrays.stream(dues).min().orElseThrow();
      assertThat(timetable.due()).as("seed %d, round %d", seed, round).isEqualTo(next);
      int turn = timetable.take(next + random.nextLong(20 * MS), SECOND);
      assertThat(dues[turn]).isEqualTo(next);
      dues[turn] += (long) (SECOND * (0.75 + 0.25 * jitter.nextDouble()));
    }
  }

  @Test
  void aTurnThatIsALittleLateIsMadeUpForByItsNextPause() {
    Timetable one = timetable(1);
    one.spread(0, SECOND);
    assertThat(one.take(20 * MS, SECOND)).isZero();
    assertThat(one.lateness()).isEqualTo(20 * MS);
    assertThat(one.due()).isBetween(750 * MS, SECOND);
  }

  @Test
  void whatIsLaterIsPutOffWithAllThatComesBehindIt() {
    Timetable ten = timetable(10);
    ten.spread(0, SECOND);
    assertThat(takeAll(ten, 0, SECOND)).containsExactly(0);
    assertThat(takeAll(ten, 550 * MS, SECOND)).as("450 ms late").containsExactly(1);
    assertThat(ten.lateness()).isEqualTo(450 * MS);
    assertThat(ten.due()).isEqualTo(650 * MS);
  }

  @Test
  void afterAStallTheOrderIsKeptAndThePhasesAreSpreadAnew() {
    Timetable four = timetable(4);
    four.spread(0, SECOND);
    takeAll(four, 0, SECOND);
    takeAll(four, 250 * MS, SECOND);
    long now = 100 * SECOND;
    assertThat(takeAll(four, now, SECOND)).containsExactly(2);
    assertThat(takeAll(four, now + 250 * MS, SECOND)).containsExactly(3);
    assertThat(takeAll(four, now + 500 * MS, SECOND)).containsExactly(0);
    assertThat(takeAll(four, now + 750 * MS, SECOND)).contains(1);
  }

  @ParameterizedTest(name = "{0} in turn, seed {1}")
  @CsvSource({"1, 1", "3, 2", "64, 3", "1000, 4", "1000, 5"})
  void whateverHoldsUpTheTurnsTheyNeverComeInABurst(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Timetable timetable = new Timetable(size, new SplittableRandom(seed));
    timetable.spread(0, SECOND);
    long now = 0;
    // What comes at once was due within 20 ms; random phases bunch up, within reason.
    int most = 3 + size / 5;
    for (int i = 0; i < 20_000; i++) {
      now += random.nextInt(50) == 0 ? random.nextLong(5 * SECOND) : random.nextLong(20 * MS);
      assertThat(takeAll(timetable, now, SECOND))
          .as("seed " + seed)
          .doesNotHaveDuplicates()
          .hasSizeLessThanOrEqualTo(most);
    }
  }
}
