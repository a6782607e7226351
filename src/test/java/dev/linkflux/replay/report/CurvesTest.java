package dev.linkflux.replay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.Rules;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.probe.Probing;
import dev.linkflux.quality.Windowing;
import dev.linkflux.route.Routing;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stalled;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Which probe is counted where, and that there is room for any length. */
class CurvesTest {
  private static final UplinkId FIBRE = new UplinkId("fibre", 0);
  private static final UplinkId LTE = new UplinkId("lte", 1);
  private static final TargetId ONE = new TargetId("one", 0);
  private static final TargetId TWO = new TargetId("two", 1);

  private final Curves curves =
      new Curves(
          new Settings(
              List.of(),
              List.of(),
              Demand.DEFAULTS,
              Probing.DEFAULT,
              Windowing.DEFAULT,
              Rules.DEFAULT,
              Routing.DEFAULT));

  @Test
  void anAnswerIsCountedWhenItsProbeWasSent() {
    sent(FIBRE, ONE, 0, 1_000);
    sent(FIBRE, ONE, 1, 1_200);
    answered(FIBRE, ONE, 0, 3_500, 2_500);
    answered(FIBRE, ONE, 1, 3_600, 2_400);
    curves.end(at(3_600));

    Curve curve = curves.of("fibre");
    assertThat(curves.origin()).isEqualTo(1_000_000_000);
    assertThat(curves.step()).isEqualTo(100_000_000);
    assertThat(curve.median()[0]).isCloseTo(2_500e6, within(2_500e6 * 0.02));
    assertThat(curve.median()[1]).isNaN();
    assertThat(curve.median()[2]).isCloseTo(2_400e6, within(2_400e6 * 0.02));
    assertThat(curve.whole())
        .extracting(Curve.Whole::sent, Curve.Whole::lost)
        .containsExactly(2L, 0L);
  }

  @Test
  void whatIsNeverAnsweredIsLostButNotWhatStillWaits() {
    sent(FIBRE, ONE, 0, 0);
    answered(FIBRE, ONE, 0, 10, 10);
    sent(FIBRE, ONE, 1, 100);
    sent(FIBRE, ONE, 2, 9_500);
    curves.end(at(10_000));

    assertThat(curves.of("fibre").loss()[1]).isEqualTo(1);
    assertThat(curves.of("fibre").whole().sent()).isEqualTo(2);
  }

  @Test
  void aRefusalIsALossAndWhatCouldNotBeSentIsNothing() {
    sent(FIBRE, ONE, 0, 0);
    answered(FIBRE, ONE, 0, 10, 10);
    sent(FIBRE, ONE, 1, 20);
    sent(FIBRE, ONE, 2, 30);
    take(new Observation.Bounced(at(40), new ProbeId(FIBRE, ONE, 1), 3, 1, null));
    take(new Observation.Withheld(at(40), new ProbeId(FIBRE, ONE, 2), "ENETUNREACH"));
    curves.end(at(5_000));

    assertThat(curves.of("fibre").whole())
        .extracting(Curve.Whole::sent, Curve.Whole::lost)
        .containsExactly(2L, 1L);
  }

  @Test
  void whatWaitedWhileNobodyListenedIsNotLost() {
    sent(FIBRE, ONE, 0, 0);
    answered(FIBRE, ONE, 0, 10, 10);
    sent(FIBRE, ONE, 1, 100);
    sent(FIBRE, ONE, 2, 200);
    take(new Stalled(at(250), at(9_000)));
    answered(FIBRE, ONE, 2, 9_001, 10);
    curves.end(at(20_000));

    assertThat(curves.of("fibre").whole())
        .extracting(Curve.Whole::sent, Curve.Whole::lost)
        .containsExactly(2L, 0L);
  }

  @Test
  void aTargetThatNeverAnswersAnywhereIsLeftOutAndNamed() {
    for (int i = 0; i < 10; i++) {
      sent(FIBRE, ONE, i, i * 100L);
      sent(FIBRE, TWO, i, i * 100L + 1);
      answered(FIBRE, ONE, i, i * 100L + 20, 20);
    }
    curves.end(at(60_000));

    assertThat(curves.of("fibre").whole())
        .extracting(Curve.Whole::sent, Curve.Whole::lost)
        .containsExactly(10L, 0L);
    assertThat(curves.silent()).containsExactly("two");
  }

  @Test
  void aTargetThatAnswersThroughOneUplinkCountsThroughAllFromTheBeginning() {
    for (int i = 0; i < 10; i++) {
      sent(FIBRE, TWO, i, i * 1000L);
      sent(LTE, TWO, i, i * 1000L + 1);
    }
    answered(LTE, TWO, 9, 9_021, 20);
    curves.end(at(60_000));

    assertThat(curves.silent()).isEmpty();
    assertThat(curves.of("fibre").whole().lost()).isEqualTo(10);
    assertThat(curves.of("lte").whole().lost()).isEqualTo(9);
    assertThat(curves.of("lte").whole().sent()).isEqualTo(10);
  }

  @Test
  void stepsDoubleSoThatAnyLengthFitsAndNothingIsLostByThat() {
    int count = 40_000;
    for (int i = 0; i < count; i++) {
      sent(FIBRE, ONE, i, i * 1000L);
      if (i % 4 != 0) {
        answered(FIBRE, ONE, i, i * 1000L + 20, i < count / 2 ? 20 : 80);
      }
    }
    curves.end(at(count * 1000L + 5_000));

    Curve curve = curves.of("fibre");
    assertThat(curves.step()).isEqualTo(51_200_000_000L);
    assertThat(curves.step() * Bins.COUNT).isGreaterThanOrEqualTo(count * 1_000_000_000L);
    assertThat(curve.whole().sent()).isEqualTo(count);
    assertThat(curve.whole().lost()).isEqualTo(count / 4);
    assertThat(curve.median()[10]).isCloseTo(20e6, within(0.4e6));
    assertThat(curve.median()[700]).isCloseTo(80e6, within(1.6e6));
    assertThat(DoubleStream.of(curve.loss()).filter(it -> !Double.isNaN(it)))
        .allSatisfy(it -> assertThat(it).isCloseTo(0.25, within(0.05)));
  }

  @Test
  void numbersThatBeginAnewAreAnotherRun() {
    sent(FIBRE, ONE, 700, 0);
    answered(FIBRE, ONE, 700, 10, 10);
    sent(FIBRE, ONE, 701, 100);
    sent(FIBRE, ONE, 0, 30_000);
    answered(FIBRE, ONE, 0, 30_010, 10);
    curves.end(at(100_000));

    assertThat(curves.of("fibre").whole().sent()).isEqualTo(2);
    assertThat(curves.of("fibre").whole().median()).isCloseTo(10e6, within(0.2e6));
  }

  private void sent(UplinkId uplink, TargetId target, long sequence, long millis) {
    take(new Observation.Sent(at(millis), new ProbeId(uplink, target, sequence)));
  }

  private void answered(UplinkId uplink, TargetId target, long sequence, long millis, long rtt) {
    take(
        new Observation.Returned(
            at(millis), new ProbeId(uplink, target, sequence), rtt * 1_000_000));
  }

  private void take(Event event) {
    curves.accept(List.of(event));
  }

  private static Moment at(long millis) {
    return new Moment(millis * 1_000_000);
  }
}
