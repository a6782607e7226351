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
import java.util.EnumSet;
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
    ring.add(message(102, election(5, FIBRE)));

    assertThat(after(100)).containsExactly(101L, 102L);
    assertThat(ring.missing(100, Filter.ALL)).isEmpty();
    assertThat(ring.missing(99, Filter.ALL)).isEmpty();
  }

  @Test
  void saysOfWhichKindSomethingIsForgotten() {
    for (int i = 0; i < 4; i++) {
      ring.add(message(100 + i, election(i, FIBRE)));
    }

    assertThat(ring.missing(99, Filter.ALL)).containsExactly(Kind.ELECTION);
    assertThat(ring.missing(100, Filter.ALL)).isEmpty();
    assertThat(after(99)).containsExactly(101L, 102L, 103L);
  }

  @Test
  void keepsOfTheFrequentOnesTheNewestOnEachSubject() {
    ring.add(message(100, quality(0, FIBRE)));
    ring.add(message(101, quality(0, LTE)));
    ring.add(message(102, quality(200, FIBRE)));

    assertThat(after(99)).containsExactly(101L, 102L);
    assertThat(ring.missing(99, Filter.ALL)).containsExactly(Kind.QUALITY);
    assertThat(ring.missing(100, Filter.ALL)).isEmpty();
  }

  @Test
  void aNumberOfAnotherRunMissesEverything() {
    ring.add(message(100, election(0, FIBRE)));

    assertThat(ring.missing(7, Filter.ALL)).isEqualTo(Kind.ALL);
    assertThat(ring.missing(5000, Filter.ALL)).isEqualTo(Kind.ALL);
    assertThat(after(7)).containsExactly(100L);
    assertThat(after(5000)).containsExactly(100L);
  }

  @Test
  void onlyWhatIsAskedForCanBeMissing() {
    Filter elections =
        new Filter(
            EnumSet.of(Kind.ELECTION),
            java.util.Set.of(),
            java.util.Set.of(),
            java.time.Duration.ZERO);

    assertThat(ring.missing(7, elections)).containsExactly(Kind.ELECTION);
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
