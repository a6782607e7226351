package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.linkflux.quality.Quality;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.LossRatio;
import dev.linkflux.uplink.Metric;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Breached at the fail limit, met again below the recover limit, and nothing proven by few. */
class BrownoutTest {
  private static final long SECOND = 1_000_000_000;
  private static final long MS = 1_000_000;
  private static final Duration CONFIRM = Duration.ofSeconds(2);
  private static final Duration WINDOW = Duration.ofSeconds(30);

  private final Detector blame =
      new Detector(2, new Threshold(2, Duration.ofSeconds(1), Duration.ofDays(30)));

  private Brownout brownout(Demand... demands) {
    return new Brownout(List.of(demands), CONFIRM, WINDOW, 2, blame);
  }

  private static Quality quality(long at, long recent, long jitter, long pdv, LossRatio... losses) {
    List<Quality.OfTarget> targets =
        IntStream.range(0, losses.length)
            .mapToObj(i -> new Quality.OfTarget(new TargetId("t" + i, i), losses[i], 0, 0))
            .toList();
    return new Quality(
        new Moment(at),
        new UplinkId("u0", 0),
        LossRatio.NONE,
        pdv < 0 ? Quality.Rtt.NONE : new Quality.Rtt(MS, MS, MS, MS + pdv, MS + pdv, MS + pdv),
        recent,
        MS,
        jitter,
        targets);
  }

  private static Quality rtt(long millis) {
    return quality(100 * SECOND, millis < 0 ? -1 : millis * MS, -1, -1);
  }

  private static Quality loss(int lost, int sent) {
    return quality(100 * SECOND, -1, -1, -1, new LossRatio(lost, sent));
  }

  private static final Demand RTT = new Demand(Metric.RTT, 300 * MS, 200 * MS);
  private static final Demand LOSS = new Demand(Metric.LOSS, 0.10, 0.03);

  @Test
  void aRoundTripIsBreachedFromTheFailLimitOnUntilItIsBelowTheRecoverLimit() {
    Brownout brownout = brownout(RTT);
    brownout.judge(quality(0, 300 * MS - 1, -1, -1));
    assertThat(brownout.worst()).isNull();
    brownout.judge(quality(0, 300 * MS, -1, -1));
    assertThat(brownout.worst()).isNotNull();
    brownout.judge(quality(0, 200 * MS, -1, -1));
    assertThat(brownout.worst()).isNotNull();
    brownout.judge(quality(0, 200 * MS - 1, -1, -1));
    assertThat(brownout.worst()).isNull();
    brownout.judge(quality(0, 200 * MS, -1, -1));
    assertThat(brownout.worst()).isNull();
  }

  @Test
  void withoutAFigureTheLastOneStands() {
    Brownout brownout = brownout(RTT);
    brownout.judge(rtt(900));
    brownout.judge(rtt(-1));
    assertThat(Objects.requireNonNull(brownout.worst()).value()).isEqualTo(900 * MS);
  }

  @Test
  void eachMetricIsHeldAgainstItsOwnFigure() {
    Brownout jitter = brownout(new Demand(Metric.JITTER, 80 * MS, 50 * MS));
    Brownout pdv = brownout(new Demand(Metric.PDV, 80 * MS, 50 * MS));
    for (Brownout one : List.of(jitter, pdv)) {
      one.judge(quality(0, 900 * MS, 79 * MS, 79 * MS));
      assertThat(one.worst()).isNull();
    }
    jitter.judge(quality(0, 0, 80 * MS, 0));
    pdv.judge(quality(0, 0, 0, 80 * MS));
    assertThat(jitter.worst()).isNotNull();
    assertThat(pdv.worst()).isNotNull();
  }

  /** Wilson's lower end at 3 standard deviations, by hand: it must be above the recover limit. */
  @ParameterizedTest
  @CsvSource({
    "1, 5, false", // 20 %, at least 1.9 %
    "2, 10, true", // 20 %, at least 3.2 %
    "4, 40, false", // 10 %, at least 2.7 %
    "5, 50, false", // 10 %, at least 2.9 %
    "6, 60, true", // 10 %, at least 3.2 %
    "9, 91, false", // just below the fail limit
    "1000, 10000, true",
    "0, 100, false"
  })
  void aLossRatioOfFewProbesProvesNothing(int lost, int sent, boolean breached) {
    Brownout brownout = brownout(LOSS);
    brownout.judge(loss(lost, sent));
    assertThat(brownout.worst() != null)
        .as("%s .. of %d/%d", new LossRatio(lost, sent).wilsonLow(3), lost, sent)
        .isEqualTo(breached);
  }

  @Test
  void theLossOfATargetThatIsToBlameDoesNotCount() {
    Brownout brownout = brownout(LOSS);
    Quality quality =
        quality(100 * SECOND, -1, -1, -1, new LossRatio(30, 30), new LossRatio(0, 30));
    blame.target(0).bad = true;
    brownout.judge(quality);
    assertThat(brownout.worst()).isNull();
    blame.target(0).bad = false;
    brownout.judge(quality);
    assertThat(Objects.requireNonNull(brownout.worst()).value()).isEqualTo(0.5);
  }

