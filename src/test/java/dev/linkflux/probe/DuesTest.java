package dev.linkflux.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuesTest {
  @Test
  void nobodyIsDueAtFirst() {
    assertThat(new Dues(0).earliest()).isEqualTo(Dues.NEVER);
    assertThat(new Dues(3).earliest()).isEqualTo(Dues.NEVER);
  }

  @Test
  void ofSeveralThatAreDueAtOnceTheLowestIsFirst() {
    Dues dues = new Dues(5);
    dues.set(4, 7);
    dues.set(2, 7);
    dues.set(3, 7);
    assertThat(dues.first()).isEqualTo(2);
    dues.set(2, 8);
    assertThat(dues.first()).isEqualTo(3);
  }

  @ParameterizedTest(name = "{0} of them")
  @ValueSource(ints = {1, 2, 3, 4, 5, 9, 64, 100})
  void theFirstIsThatOfAPlainSearch(int count) {
    SplittableRandom random = new SplittableRandom(count);
    Dues dues = new Dues(count);
    long[] plain = new long[count];
    Arrays.fill(plain, Dues.NEVER);
    for (int i = 0; i < 5_000; i++) {
      int index = random.nextInt(count);
      plain[index] = random.nextInt(8) == 0 ? Dues.NEVER : random.nextLong(50);
      dues.set(index, plain[index]);
      long earliest = Arrays.stream(plain).min().orElseThrow();
      assertThat(dues.earliest()).as("seed %d, step %d", count, i).isEqualTo(earliest);
      assertThat(plain[dues.first()]).isEqualTo(earliest);
      assertThat(Arrays.stream(plain, 0, dues.first()).noneMatch(due -> due == earliest)).isTrue();
    }
  }
}
