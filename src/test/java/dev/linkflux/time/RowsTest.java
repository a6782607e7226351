package dev.linkflux.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ring of rows holds what a queue would hold. */
class RowsTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void holdsWhatAQueueHolds(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int last = (int) seed; // rows of 2 to 9 columns
    Rows rows = new Rows(last + 1);
    Deque<List<Long>> queue = new ArrayDeque<>();
    long rising = 0;
    for (int i = 0; i < 5000; i++) {
      switch (random.nextInt(i % 1000 < 500 ? 3 : 5)) {
        case 0, 1 -> {
          rising += random.nextLong(3);
          long row = rows.add();
          rows.set(row, 0, rising);
          rows.set(row, last, i);
          queue.add(List.of(rising, (long) i));
        }
        case 2, 3 -> {
          if (!queue.isEmpty()) {
            queue.removeFirst();
            rows.dropOldest();
          }
        }
        default -> {
          if (random.nextInt(200) == 0) {
            queue.clear();
            rows.clear();
          }
        }
      }
      assertThat(held(rows, last)).as("seed " + seed + ", step " + i).isEqualTo(List.copyOf(queue));
      assertThat(rows.size()).isEqualTo(queue.size());
      assertThat(rows.isEmpty()).isEqualTo(queue.isEmpty());
      long wanted = rising - random.nextLong(10);
      long before = queue.stream().filter(row -> row.getFirst() < wanted).count();
      assertThat(rows.search(0, wanted)).isEqualTo(rows.oldest() + before);
    }
  }

  private static List<List<Long>> held(Rows rows, int last) {
    List<List<Long>> held = new ArrayList<>();
    for (long row = rows.oldest(); row < rows.free(); row++) {
      held.add(List.of(rows.get(row, 0), rows.get(row, last)));
    }
    return held;
  }
}