  @Test
  void afterARestartOnlyWhatWasSentSinceCounts() {
    Brownout brownout = brownout(LOSS);
    for (int i = 0; i < 50; i++) {
      brownout.loss().count(0, new Moment(90 * SECOND), true);
    }
    brownout.loss().restart(new Moment(95 * SECOND));
    brownout.loss().count(0, new Moment(95 * SECOND - 1), true);
    for (int i = 0; i < 8; i++) {
      brownout.loss().count(0, new Moment(95 * SECOND), false);
    }
    brownout.judge(loss(50, 60));
    assertThat(brownout.worst()).isNull();
    brownout.loss().count(1, new Moment(96 * SECOND), true);
    brownout.loss().count(1, new Moment(96 * SECOND), true);
    brownout.judge(loss(50, 60));
    assertThat(Objects.requireNonNull(brownout.worst()).value()).isCloseTo(0.2, within(1e-9));
  }

  @Test
  void fromOneWindowAfterTheRestartOnTheWindowCounts() {
    Brownout brownout = brownout(LOSS);
    brownout.loss().restart(new Moment(70 * SECOND + 1));
    brownout.judge(loss(50, 60));
    assertThat(brownout.worst()).isNull();
    brownout.loss().restart(new Moment(70 * SECOND));
    brownout.judge(loss(50, 60));
    assertThat(brownout.worst()).isNotNull();
  }

  @Test
  void aLateReplyTakesItsLossBack() {
    Brownout brownout = brownout(LOSS);
    brownout.loss().restart(new Moment(90 * SECOND));
    for (int i = 0; i < 10; i++) {
      brownout.loss().count(0, new Moment(91 * SECOND), i < 2);
    }
    brownout.loss().correct(0, new Moment(89 * SECOND)); // of before the restart: was not counted
    brownout.loss().correct(0, new Moment(91 * SECOND));
    brownout.judge(loss(0, 0));
    assertThat(brownout.worst()).isNull();
  }

  /** Wald: 10 to 1 in favour of 3 % against 10 %; an answer is worth ln(0.97/0.90). */
  @Test
  void lossIsMetAgainAfterARunOfThirtyOneAnswers() {
    Brownout brownout = brownout(LOSS);
    brownout.judge(loss(30, 60));
    for (int i = 0; i < 30; i++) {
      brownout.loss().count(0, new Moment(100 * SECOND), false);
    }
    brownout.judge(loss(30, 60));
    assertThat(brownout.worst()).isNotNull();
    brownout.loss().count(0, new Moment(100 * SECOND), false);
    brownout.judge(loss(30, 60));
    assertThat(brownout.worst()).isNull();
  }

  @Test
  void theLossesOfATargetThatIsToBlameDoNotHinderTheRecovery() {
    Brownout brownout = brownout(LOSS);
    brownout.judge(loss(30, 60));
    blame.target(1).bad = true;
    for (int i = 0; i < 31; i++) {
      brownout.loss().count(0, new Moment(100 * SECOND), false);
      brownout.loss().count(1, new Moment(100 * SECOND), true);
    }
    brownout.judge(loss(30, 60));
    assertThat(brownout.worst()).isNull();
  }

  @Test
  void aRestartLiftsTheBreachOfLossAndNoOther() {
    Brownout brownout = brownout(LOSS, RTT);
    brownout.judge(quality(100 * SECOND, 900 * MS, -1, -1, new LossRatio(60, 60)));
    assertThat(Objects.requireNonNull(brownout.worst()).demand()).isEqualTo(LOSS);
    brownout.loss().restart(new Moment(100 * SECOND));
    assertThat(Objects.requireNonNull(brownout.worst()).demand()).isEqualTo(RTT);
  }

  @Test
  void theWorstBreachIsTheOneFarthestBeyondItsLimit() {
    Brownout brownout = brownout(RTT, new Demand(Metric.JITTER, 80 * MS, 50 * MS));
    brownout.judge(quality(0, 600 * MS, 100 * MS, -1));
    assertThat(Objects.requireNonNull(brownout.worst()).demand().metric()).isEqualTo(Metric.RTT);
    brownout.judge(quality(0, 600 * MS, 200 * MS, -1));
    assertThat(Objects.requireNonNull(brownout.worst()).demand().metric()).isEqualTo(Metric.JITTER);
  }

  @ParameterizedTest
  @CsvSource({"300, 2000", "600, 1000", "900, 666", "250, 2000"})
  void theConfirmTimeShrinksAsTheBreachGrows(long rtt, long confirm) {
    Brownout brownout = brownout(RTT);
    brownout.judge(rtt(300));
    brownout.judge(rtt(rtt));
    assertThat(Objects.requireNonNull(brownout.worst()).confirm().toMillis()).isEqualTo(confirm);
  }

  @Test
  void aFigureThatIsSlowToForgetMustLastFiveTimesAsLong() {
    Brownout brownout = brownout(new Demand(Metric.JITTER, 80 * MS, 50 * MS));
    brownout.judge(quality(0, -1, 80 * MS, -1));
    assertThat(Objects.requireNonNull(brownout.worst()).confirm())
        .isEqualTo(Duration.ofSeconds(10));
    brownout.judge(quality(0, -1, 160 * MS, -1));
    assertThat(Objects.requireNonNull(brownout.worst()).confirm()).isEqualTo(Duration.ofSeconds(5));
  }
}
