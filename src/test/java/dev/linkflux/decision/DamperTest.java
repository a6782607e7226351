package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.linkflux.decision.Rules.Dampening;
import dev.linkflux.time.Moment;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The arithmetic of RFC 2439 section 4.2: penalty 1000, suppress 1500, reuse 750, half-life 5 min.
 */
class DamperTest {
  private static final Duration HALF_LIFE = Duration.ofMinutes(5);

  private final Damper damper = new Damper(Dampening.DEFAULT);

  private static Moment after(Duration duration) {
    return Moment.ZERO.plus(duration);
  }

  @Test
  void nothingIsHeldAgainstWhatNeverFell() {
    assertThat(damper.penalty(after(HALF_LIFE))).isZero();
    assertThat(damper.delay(after(HALF_LIFE))).isZero();
  }

  @Test
  void aPenaltyHalvesInItsHalfLife() {
    damper.penalise(Moment.ZERO, 1);
    assertThat(damper.penalty(Moment.ZERO)).isEqualTo(1000);
    assertThat(damper.penalty(after(HALF_LIFE))).isCloseTo(500, within(1e-9));
    assertThat(damper.penalty(after(HALF_LIFE.multipliedBy(3)))).isCloseTo(125, within(1e-9));
    assertThat(damper.penalty(after(HALF_LIFE.dividedBy(2))))
        .isCloseTo(1000 / Math.sqrt(2), within(1e-9));
  }

  @Test
  void aNewPenaltyIsAddedToWhatIsLeft() {
    damper.penalise(Moment.ZERO, 1);
    damper.penalise(after(HALF_LIFE), 1);
    assertThat(damper.penalty(after(HALF_LIFE))).isCloseTo(1500, within(1e-9));
  }

  @Test
  void aShareOfAPenaltyCountsByItsShare() {
    damper.penalise(Moment.ZERO, 0.25);
    assertThat(damper.penalty(Moment.ZERO)).isEqualTo(250);
  }

  @Test
  void belowTheSuppressLimitNothingIsDelayed() {
    damper.penalise(Moment.ZERO, 1);
    damper.penalise(Moment.ZERO, 0.499);
    assertThat(damper.delay(Moment.ZERO)).isZero();
  }

  @Test
  void atTheSuppressLimitTheReturnIsDelayedUntilTheReuseLimit() {
    damper.penalise(Moment.ZERO, 1);
    damper.penalise(Moment.ZERO, 0.5);
    assertThat(damper.delay(Moment.ZERO)).isEqualTo(HALF_LIFE); // 1500 -> 750
  }

  @Test
  void onceSuppressedItStaysSoDownToTheReuseLimit() {
    damper.penalise(Moment.ZERO, 2);
    Moment half = after(Duration.ofMinutes(3));
    assertThat(damper.penalty(half)).isLessThan(1500).isGreaterThan(750);
    double left = 300 * Math.log(damper.penalty(half) / 750) / Math.log(2);
    assertThat(damper.delay(half).toNanos() / 1e9).isCloseTo(left, within(1e-6));
  }

  @Test
  void theDelayEndsWhenItSaidItWould() {
    damper.penalise(Moment.ZERO, 3);
    Moment end = after(damper.delay(Moment.ZERO));
    assertThat(damper.penalty(end)).isCloseTo(750, within(1e-3));
    assertThat(damper.delay(end.plusNanos(1_000_000))).isZero();
  }

  @Test
  void atTheReuseLimitTheLatchOpensAndTakesTheSuppressLimitToCloseAgain() {
    damper.penalise(Moment.ZERO, 2);
    Moment later = after(HALF_LIFE.multipliedBy(2)); // 500
    assertThat(damper.delay(later)).isZero();
    damper.penalise(later, 0.9); // 1400: above reuse, below suppress
    assertThat(damper.delay(later)).isZero();
    damper.penalise(later, 0.1);
    assertThat(damper.delay(later)).isEqualTo(HALF_LIFE);
  }

  @Test
  void theLongestDelayIsTheCapHoweverOftenItFlaps() {
    for (int i = 0; i < 1000; i++) {
      damper.penalise(Moment.ZERO, 1);
    }
    assertThat(damper.penalty(Moment.ZERO)).isEqualTo(750 * 64); // 2 ^ (30 min / 5 min)
    assertThat(damper.delay(Moment.ZERO)).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void theFallOfOneThatStoodByIsHalfOfThatOfOneThatCarriedLong() {
    damper.fell(Moment.ZERO);
    assertThat(damper.penalty(Moment.ZERO)).isEqualTo(500);
    Damper carried = new Damper(Dampening.DEFAULT);
    carried.fell(Moment.ZERO, Duration.ofDays(1));
    assertThat(carried.penalty(Moment.ZERO)).isCloseTo(1000, within(1e-9));
  }

  @Test
  void theShorterItWasUsedTheMoreItsFallCosts() {
    for (int halfLives = 0; halfLives < 5; halfLives++) {
      Damper one = new Damper(Dampening.DEFAULT);
      one.fell(Moment.ZERO, HALF_LIFE.multipliedBy(halfLives));
      assertThat(one.penalty(Moment.ZERO))
          .isCloseTo(1000 + 400 / Math.pow(2, halfLives), within(1e-9));
    }
  }

  @Test
  void oneFallAloneNeverDelaysTheReturn() {
    damper.fell(Moment.ZERO, Duration.ZERO);
    assertThat(damper.delay(Moment.ZERO)).isZero();
    damper.fell(Moment.ZERO, Duration.ZERO);
    assertThat(damper.delay(Moment.ZERO)).isPositive();
  }

  @Test
  void aRelapseCostsTheShareOfTheHoldDownThatWasOver() {
    Duration holdDown = Duration.ofSeconds(20);
    damper.relapsed(Moment.ZERO, Duration.ZERO, holdDown);
    assertThat(damper.penalty(Moment.ZERO)).isZero();
    damper.relapsed(Moment.ZERO, Duration.ofSeconds(5), holdDown);
    assertThat(damper.penalty(Moment.ZERO)).isEqualTo(250);
    damper.relapsed(Moment.ZERO, Duration.ofSeconds(19), holdDown);
    assertThat(damper.penalty(Moment.ZERO)).isEqualTo(1200);
    damper.relapsed(Moment.ZERO, Duration.ofSeconds(20), holdDown);
    assertThat(damper.penalty(Moment.ZERO)).isEqualTo(2200);
    damper.relapsed(Moment.ZERO, Duration.ofHours(1), holdDown);
    assertThat(damper.penalty(Moment.ZERO)).as("a whole one at most").isEqualTo(3200);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void whateverHappensTheDelayIsNeverLongerThanTheCapAndTheReuseLimitIsReachedInTime(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Moment at = Moment.ZERO;
    for (int i = 0; i < 2000; i++) {
      at = at.plusNanos(random.nextLong(120_000_000_000L));
      switch (random.nextInt(3)) {
        case 0 -> damper.fell(at);
        case 1 -> damper.fell(at, Duration.ofNanos(random.nextLong(1_000_000_000_000L)));
        default ->
            damper.relapsed(at, Duration.ofSeconds(random.nextInt(100)), Duration.ofSeconds(20));
      }
      Duration delay = damper.delay(at);
      assertThat(delay).isBetween(Duration.ZERO, Dampening.DEFAULT.cap());
      if (!delay.isZero()) {
        assertThat(damper.penalty(at.plus(delay))).isCloseTo(750, within(1e-3));
      }
    }
  }
}
