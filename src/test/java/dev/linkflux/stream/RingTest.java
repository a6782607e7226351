package dev.linkflux.stream;

import static dev.linkflux.stream.Samples.FIBRE;
import static dev.linkflux.stream.Samples.LTE;
import static dev.linkflux.stream.Samples.election;
import static dev.linkflux.stream.Samples.message;
import static dev.linkflux.stream.Samples.quality;
import static dev.linkflux.stream.Samples.transition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Cause;
import dev.linkflux.decision.StateName;
import java.util.List;
import org.junit.jupiter.api.Test;

class RingTest {
  private final Ring ring = new Ring(3, 100);

  private List<Long> after(long id) {
    return ring.after(id, Filter.ALL).stream().map(Message::id).toList();
  }

  @Test
  void givesWhatCameAfterANumberAndMissesNothing() {
    ring.add(message(100, election(0, FIBRE)));
    ring.add(message(101, transition(5, LTE, StateName.DOWN, Cause.LOSS)));
    ring.add(message(102, quality(5, LTE)));
    ring.add(message(103, election(5, FIBRE)));

    assertThat(after(100)).containsExactly(101L, 102L, 103L);
    assertThat(ring.forgotten(Filter.ALL)).isNegative();
  }

  @Test
  void saysOfWhichKindSomethingIsForgotten() {
    for (int i = 0; i < 4; i++) {
      ring.add(message(100 + i, election(i, FIBRE)));
    }

    assertThat(ring.forgotten(Kind.ELECTION)).isEqualTo(100);
    assertThat(ring.forgotten(Kind.TRANSITION)).isNegative();
    assertThat(after(99)).containsExactly(101L, 102L, 103L);
  }

  @Test
  void keepsTheFrequentOnesForAMinuteAndThenTheNewestOnEachSubject() {
    ring.add(message(100, quality(0, FIBRE)));
    ring.add(message(101, quality(0, LTE)));
    ring.add(message(102, quality(200, FIBRE)));
    ring.add(message(103, quality(60_000, FIBRE)));

    assertThat(after(99)).containsExactly(100L, 101L, 102L, 103L);
    assertThat(ring.forgotten(Kind.QUALITY)).isNegative();

    ring.add(message(104, quality(60_201, FIBRE)));

    assertThat(after(99)).containsExactly(101L, 103L, 104L);
    assertThat(ring.forgotten(Kind.QUALITY)).isEqualTo(102);

    ring.add(message(105, quality(60_300, LTE)));

    assertThat(after(99)).containsExactly(103L, 104L, 105L);
  }

  @Test
  void keepsNoMoreFrequentOnesThanItCanHold() {
    for (int i = 0; i < 10_000; i++) {
      ring.add(message(100 + i, quality(1, FIBRE)));
    }

    assertThat(after(99)).hasSize(8192).last().isEqualTo(10_099L);
    assertThat(ring.forgotten(Kind.QUALITY)).isEqualTo(10_099L - 8192);
  }

  @Test
  void theLatestComeNewestFirst() {
    ring.add(message(100, election(0, FIBRE)));
    ring.add(message(101, transition(5, LTE, StateName.DOWN, Cause.LOSS)));

    assertThat(ring.latest(it -> it.kind() != Kind.PROBE, 5))
        .extracting(Message::id)
        .containsExactly(101L, 100L);
    assertThat(ring.latest(it -> it.kind() == Kind.ELECTION, 5))
        .extracting(Message::id)
        .containsExactly(100L);
  }
}
