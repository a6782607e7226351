package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.linkflux.decision.Rules.Dampening;
import dev.linkflux.time.Dated;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.Used;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of an uplink and recalled after a restart goes on as if there had been none. */
class RecalledTest {
  private static final Instant NOVEMBER = Instant.parse("2026-11-23T03:00:00Z");

  private final Monitors monitors = Monitors.of(1, 1);
  private final Monitor monitor = monitors.get(0);

  private static Moment minutes(double minutes) {
    return new Moment((long) (minutes * 60e9));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aBaselineThatIsToldAndRecalledLearnsOnAsBefore(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Baseline before = new Baseline();
    train(before, random, 20_000);
    Baseline after = new Baseline();
    train(after, new SplittableRandom(seed + 1), 5_000);
    after.recall(before.experience(Penalty.NONE));
    for (int i = 0; i < 20; i++) {
      assertThat(after.ratio()).as("seed %d", seed).isEqualTo(before.ratio());
      assertThat(after.perLoss()).as("seed %d", seed).isEqualTo(before.perLoss());
      long next = random.nextLong();
      train(before, new SplittableRandom(next), 1_000);
      train(after, new SplittableRandom(next), 1_000);
    }
  }

  private static void train(Baseline baseline, SplittableRandom random, int answers) {
    for (int i = 0; i < answers; i++) {
      baseline.answered();
      if (random.nextInt(50) == 0) {
        int lost = 1 + random.nextInt(9);
        baseline.learn(lost, random.nextInt(lost));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aPenaltyDecaysOverARestartAndPunishesOnAsBefore(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 500; i++) {
      Damper before = new Damper(Dampening.DEFAULT);
      Moment at = Moment.ZERO;
      for (int falls = random.nextInt(6); falls > 0; falls--) {
        at = at.plusNanos(random.nextLong(minutes(5).nanos()));
        before.fell(at);
      }
      Duration down = Duration.ofNanos(random.nextLong(minutes(20).nanos()));
      Penalty told = before.told(at);
      Moment begun = new Moment(random.nextLong(minutes(1).nanos()));
      Damper after = new Damper(Dampening.DEFAULT);
      after.recall(begun, down, told);
      Moment old = at.plus(down);
      for (int more = 0; more < 5; more++) {
        assertThat(after.penalty(begun))
            .as("seed %d, %d", seed, i)
            .isCloseTo(before.penalty(old), within(1e-6));
        assertThat(after.delay(begun).minus(before.delay(old)).abs())
            .as("seed %d, %d", seed, i)
            .isLessThan(Duration.ofMillis(1));
        Duration step = Duration.ofNanos(random.nextLong(minutes(5).nanos()));
        old = old.plus(step);
        begun = begun.plus(step);
        before.fell(old);
        after.fell(begun);
      }
    }
  }

  @ParameterizedTest(name = "down for {0} min: to serve {1} min")
  @CsvSource({"0, 7.075", "5, 2.075", "7, 0.075", "7.1, 0", "600, 0"})
  void whatASuppressedUplinkHasYetToServeIsServedBeforeItIsUp(double down, double left) {
    Penalty told = new Penalty(2000, true);
    recall(told, down);
    monitors.answerAll(0);
    monitors.nextRound();
    monitors.answerAll(0);
    State next = monitor.next(false, monitors.now());
    if (left == 0) {
      assertThat(next).isEqualTo(new State.Up(Cause.STARTED));
    } else {
      assertThat(next.cause()).isEqualTo(Cause.DAMPENED);
      assertThat(next.name()).isEqualTo(StateName.RECOVERING);
      double minutes = next.deadline().nanos() / 60e9;
      assertThat(minutes).isCloseTo(left, within(0.01));
    }
  }

  @Test
  void oneThatHasFallenButIsNotSuppressedIsUpAtOnce() {
    recall(new Penalty(1400, false), 0);
    monitors.answerAll(0);
    monitors.nextRound();
    monitors.answerAll(0);
    assertThat(monitor.next(false, monitors.now())).isEqualTo(new State.Up(Cause.STARTED));
    assertThat(monitor.damper.penalty(Moment.ZERO)).isEqualTo(1400);
  }

  private void recall(Penalty penalty, double down) {
    Experience experience = new Experience(50, 2.5, 0, penalty);
    Duration age = Duration.ofNanos(minutes(down).nanos());
    monitor.lessons.recall(new RecalledExperience(Moment.ZERO, Monitors.id(0), age, experience));
  }

  @Test
  void aPunishmentIsToldAtOnceAndABaselineNowAndThenIfItHasChanged() {
    List<Learnt> told = new ArrayList<>();
    Baseline baseline = monitor.evidence.detector.baseline();
    monitor.lessons.consider(minutes(0), told::add);
    monitor.lessons.punished(minutes(0), told::add);
    assertThat(told).isEmpty();
    baseline.learn(10, 9);
    monitor.lessons.consider(minutes(1), told::add);
    assertThat(told).hasSize(1);
    baseline.learn(10, 9);
    monitor.lessons.consider(minutes(1.99), told::add);
    monitor.lessons.punished(minutes(1.99), told::add);
    assertThat(told).hasSize(1);
    monitor.damper.fell(minutes(1.995));
    monitor.lessons.punished(minutes(1.995), told::add);
    assertThat(told).hasSize(2);
    assertThat(told.getLast().punished()).isTrue();
    assertThat(told.getLast().experience())
        .isEqualTo(new Experience(70, 20.5, 0, new Penalty(500, false)));
    monitor.lessons.consider(minutes(60), told::add);
    assertThat(told).as("nothing has changed").hasSize(2);
  }

  private static Quotas quotas() {
    Uplink uplink =
        new Uplink(Monitors.id(0), "wan", 1, List.of(), 1, false, 0, 0, 1000, List.of());
    return new Quotas(List.of(uplink), ZoneOffset.UTC);
  }

  private static RecalledConsumption before(long bytes, Instant last) {
    return new RecalledConsumption(Moment.ZERO, Monitors.id(0), bytes, last);
  }

  private static Used use(long bytes) {
    return new Used(Moment.ZERO, Monitors.id(0), bytes);
  }

  @Test
  void aSumGoesOnInItsMonthAndInNoOther() {
    for (String last : List.of("2026-11-01T00:00:00Z", "2026-11-23T02:59:00Z")) {
      Quotas quotas = quotas();
      var _ = quotas.take(new Dated(Moment.ZERO, NOVEMBER));
      assertThat(quotas.take(before(900, Instant.parse(last)))).isFalse();
      assertThat(quotas.take(before(900, Instant.parse(last)))).as("twice").isFalse();
      assertThat(quotas.used(Monitors.id(0))).as(last).isEqualTo(900);
      assertThat(quotas.take(use(100))).isTrue();
      assertThat(quotas.told(use(0))).isEqualTo(new Consumed(Moment.ZERO, Monitors.id(0), 1000));
      assertThat(quotas.expire(quotas.due())).as("the next month").isTrue();
      assertThat(quotas.used(Monitors.id(0))).isZero();
    }
    Quotas quotas = quotas();
    var _ = quotas.take(new Dated(Moment.ZERO, NOVEMBER));
    assertThat(quotas.take(before(2000, Instant.parse("2026-10-31T23:59:59Z")))).isFalse();
    assertThat(quotas.used(Monitors.id(0))).isZero();
  }

  @Test
  void aClockThatIsSetAfterTheStartSaysWhetherASumIsOfThisMonth() {
    Quotas quotas = quotas();
    var _ = quotas.take(new Dated(Moment.ZERO, Instant.EPOCH));
    assertThat(quotas.take(before(2000, NOVEMBER))).as("a clock without a battery").isTrue();
    assertThat(quotas.take(new Dated(minutes(1), NOVEMBER.plusSeconds(60)))).isFalse();
    assertThat(quotas.used(Monitors.id(0))).isEqualTo(2000);
    assertThat(quotas.take(new Dated(minutes(2), NOVEMBER.plus(Duration.ofDays(30))))).isTrue();
    assertThat(quotas.used(Monitors.id(0))).as("it is December").isZero();
    assertThat(quotas.take(new Dated(minutes(3), NOVEMBER.plusSeconds(180)))).isTrue();
    assertThat(quotas.used(Monitors.id(0))).as("it was not").isEqualTo(2000);
  }
}
