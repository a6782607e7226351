package dev.linkflux.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The least round-trip time of this quarter of an hour and the six hours before it. */
class FloorTest {
  private static final long PERIOD = 900_000_000_000L;
  private static final long HOUR = 4 * PERIOD;

  private final Floor floor = new Floor();

  @Test
  void isNotKnownBeforeTheFirstReply() {
    assertThat(floor.value()).isEqualTo(-1);
  }

  @Test
  void isTheLeast() {
    floor.replied(0, 30);
    floor.replied(1, 20);
    floor.replied(PERIOD - 1, 40);
    assertThat(floor.value()).isEqualTo(20);
  }

  /** Of the first period: it counts in the 24 that follow. */
  @ParameterizedTest
  @CsvSource({"1, -1, 10", "24, 0, 10", "25, -1, 10", "25, 0, 30", "25, 1, 30", "1000, 0, 30"})
  void whatIsTwentyFourPeriodsOldCountsAndNothingOlder(int periods, int more, long expected) {
    floor.replied(PERIOD - 1, 10);
    floor.replied(periods * PERIOD + more, 30);
    assertThat(floor.value()).isEqualTo(expected);
  }

  @Test
  void aCongestedEveningIsNotTheFloor() {
    floor.replied(18 * HOUR, 20);
    for (long at = 18 * HOUR + 1; at < 24 * HOUR; at += PERIOD / 10) {
      floor.replied(at, 120);
      assertThat(floor.value()).isEqualTo(20);
    }
  }

  @Test
  void aLongerPathIsTakenUpTheSameDay() {
    floor.replied(0, 20);
    for (long at = PERIOD; at <= 25 * PERIOD; at += PERIOD / 10) {
      floor.replied(at, 120);
    }
    assertThat(floor.value()).isEqualTo(120);
  }

  @Test
  void aShorterPathIsTakenUpAtOnce() {
    floor.replied(0, 120);
    floor.replied(1, 20);
    assertThat(floor.value()).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void isThatOfARecount(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TreeMap<Long, Long> byPeriod = new TreeMap<>();
    long at = 0;
    for (int i = 0; i < 2000; i++) {
      at += random.nextLong(random.nextInt(50) == 0 ? 40 * PERIOD : PERIOD / 4);
      long rtt = random.nextLong(1000);
      floor.replied(at, rtt);
      byPeriod.merge(at / PERIOD, rtt, Math::min);
      long least =
          byPeriod.tailMap(at / PERIOD - 24).values().stream().min(Long::compare).orElseThrow();
      assertThat(floor.value()).as("seed %d, reply %d", seed, i).isEqualTo(least);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whatIsRecalledWithinThePeriodGoesOnAsIfNothingHadHappened(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 200; i++) {
      Floor before = new Floor();
      long at = random.nextLong(PERIOD);
      for (int replies = random.nextInt(1, 40); replies > 0; replies--) {
        before.replied(at, 1 + random.nextLong(100));
        at += random.nextLong(2 * PERIOD);
      }
      Floor after = new Floor();
      long period = at / PERIOD;
      before.replied(at, 50);
      after.recall(at, 0, before.told());
      assertThat(after.value()).as("seed %d, %d", seed, i).isEqualTo(before.value());
      for (int more = 0; more < 30; more++) {
        at = (period + more) * PERIOD + random.nextLong(PERIOD);
        long rtt = 1 + random.nextLong(200);
        before.replied(at, rtt);
        after.replied(at, rtt);
        assertThat(after.value()).as("seed %d, %d", seed, i).isEqualTo(before.value());
      }
    }
  }

  @Test
  void whatWasLongAgoWhenItIsRecalledIsForgotten() {
    floor.replied(30 * PERIOD, 20);
    floor.replied(40 * PERIOD, 30);
    Floor after = new Floor();
    after.recall(5, 14 * PERIOD, floor.told());
    assertThat(after.value()).isEqualTo(20);
    after.recall(5, 15 * PERIOD, floor.told());
    assertThat(after.value()).isEqualTo(30);
    after.recall(5, 25 * PERIOD, floor.told());
    assertThat(after.value()).isEqualTo(-1);
  }

  @Test
  void isToldWhenItHasChangedAndAtMostOnceAMinute() {
    long minute = 60_000_000_000L;
    assertThat(floor.isNews(0)).isFalse();
    floor.replied(0, 1000);
    assertThat(floor.isNews(0)).isTrue();
    floor.replied(1, 100);
    assertThat(floor.isNews(minute - 1)).isFalse();
    assertThat(floor.isNews(minute)).isTrue();
    floor.replied(minute, 96);
    assertThat(floor.isNews(2 * minute)).as("a change too small").isFalse();
    floor.replied(PERIOD, 200);
    assertThat(floor.isNews(PERIOD)).as("another period").isTrue();
  }
}
