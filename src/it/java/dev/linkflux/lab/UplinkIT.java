package dev.linkflux.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.lab.Impairment.Burst;
import dev.linkflux.lab.Impairment.Rate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * An uplink of the lab does what it was told: without that no figure taken in it means anything.
 */
@Isolated("it measures what the lab does to packets")
@NeedsLab
class UplinkIT {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /**
   * What a busy machine may add to a median delay, in nanoseconds; the relay itself adds some 0.2
   * ms.
   */
  private static final long NOISE = 10_000_000;

  /** How long a thread may be kept from running, in nanoseconds. */
  private static final long STALL = 100_000_000;

  private Lab lab;

  @BeforeEach
  void open() {
    System.gc(); // garbage of the tests before would hold up the relay, which runs in this process
    lab = Lab.open(LabOptions.standard().withDefaultVia(1));
    lab.router().ip("route add default via 10.2.0.1 metric 2");
    lab.router().ip("route add default via 10.3.0.1 metric 3");
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void everyUplinkTakesItsTimeAndNeverLess() {
    List<Duration> expected = LabOptions.standard().roundTrips();
    for (int number = 1; number <= Lab.UPLINKS; number++) {
      long roundTrip = expected.get(number - 1).toNanos();
      Pinger.Answers answers = ping(number, 1, 50, 5);
      assertThat(answers.lossRatio()).isZero();
      assertThat(answers.answered().getFirst()).isGreaterThanOrEqualTo(roundTrip);
      assertThat(answers.median().toNanos()).isLessThan(roundTrip + NOISE);
    }
  }

  @Test
  void aChangedDelayActsAtOnceAndOnItsOwnUplinkOnly() {
    var _ = lab.uplink(2).roundTrip(Duration.ofMillis(300));
    assertThat(ping(2, 1, 5, 5).median())
        .isBetween(Duration.ofMillis(300), Duration.ofMillis(300).plusNanos(NOISE));
    assertThat(ping(1, 1, 5, 5).median()).isLessThan(Duration.ofMillis(8).plusNanos(NOISE));
    var _ = lab.uplink(2).heal();
    assertThat(ping(2, 1, 5, 5).median())
        .isBetween(Duration.ofMillis(45), Duration.ofMillis(45).plusNanos(NOISE));
  }

  @Test
  void jitterVariesTheDelayAndKeepsTheOrder() {
    var _ = lab.uplink(1).roundTrip(Duration.ofMillis(100));
    var _ = lab.uplink(1).jitter(Duration.ofMillis(60));
    List<Long> sorted = ping(1, 1, 100, 40).answered();
    assertThat(sorted).hasSize(100);
    assertThat(sorted.getFirst()).isBetween(40_000_000L, 80_000_000L);
    assertThat(sorted.getLast()).isGreaterThan(120_000_000L);
    assertThat(sorted.get(90)).isLessThan(160_000_000L);
    try (ClientFlow flow = ClientFlow.start(lab, 1_000, 100)) {
      assertThat(flow.awaitReceived(500, PATIENCE)).isTrue();
      assertThat(flow.stop(PATIENCE).reordered()).isZero();
    }
  }

  @Test
  void randomLossIsWithinFiveStandardDeviations() {
    var _ = lab.uplink(1).loss(0.3);
    int count = 1_000;
    double deviation = Math.sqrt(0.3 * 0.7 / count);
    assertThat(ping(1, 1, count, 1).lossRatio())
        .isBetween(0.3 - 5 * deviation, 0.3 + 5 * deviation);
  }

  @Test
  void lossComesInBursts() {
    var _ = lab.uplink(1).burst(new Burst(0.02, 0.2, 1));
    List<Long> roundTrips = ping(1, 1, 3_000, 1).roundTrips();
    long lost = roundTrips.stream().filter(nanos -> nanos < 0).count();
    long bursts = 0;
    for (int at = 1; at < roundTrips.size(); at++) {
      if (roundTrips.get(at) < 0 && roundTrips.get(at - 1) >= 0) {
        bursts++;
      }
    }
    // On average 0.02 / (0.02 + 0.2) of the packets, five at a time.
    assertThat(lost / 3_000.0).isBetween(0.05, 0.14);
    assertThat(lost / (double) bursts).isBetween(3.5, 7.0);
  }

  @Test
  void aFrozenUplinkLetsNothingThroughAndKeepsItsCarrierAndAThawedOneGoesOn() {
    try (ClientFlow flow = ClientFlow.start(lab, 500, 100)) {
      assertThat(flow.awaitReceived(100, PATIENCE)).isTrue();
      long frozenAt = lab.uplink(1).freeze();
      assertThat(ping(1, 1, 20, 10).answered()).isEmpty();
      assertThat(carrier(1)).isTrue();
      assertThat(ping(2, 1, 3, 10).lossRatio()).isZero();
      long thawedAt = lab.uplink(1).thaw();
      assertThat(flow.awaitReceived(flow.received() + 100, PATIENCE)).isTrue();
      Flow felt = flow.stop(PATIENCE);
      assertThat(felt.longestGap().from()).isLessThan(frozenAt + STALL);
      assertThat(felt.longestGap().to()).isBetween(thawedAt + 4_000_000, thawedAt + STALL);
      // What was sent just before the thaw may come to the air just after it.
      assertThat(felt.arrivals())
          .noneMatch(a -> a.sentAt() > frozenAt && a.sentAt() < thawedAt - 2_000_000);
    }
  }

  @Test
  void theRouterLosesItsCarrierAndGetsItBackWithAModemThatForwards() {
    try (ClientFlow flow = ClientFlow.start(lab)) {
      assertThat(flow.awaitReceived(5, PATIENCE)).isTrue();
      long offAt = lab.uplink(1).carrierOff();
      // The kernel reports carrier at most once a second.
      assertThat(awaitCarrier(1, false) - offAt).isBetween(0L, 1_500_000_000L);
      assertThat(carrier(2)).isTrue();
      long onAt = lab.uplink(1).carrierOn();
      assertThat(awaitCarrier(1, true) - onAt).isBetween(0L, 1_500_000_000L);
      assertThat(flow.awaitReceived(flow.received() + 5, PATIENCE)).isTrue();
      assertThat(ping(1, 1, 3, 10).lossRatio()).isZero();
      assertThat(lab.modem(1).call(() -> Device.isRunning(Uplink.MODEM_PORT))).isTrue();
    }
  }

  @Test
  void aBottleneckPassesItsRateAndDropsTheRest() {
    var _ = lab.uplink(1).rate(new Rate(100_000, 10_000));
    // 1000 packets of 100 bytes and 28 of headers are 128 kB a second.
    try (ClientFlow flow = ClientFlow.start(lab, 1_000, 100)) {
      assertThat(flow.awaitReceived(1_500, Duration.ofSeconds(10))).isTrue();
      List<Flow.Arrival> arrivals = flow.stop(PATIENCE).arrivals();
      double seconds = (arrivals.getLast().at() - arrivals.getFirst().at()) / 1e9;
      assertThat(arrivals.size() * 128 / seconds).isBetween(90_000.0, 105_000.0);
      assertThat(arrivals.getLast().at() - arrivals.getLast().sentAt())
          .as("the queue holds a tenth of a second")
          .isBetween(80_000_000L, 110_000_000L);
      assertThat(lab.uplink(1).counts(Direction.UP).overflowed()).isPositive();
    }
  }

  @Test
  void fiveThousandPacketsASecondArriveOnTimeWithoutLoss() {
    try (ClientFlow flow = ClientFlow.start(lab, 5_000, 160)) {
      assertThat(flow.awaitReceived(10_000, Duration.ofSeconds(10))).isTrue();
      Flow felt = flow.stop(PATIENCE);
      List<Long> delays = felt.arrivals().stream().map(a -> a.at() - a.sentAt()).sorted().toList();
      assertThat(felt.lost()).isZero();
      assertThat(delays.getFirst()).isGreaterThanOrEqualTo(4_000_000);
      assertThat(delays.get(delays.size() / 2)).isLessThan(4_000_000 + NOISE);
      assertThat(delays.get(delays.size() * 9 / 10)).isLessThan(4_000_000 + 2 * NOISE);
    }
  }

  private Pinger.Answers ping(int uplink, int target, int count, int intervalMillis) {
    return Pinger.ping(
        lab.router(),
        "wan" + uplink,
        Lab.target(target),
        count,
        Duration.ofMillis(intervalMillis),
        Duration.ofMillis(500));
  }

  private boolean carrier(int uplink) {
    return lab.router().call(() -> Device.isRunning("wan" + uplink));
  }

  private long awaitCarrier(int uplink, boolean wanted) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    return lab.router()
        .call(
            () -> {
              while (Device.isRunning("wan" + uplink) != wanted) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                LockSupport.parkNanos(100_000);
              }
              return System.nanoTime();
            });
  }
}
