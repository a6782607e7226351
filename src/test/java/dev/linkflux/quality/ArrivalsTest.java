package dev.linkflux.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was handed out stays as it was, whatever comes and goes afterwards. */
class ArrivalsTest {
  private record Seen(RoundTrips roundTrips, Quality.Rtt rtt, long pdv) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void figuresAreThoseOfTheMomentAtWhichTheyWereTaken(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Arrivals arrivals = new Arrivals();
    Deque<Long> kept = new ArrayDeque<>();
    List<Seen> seen = new ArrayList<>();
    int usual = random.nextInt(200);
    for (int i = 0; i < 2000; i++) {
      long rtt = random.nextLong(1000);
      arrivals.add(rtt);
      kept.add(rtt);
      while (kept.size() > usual || (!kept.isEmpty() && random.nextInt(usual + 2) == 0)) {
        arrivals.dropOldest();
        kept.remove();
      }
      assertThat(arrivals.count()).isEqualTo(kept.size());
      RoundTrips counted = naive(kept);
      seen.add(new Seen(arrivals.now(), counted.rtt(), counted.pdv()));
    }
    for (Seen one : seen) {
      assertThat(one.roundTrips.rtt()).as("seed %d", seed).isEqualTo(one.rtt);
      assertThat(one.roundTrips.pdv()).as("seed %d", seed).isEqualTo(one.pdv);
    }
  }

  private static RoundTrips naive(Deque<Long> kept) {
    long[] times = kept.stream().mapToLong(Long::longValue).toArray();
    return new RoundTrips(times, 0, times.length);
  }
}
