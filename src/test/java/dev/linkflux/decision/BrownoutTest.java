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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which breach is the worst, since when it is one, and how long it must last. */
class BrownoutTest {
  private static final long SECOND = 1_000_000_000;
  private static final long MS = 1_000_000;
  private static final Duration CONFIRM = Duration.ofSeconds(2);
  private static final Demand RTT = new Demand(Metric.RTT, 300 * MS, 200 * MS);
  private static final Demand LOSS = new Demand(Metric.LOSS, 0.10, 0.03);
  private static final Demand JITTER = new Demand(Metric.JITTER, 80 * MS, 50 * MS);
  private static final Demand PDV = new Demand(Metric.PDV, 80 * MS, 50 * MS);
  private static final Demand RISE = new Demand(Metric.RISE, 80 * MS, 50 * MS);

  private final Detector blame =
      new Detector(2, new Threshold(2, Duration.ofSeconds(1), Duration.ofDays(30)));

  private Brownout brownout(Demand... demands) {
    return new Brownout(List.of(demands), CONFIRM, 2, blame);
  }

  private static Quality quality(long at, long recent, long jitter, long rise, long pdv) {
    Quality.OfTarget target =
        new Quality.OfTarget(new TargetId("t", 0), LossRatio.NONE, 0, rise, pdv, 0, null);
    return new Quality(
        new Moment(at),
        new UplinkId("u0", 0),
        LossRatio.NONE,
        Quality.Rtt.NONE,
        recent,
        MS,
        jitter,
        List.of(target));
  }

  private static Quality rtt(long at, long millis) {
    return quality(at, millis < 0 ? -1 : millis * MS, -1, -1, -1);
  }

  /** Judges a quality with so many replies more than before. */
  private static void judge(Brownout brownout, int replies, Quality quality) {
    for (int i = 0; i < replies; i++) {
      brownout.loss().count(0, quality.at(), false);
    }
    brownout.judge(quality);
  }

  /** The same quality again, after as many replies as show whatever it breaches. */
  private static Brownout.Breach shown(Brownout brownout, Quality quality) {
    judge(brownout, 0, quality);
    judge(brownout, 52, quality);
    return Objects.requireNonNull(brownout.worst());
  }

  @Test
  void whatIsNotShownYetIsNoBreach() {
    Brownout brownout = brownout(RTT);
    judge(brownout, 1, rtt(0, 900));
    judge(brownout, 1, rtt(SECOND, 900));
    assertThat(brownout.worst()).isNull();
    judge(brownout, 1, rtt(2 * SECOND, 900));
    assertThat(brownout.worst()).isNotNull();
  }

  @Test
  void eachMetricIsHeldAgainstItsOwnFigure() {
    for (Demand demand : List.of(RTT, JITTER, PDV, RISE)) {
      Brownout brownout = brownout(demand);
      long fine = 10 * MS;
      long bad = 400 * MS;
      Metric metric = demand.metric();
      Quality others =
          quality(
              0,
              metric == Metric.RTT ? fine : bad,
              metric == Metric.JITTER ? fine : bad,
              metric == Metric.RISE ? fine : bad,
              metric == Metric.PDV ? fine : bad);
      judge(brownout, 0, others);
      judge(brownout, 100, others);
      assertThat(brownout.worst()).as(metric.name()).isNull();
      Quality own =
          quality(
              0,
              metric == Metric.RTT ? bad : fine,
              metric == Metric.JITTER ? bad : fine,
              metric == Metric.RISE ? bad : fine,
              metric == Metric.PDV ? bad : fine);
      assertThat(shown(brownout, own).demand()).isEqualTo(demand);
    }
  }

  @Test
  void aBreachSaysItsFigureItsLimitAndSinceWhen() {
    Brownout brownout = brownout(RTT);
    judge(brownout, 1, rtt(SECOND, 100));
    judge(brownout, 1, rtt(3 * SECOND, 400));
    judge(brownout, 2, rtt(4 * SECOND, 500));
    Brownout.Breach breach = Objects.requireNonNull(brownout.worst());
    assertThat(breach.value()).isEqualTo(500 * MS);
    assertThat(breach.limit()).isEqualTo(300 * MS);
    assertThat(breach.since()).isEqualTo(new Moment(3 * SECOND));
  }

