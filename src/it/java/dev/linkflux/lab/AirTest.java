package dev.linkflux.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.lab.Impairment.Burst;
import dev.linkflux.lab.Impairment.Rate;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AirTest {
  private static final long SEED = 7;
  private static final Impairment CLEAR = Impairment.ofDelay(Duration.ofNanos(100));

  @Test
  void aPacketIsDueAfterTheDelay() {
    assertThat(new Air(CLEAR, SEED, 0).due(1500, 1_000)).hasValue(1_100);
  }

  @Test
  void noPacketPassesAFrozenDirectionAndAllAreCounted() {
    Air air = new Air(CLEAR.withFrozen(true), SEED, 0);
    assertThat(air.due(1, 0)).isEmpty();
    air.froze(3);
    assertThat(air.frozen()).isEqualTo(4);
  }

  @Test
  void lossOfOneLosesAllAndLossOfZeroNone() {
    Air none = new Air(CLEAR.withBurst(new Burst(0, 0, 1)), SEED, 0);
    Air all = new Air(CLEAR.withLoss(1), SEED, 0);
    Air bad = new Air(CLEAR.withBurst(new Burst(1, 0, 1)), SEED, 0);
    for (int packet = 0; packet < 1_000; packet++) {
      assertThat(none.due(1, packet)).isPresent();
      assertThat(all.due(1, packet)).isEmpty();
      assertThat(bad.due(1, packet)).isEmpty();
    }
    assertThat(all.lost()).isEqualTo(1_000);
  }

  @Test
  void theSameSeedLosesTheSamePackets() {
    Air one = new Air(CLEAR.withLoss(0.5), SEED, 0);
    Air other = new Air(CLEAR.withLoss(0.5), SEED, 0);
    for (int packet = 0; packet < 1_000; packet++) {
      assertThat(one.due(1, packet)).isEqualTo(other.due(1, packet));
    }
  }

  @Test
  void aBottleneckLetsPacketsQueueUpToItsLimit() {
    // A byte takes a nanosecond; 1000 bytes may wait, the one on its way out included.
    Air air = new Air(CLEAR.withRate(new Rate(1_000_000_000, 1_000)), SEED, 0);
    assertThat(air.due(500, 0)).hasValue(600);
    assertThat(air.due(500, 0)).hasValue(1_100);
    assertThat(air.due(1, 0)).isEmpty();
    assertThat(air.overflowed()).isOne();
    assertThat(air.due(1, 1)).hasValue(1_101);
  }

  @Test
  void jitterStaysWithinItsBoundsAndKeepsTheOrder() {
    Impairment varying =
        Impairment.ofDelay(Duration.ofNanos(1_000)).withJitter(Duration.ofNanos(300));
    Air air = new Air(varying, SEED, 0);
    long before = 0;
    for (int packet = 0; packet < 1_000; packet++) {
      OptionalLong due = air.due(1, packet);
      assertThat(due.orElseThrow()).isBetween(before, packet + 1_300L);
      assertThat(due.orElseThrow()).isGreaterThanOrEqualTo(packet + 700L);
      before = due.orElseThrow();
    }
  }

  @Test
  void aShorterDelayActsAtOnceAndAnotherLossLeavesTheQueueAsItIs() {
    Rate slow = new Rate(1_000_000_000, 10_000);
    Air air = new Air(Impairment.ofDelay(Duration.ofNanos(9_000)).withRate(slow), SEED, 0);
    assertThat(air.due(1_000, 0)).hasValue(10_000);
    air.change(air.impairment().withDelay(Duration.ofNanos(100)), 0);
    assertThat(air.due(1_000, 0)).as("behind the first packet's bytes").hasValue(2_100);
    air.change(air.impairment().withLoss(0), 0);
    assertThat(air.due(1_000, 0)).hasValue(3_100);
    air.change(air.impairment().withRate(Rate.UNLIMITED), 0);
    assertThat(air.due(1_000, 0)).hasValue(100);
  }
}
