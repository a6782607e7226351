package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A round of replies shows a breach of 300 ms, and a round its end below 200 ms. */
class ExcessTest {
  private static final long MS = 1_000_000;

  private final Excess rtt = rtt(3);
  private long at;

  private static Excess rtt(int targets) {
    return new Excess(new Demand(Metric.RTT, 300 * MS, 200 * MS), targets);
  }

  private void judge(Excess excess, long figure, long replies) {
    excess.judge(new Moment(at++), figure, replies);
  }

  /** Breached by 900 ms, at the moment 0, with 13 replies. */
  private Excess breached() {
    judge(rtt, 900 * MS, 10);
    judge(rtt, 900 * MS, 13);
    assertThat(rtt.isBreached()).isTrue();
    return rtt;
  }

  @ParameterizedTest
  @CsvSource({"-1, false", "0, true", "1, true"})
  void isABreachFromTheLimitOn(long more, boolean breached) {
    judge(rtt, 300 * MS + more, 10);
    judge(rtt, 300 * MS + more, 13);
    assertThat(rtt.isBreached()).isEqualTo(breached);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, false",
    "1, 1, false",
    "1, 2, true",
    "2, 2, true",
    "3, 2, false",
    "3, 3, true",
    "9, 8, false",
    "9, 9, true"
  })
  void isShownByARoundOfReplies(int targets, int replies, boolean breached) {
    Excess excess = rtt(targets);
    judge(excess, 900 * MS, 100);
    judge(excess, 900 * MS, 100 + replies);
    assertThat(excess.isBreached()).isEqualTo(breached);
  }

  @Test
  void oneFigureBelowTheLimitBeginsItAnew() {
    judge(rtt, 900 * MS, 10);
    judge(rtt, 299 * MS, 12);
    judge(rtt, 900 * MS, 14);
    judge(rtt, 900 * MS, 16);
    assertThat(rtt.isBreached()).isFalse();
    judge(rtt, 900 * MS, 17);
    assertThat(rtt.isBreached()).isTrue();
    assertThat(rtt.since()).isEqualTo(new Moment(2));
  }

  @Test
  void withoutAFigureTheLastOneStands() {
    breached();
    judge(rtt, -1, 100);
    assertThat(rtt.isBreached()).isTrue();
    assertThat(rtt.value()).isEqualTo(900 * MS);
  }

  @Test
  void moreLossesWithoutRepliesShowNothing() {
    for (int i = 0; i < 100; i++) {
      judge(rtt, 900 * MS, 10);
    }
    assertThat(rtt.isBreached()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"-1, false", "0, true", "1, true"})
  void isOverBelowTheOtherLimit(long more, boolean breached) {
    breached();
    judge(rtt, 200 * MS + more, 20);
    judge(rtt, 200 * MS + more, 23);
    assertThat(rtt.isBreached()).isEqualTo(breached);
  }

  @ParameterizedTest
  @CsvSource({"2, true", "3, false", "4, false"})
  void isOverAfterARoundOfReplies(int replies, boolean breached) {
    breached();
    judge(rtt, 20 * MS, 20);
    judge(rtt, 20 * MS, 20 + replies);
    assertThat(rtt.isBreached()).isEqualTo(breached);
  }

  @Test
  void betweenTheLimitsNothingChanges() {
    for (int i = 0; i < 10; i++) {
      judge(rtt, 250 * MS, 10L * i);
    }
    assertThat(rtt.isBreached()).isFalse();
    at = 0;
    breached();
    judge(rtt, 20 * MS, 20);
    judge(rtt, 250 * MS, 30);
    judge(rtt, 20 * MS, 40);
    judge(rtt, 250 * MS, 50);
    assertThat(rtt.isBreached()).isTrue();
    assertThat(rtt.since()).isEqualTo(new Moment(0));
  }

  /** Twenty-six replies of each target. */
  @ParameterizedTest
  @CsvSource({"JITTER, 51, false", "JITTER, 52, true", "PDV, 51, false", "PDV, 52, true"})
  void aFigureThatRemembersManyIsShownByMany(Metric metric, int replies, boolean breached) {
    Excess excess = new Excess(new Demand(metric, 80 * MS, 50 * MS), 2);
    judge(excess, 80 * MS, 5);
    judge(excess, 80 * MS, 5 + replies);
    assertThat(excess.isBreached()).isEqualTo(breached);
  }

  @ParameterizedTest
  @CsvSource({"RTT, 1", "RISE, 1", "JITTER, 5", "PDV, 5"})
  void andMustLastLonger(Metric metric, int patience) {
    assertThat(new Excess(new Demand(metric, 80 * MS, 50 * MS), 2).patience()).isEqualTo(patience);
  }
}
