package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SendStampsTest {
  private final SendStamps stamps = new SendStamps(1 << 12);

  private void send(int sequence) {
    stamps.prepare(sequence);
    stamps.sent(sequence);
  }

  @Test
  void aStampBelongsToTheSequenceOfItsCount() {
    send(40_000);
    send(7);
    assertThat(stamps.stamp(1, 200)).isEqualTo(7);
    assertThat(stamps.stamp(0, 100)).isEqualTo(40_000);
    assertThat(stamps.transmitted(7)).isEqualTo(200);
    assertThat(stamps.transmitted(40_000)).isEqualTo(100);
  }

  @Test
  void aSequenceThatIsUsedAgainHasNoStampYet() {
    send(7);
    stamps.stamp(0, 100);
    send(7);
    assertThat(stamps.transmitted(7)).isZero();
  }

  @Test
  void aRefusedSendLeavesNoStampOfTheRequestBefore() {
    send(7);
    stamps.stamp(0, 100);
    stamps.prepare(7);
    assertThat(stamps.transmitted(7)).isZero();
  }

  @Test
  void afterARestartTheCountBeginsAgain() {
    send(1);
    send(2);
    stamps.restart();
    send(3);
    assertThat(stamps.stamp(0, 300)).isEqualTo(3);
    assertThat(stamps.transmitted(3)).isEqualTo(300);
  }

  @Test
  void aLateStampFromBeforeARestartStillFindsItsRequest() {
    send(1);
    send(2);
    stamps.restart();
    send(3);
    assertThat(stamps.stamp(1, 200)).isEqualTo(2);
  }

  @Test
  void aLateStampDoesNotOverwriteAYoungerOne() {
    send(1);
    stamps.restart();
    send(3);
    stamps.stamp(0, 300);
    stamps.stamp(0, 100);
    assertThat(stamps.transmitted(3)).isEqualTo(300);
  }

  @Test
  void theCountWrapsWithTheSlots() {
    for (int i = 0; i < 70_000; i++) {
      send(i & 0xffff);
    }
    assertThat(stamps.stamp(69_999, 5)).isEqualTo(69_999 & 0xffff);
  }
}
