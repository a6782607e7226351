package dev.linkflux.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The median of now: of the last span, but of a few replies always. */
class RecentTest {
  @Test
  void thereIsNoneBeforeTheFirstReply() {
    assertThat(new Recent(100, 3).median(50)).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({"1099, 30", "1100, 40", "1101, 40", "999999, 40"})
  void whatIsOlderThanTheSpanCountsOnlyForWantOfNewer(long now, long median) {
    Recent recent = new Recent(100, 3);
    long[] rtts = {10, 20, 30, 40, 50};
    for (int i = 0; i < rtts.length; i++) {
      recent.replied(1000 + i / 2, rtts[i]); // at 1000, 1000, 1001, 1001, 1002
    }
    assertThat(recent.median(now)).isEqualTo(median);
  }

  @Test
  void ofAnEvenNumberItIsTheLower() {
    Recent recent = new Recent(100, 1);
    recent.replied(0, 40);
    recent.replied(0, 10);
    recent.replied(0, 30);
    recent.replied(0, 20);
    assertThat(recent.median(1)).isEqualTo(20);
  }

  @Test
  void atMost64Count() {
    Recent recent = new Recent(1000, 1);
    for (int i = 0; i < 165; i++) {
      recent.replied(i, i);
    }
    assertThat(recent.median(165)).isEqualTo(101 + 31); // the 32nd of 101..164
  }

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void isThatOfANaiveRecount(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int least = 1 + random.nextInt(5);
    Recent recent = new Recent(100, least);
    List<long[]> all = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < 300; i++) {
      now += random.nextLong(20);
      if (random.nextInt(30) == 0) {
        now += 150;
      }
      long rtt = random.nextLong(50);
      recent.replied(now, rtt);
      all.add(new long[] {now, rtt});
      long asked = now + random.nextLong(120);
      List<Long> counted = new ArrayList<>();
      for (int back = all.size() - 1; back >= 0 && counted.size() < 64; back--) {
        if (counted.size() < least || asked - all.get(back)[0] < 100) {
          counted.add(all.get(back)[1]);
        }
      }
      counted.sort(null);
      assertThat(recent.median(asked))
          .as("seed %d, reply %d", seed, i)
          .isEqualTo(counted.get((counted.size() - 1) / 2));
    }
  }
}
