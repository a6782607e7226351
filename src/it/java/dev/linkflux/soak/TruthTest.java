package dev.linkflux.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TruthTest {
  private final Truth truth = new Truth();

  @Test
  void anUplinkIsAsBadAsTheWorstThatBefellIt() {
    assertThat(truth.health(1)).isEqualTo(Health.FINE);
    truth.befalls(1, Kind.SOME_LOSS);
    truth.befalls(1, Kind.FROZEN);
    assertThat(truth.health(1)).isEqualTo(Health.DEAD);
    assertThat(truth.worst(1)).contains(Kind.FROZEN);
    assertThat(truth.words()).isEqualTo("wan1 frozen+some loss");
    truth.leaves(1, Kind.FROZEN);
    assertThat(truth.health(1)).isEqualTo(Health.DOUBTFUL);
    assertThat(truth.fineFor(1)).isZero();
    truth.leaves(1, Kind.SOME_LOSS);
    assertThat(truth.health(1)).isEqualTo(Health.FINE);
    assertThat(truth.fineFor(1)).isPositive();
    assertThat(truth.words()).isEqualTo("nothing");
  }

  @Test
  void whatIsBrokenOrUnwantedIsNoAlternative() {
    assertThat(truth.hasAlternative(1, Duration.ZERO)).isTrue();
    truth.befalls(2, Kind.JITTER);
    truth.avoids(3, true);
    assertThat(truth.hasAlternative(1, Duration.ZERO)).isFalse();
    assertThat(truth.hasAlternative(2, Duration.ZERO)).isTrue();
    truth.avoids(3, false);
    assertThat(truth.hasAlternative(1, Duration.ofDays(1))).isFalse();
  }

  @Test
  void silenceEverywhereIsRememberedForAWhile() {
    assertThat(truth.isIsolated()).isFalse();
    truth.begins(Kind.ALL_TARGETS);
    assertThat(truth.isIsolated()).isTrue();
    truth.ends(Kind.ALL_TARGETS);
    assertThat(truth.isIsolated()).isTrue();
  }
}
