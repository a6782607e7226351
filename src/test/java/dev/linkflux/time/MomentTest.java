package dev.linkflux.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Moments are added to, subtracted, and put in order. */
class MomentTest {
  private static final Moment FIVE = new Moment(5);

  @Test
  void theTimeBetweenTwoIsPositiveIfTheOtherIsEarlier() {
    assertThat(new Moment(7).since(FIVE)).isEqualTo(Duration.ofNanos(2));
    assertThat(FIVE.since(new Moment(7))).isEqualTo(Duration.ofNanos(-2));
    assertThat(FIVE.since(FIVE)).isZero();
  }

  @Test
  void whatIsAddedIsTheTimeSince() {
    assertThat(FIVE.plus(Duration.ofMillis(3))).isEqualTo(new Moment(3_000_005));
    assertThat(FIVE.plusNanos(-2)).isEqualTo(new Moment(3));
    assertThat(FIVE.plus(Duration.ofDays(400)).since(FIVE)).isEqualTo(Duration.ofDays(400));
  }

  @ParameterizedTest
  @CsvSource({"4, true, false", "5, false, false", "6, false, true"})
  void oneIsBeforeOrAfterAnotherOrNeither(long nanos, boolean before, boolean after) {
    Moment moment = new Moment(nanos);
    assertThat(moment.isBefore(FIVE)).isEqualTo(before);
    assertThat(moment.isAfter(FIVE)).isEqualTo(after);
    assertThat(Integer.signum(moment.compareTo(FIVE))).isEqualTo(before ? -1 : after ? 1 : 0);
  }

  @Test
  void neverIsAfterAllOthers() {
    assertThat(Moment.NEVER.isAfter(new Moment(Long.MAX_VALUE - 1))).isTrue();
    assertThat(Moment.ZERO.isBefore(Moment.NEVER)).isTrue();
  }
}
