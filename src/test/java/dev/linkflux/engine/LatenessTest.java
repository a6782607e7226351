package dev.linkflux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each lateness is in the first bucket whose end it does not exceed. */
class LatenessTest {
  private final Lateness lateness = new Lateness();

  @Test
  void theEndsOfTheBucketsRise() {
    assertThat(IntStream.range(0, lateness.buckets()).mapToLong(lateness::end)).isSorted();
  }

  @Test
  void anEndBelongsToItsBucket() {
    for (int i = 0; i < lateness.buckets(); i++) {
      lateness.add(lateness.end(i));
      assertThat(lateness.count(i)).isEqualTo(i == 0 ? 1 : 2);
      lateness.add(lateness.end(i) + 1);
      assertThat(lateness.count(i + 1)).isEqualTo(1);
    }
  }

  @Test
  void whatIsEarlyIsOnTimeAndAddsNothing() {
    lateness.add(-5);
    lateness.add(7);
    assertThat(lateness.count(0)).isEqualTo(2);
    assertThat(lateness.sum()).isEqualTo(7);
  }
}
