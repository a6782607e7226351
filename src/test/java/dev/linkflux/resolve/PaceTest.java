package dev.linkflux.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
  private static final long MINUTE = 60_000_000_000L;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 6, 15})
  void withinAnyMinuteThereAreNoMoreAndNoFewer(int most) {
    for (long seed = 0; seed < 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Pace pace = new Pace(most);
      Deque<Long> taken = new ArrayDeque<>();
      long now = random.nextLong();
      for (int i = 0; i < 500; i++) {
        now += random.nextLong(MINUTE / most);
        while (!taken.isEmpty() && now - taken.getFirst() >= MINUTE) {
          taken.removeFirst();
        }
        assertThat(pace.allows(now)).as("seed %s", seed).isEqualTo(taken.size() < most);
        if (pace.take(now)) {
          taken.add(now);
        }
        assertThat(taken).as("seed %s", seed).hasSizeLessThanOrEqualTo(most);
      }
    }
  }

  @Test
  void aMinuteLaterThereMayBeTheNext() {
    Pace pace = new Pace(1);
    assertThat(pace.take(0)).isTrue();
    assertThat(pace.take(MINUTE - 1)).isFalse();
    assertThat(pace.take(MINUTE)).isTrue();
  }
}
