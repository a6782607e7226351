package dev.linkflux.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.uplink.LossRatio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A window's figures are those of a recount of what lies in it. */
class WindowTest {
  private static final long SPAN = 1000;

  /** One outcome; {@code rtt} -1: lost, -2: came late. */
  private record Entry(long at, long key, long rtt) {}

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void figuresAreThoseOfANaiveRecount(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Window window = new Window(SPAN, new Arrivals());
    List<Entry> entries = new ArrayList<>();
    long step = 1 + random.nextLong(60);
    long now = 0;
    for (int key = 0; key < 500; key++) {
      now += random.nextLong(step);
      switch (random.nextInt(10)) {
        case 0, 1 -> {
          window.lost(now, key);
          entries.add(new Entry(now, key, -1));
        }
        case 2 -> {
          long late = Math.max(0, key - random.nextInt(100));
          window.cameLate(late);
          entries.replaceAll(
              one -> one.key == late && one.rtt == -1 ? new Entry(one.at, late, -2) : one);
        }
        default -> {
          long rtt = random.nextLong(20); // many are equal
          window.replied(now, key, rtt);
          entries.add(new Entry(now, key, rtt));
        }
      }
      if (random.nextInt(20) == 0) {
        now += random.nextLong(2 * SPAN);
      }
      window.advance(now);
      long from = now - SPAN;
      entries.removeIf(one -> one.at <= from);
      String as = "seed " + seed + ", outcome " + key;
      assertThat(window.loss()).as(as).isEqualTo(loss(entries));
      assertThat(window.roundTrips().rtt()).as(as).isEqualTo(rtt(entries));
      assertThat(window.isEmpty()).as(as).isEqualTo(entries.isEmpty());
    }
  }

  private static LossRatio loss(List<Entry> entries) {
    return new LossRatio(
        (int) entries.stream().filter(one -> one.rtt == -1).count(), entries.size());
  }

  private static Quality.Rtt rtt(List<Entry> entries) {
    long[] sorted =
        entries.stream().mapToLong(Entry::rtt).filter(rtt -> rtt >= 0).sorted().toArray();
    return sorted.length == 0
        ? Quality.Rtt.NONE
        : new Quality.Rtt(
            sorted[0],
            Arrays.stream(sorted).sum() / sorted.length,
            nearestRank(sorted, 0.50),
            nearestRank(sorted, 0.95),
            nearestRank(sorted, 0.99),
            sorted[sorted.length - 1]);
  }

  /** The least value that so large a share of the values does not exceed. */
  private static long nearestRank(long[] sorted, double share) {
    for (int i = 0; i < sorted.length; i++) {
      if ((i + 1) * 100L >= Math.round(share * 100) * sorted.length) {
        return sorted[i];
      }
    }
    throw new AssertionError("no rank");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1",
    "2, 1, 2, 2",
    "3, 2, 3, 3",
    "20, 10, 19, 20",
    "21, 11, 20, 21",
    "100, 50, 95, 99",
    "101, 51, 96, 100",
    "200, 100, 190, 198"
  })
  void percentilesAreByTheNearestRank(int replies, long p50, long p95, long p99) {
    Window window = new Window(SPAN, new Arrivals());
    for (int i = replies; i >= 1; i--) {
      window.replied(1, i, i);
    }
    Quality.Rtt rtt = window.roundTrips().rtt();
    assertThat(List.of(rtt.p50(), rtt.p95(), rtt.p99())).containsExactly(p50, p95, p99);
  }

  @ParameterizedTest
  @CsvSource({"1099, 1", "1100, 0"})
  void anOutcomeCountsForTheSpanAndNotANanosecondLonger(long now, int counted) {
    Window window = new Window(SPAN, new Arrivals());
    window.replied(100, 1, 5);
    window.advance(now);
    assertThat(window.loss().sent()).isEqualTo(counted);
    assertThat(window.roundTrips().rtt().p50()).isEqualTo(counted == 1 ? 5 : -1);
  }

  @Test
  void whatComesLetsGoOfWhatIsTooOld() {
    Window window = new Window(SPAN, new Arrivals());
    window.lost(100, 1);
    window.replied(100 + SPAN, 2, 5);
    assertThat(window.loss()).isEqualTo(new LossRatio(0, 1));
  }

  @Test
  void aLateReplyTakesTheLossBackOnce() {
    Window window = new Window(SPAN, new Arrivals());
    window.lost(1, 7);
    window.lost(2, 8);
    window.cameLate(7);
    window.cameLate(7);
    assertThat(window.loss()).isEqualTo(new LossRatio(1, 2));
    assertThat(window.roundTrips().rtt()).isEqualTo(Quality.Rtt.NONE);
  }

  @Test
  void aLateReplyToWhatIsGoneOrWasAnsweredChangesNothing() {
    Window window = new Window(SPAN, new Arrivals());
    window.lost(1, 7);
    window.replied(2, 8, 5);
    window.advance(1001);
    window.cameLate(7);
    window.cameLate(8);
    assertThat(window.loss()).isEqualTo(new LossRatio(0, 1));
  }

  @Test
  void holdsMoreThanItBeganWith() {
    Window window = new Window(SPAN, new Arrivals());
    for (int i = 0; i < 5000; i++) {
      window.replied(i / 10, i, i);
    }
    assertThat(window.roundTrips().rtt())
        .isEqualTo(new Quality.Rtt(0, 2499, 2499, 4749, 4949, 4999));
  }

  /** 1, 2, 3, …: the 95th percentile of 20 is the 19th. */
  @ParameterizedTest
  @CsvSource({"0, -1", "1, -1", "19, -1", "20, 18", "21, 19", "100, 94"})
  void delayVariationIsOfTwentyRepliesAtLeast(int replies, long pdv) {
    Window window = new Window(SPAN, new Arrivals());
    for (int reply = 1; reply <= replies; reply++) {
      window.replied(0, reply, reply);
    }
    assertThat(window.roundTrips().pdv()).isEqualTo(pdv);
  }

  @Test
  void oneSlowReplyIsNoDelayVariation() {
    Window window = new Window(SPAN, new Arrivals());
    for (int reply = 0; reply < RoundTrips.ENOUGH; reply++) {
      window.replied(0, reply, reply == 7 ? 900 : 20);
    }
    assertThat(window.roundTrips().pdv()).isZero();
    window.replied(0, 1000, 900);
    assertThat(window.roundTrips().pdv()).isEqualTo(880);
  }
}