  /** By hand: (1/v - 1/10) / (1 - 1/10), v in limits. */
  @ParameterizedTest
  @CsvSource({
    "250, 2000", // between the limits: as long as at the limit
    "300, 2000",
    "301, 1992",
    "600, 888",
    "900, 518",
    "2999, 0.074",
    "3000, 0",
    "3001, 0"
  })
  void theConfirmTimeShrinksAsTheBreachGrows(long rtt, double confirm) {
    Brownout brownout = brownout(RTT);
    shown(brownout, rtt(0, 300));
    judge(brownout, 1, rtt(0, rtt));
    double millis = Objects.requireNonNull(brownout.worst()).confirm().toNanos() / 1e6;
    assertThat(millis).isCloseTo(confirm, within(1.0));
  }

  @ParameterizedTest
  @CsvSource({"0, 2000", "1, 1999", "1999, 1", "2000, 0", "2001, 0"})
  void whatItHasLastedNeedNotLastAgain(long lasted, long left) {
    Brownout brownout = brownout(RTT);
    shown(brownout, rtt(SECOND, 300));
    judge(brownout, 1, rtt(SECOND + lasted * MS, 300));
    assertThat(Objects.requireNonNull(brownout.worst()).confirm().toMillis()).isEqualTo(left);
  }

  @Test
  void aFigureThatIsSlowToForgetMustLastFiveTimesAsLong() {
    for (Demand demand : List.of(JITTER, PDV)) {
      assertThat(shown(brownout(demand), quality(0, 0, 80 * MS, 0, 80 * MS)).confirm())
          .isEqualTo(CONFIRM.multipliedBy(5));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LOSS, 0.10, 1", "LOSS, 0.55, 0.09090909", "LOSS, 1, 0",
    "RTT, 0.10, 1", "RTT, 0.55, 0.09090909", "RTT, 1, 0",
    "LOSS, 0.05, 1", "RTT, 2, 0"
  })
  void slightnessIsTheSameForAllMetrics(Metric metric, double value, double slightness) {
    Demand demand = new Demand(metric, 0.10, 0.03);
    assertThat(new Brownout.Breach(demand, value, Moment.ZERO, CONFIRM).slightness())
        .isCloseTo(slightness, within(1e-6));
  }

  @Test
  void allLostIsTotalWhateverTheLimit() {
    Demand lax = new Demand(Metric.LOSS, 1, 0.5);
    assertThat(new Brownout.Breach(lax, 1, Moment.ZERO, CONFIRM).slightness()).isZero();
    assertThat(new Brownout.Breach(lax, 0.9, Moment.ZERO, CONFIRM).slightness()).isEqualTo(1);
  }

  @Test
  void theWorstBreachIsTheOneFarthestBeyondItsLimit() {
    Brownout brownout = brownout(RTT, JITTER);
    assertThat(shown(brownout, quality(0, 600 * MS, 100 * MS, -1, -1)).demand()).isEqualTo(RTT);
    assertThat(shown(brownout, quality(0, 600 * MS, 200 * MS, -1, -1)).demand()).isEqualTo(JITTER);
    assertThat(shown(brownout, quality(0, 600 * MS, 160 * MS, -1, -1)).demand()).isEqualTo(RTT);
  }

  @Test
  void aRestartLiftsTheBreachOfLossAndNoOther() {
    Brownout brownout = brownout(LOSS, RTT);
    shown(brownout, rtt(0, 400));
    for (int i = 0; i < 40; i++) {
      brownout.loss().count(i % 2, new Moment(i * SECOND), true);
    }
    brownout.judge(rtt(40 * SECOND, 400));
    assertThat(Objects.requireNonNull(brownout.worst()).demand()).isEqualTo(LOSS);
    brownout.loss().restart(new Moment(40 * SECOND));
    assertThat(Objects.requireNonNull(brownout.worst()).demand()).isEqualTo(RTT);
  }

  @Test
  void whereNoLossIsDemandedNoneIsABreach() {
    Brownout brownout = brownout(RTT);
    for (int i = 0; i < 100; i++) {
      brownout.loss().count(i % 2, new Moment(i * SECOND), true);
    }
    brownout.judge(rtt(100 * SECOND, 20));
    assertThat(brownout.worst()).isNull();
  }
}
