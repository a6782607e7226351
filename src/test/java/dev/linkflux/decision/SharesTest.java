package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.quality.Quality;
import dev.linkflux.quality.Quality.Rtt;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.LossRatio;
import dev.linkflux.uplink.UplinkId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharesTest {
  private static final UplinkId A = Monitors.id(0);
  private static final UplinkId B = Monitors.id(1);
  private static final long SECOND = 1_000_000_000;

  private final Shares shares = new Shares(2);
  private final Performance performance = new Performance(2, Demand.DEFAULTS);

  /** Round-trip time in milliseconds, lost of a thousand. */
  private void does(UplinkId uplink, double rtt, int lost) {
    long p50 = rtt < 0 ? -1 : (long) (rtt * 1e6);
    performance.take(
        new Quality(
            Moment.ZERO,
            uplink,
            new LossRatio(lost, 1000),
            new Rtt(p50, p50, p50, p50, p50, p50),
            p50,
            p50,
            0,
            List.of()));
  }

  private boolean reweigh(long seconds) {
    return shares.reweigh(new Moment(seconds * SECOND), List.of(A, B), performance);
  }

  @ParameterizedTest(name = "rtt {0} and {2}, loss {1} and {3}: {4}/8")
  @CsvSource(
      textBlock =
          """
          # a: rtt ms, lost ‰; b: the same; share of b
          20, 0,   20, 0,   8
          5,  0,   19, 0,   8
          20, 0,   22, 0,   8
          20, 0,   22.8, 0, 8
          20, 0,   22.9, 0, 7
          20, 0,   40, 0,   4
          40, 0,   20, 0,   8
          20, 0,   900, 0,  1
          20, 0,   20, 12,  8
          20, 0,   20, 13,  7
          20, 0,   20, 50,  4
          20, 50,  20, 50,  8
          20, 0,   20, 100, 1
          20, 0,   20, 900, 1
          20, 0,   40, 50,  2
          20, 0,   -1, 900, 8
          """)
  void byHowWellItDoesAgainstTheBest(double rttA, int lostA, double rttB, int lostB, int share) {
    does(A, rttA, lostA);
    does(B, rttB, lostB);
    assertThat(reweigh(1)).isEqualTo(shares.of(A) != 8 || share != 8);
    assertThat(shares.of(B)).isEqualTo(share);
  }

  @Test
  void itIsLeftAsItIsUntilItIsOffByAWholeEighth() {
    does(A, 20, 0);
    does(B, 40, 0);
    assertThat(reweigh(0)).isTrue();
    assertThat(shares.of(B)).isEqualTo(4);
    does(B, 33, 0);
    assertThat(reweigh(100)).as("4.8 eighths").isFalse();
    does(B, 32, 0);
    assertThat(reweigh(200)).as("5 eighths").isTrue();
    assertThat(shares.of(B)).isEqualTo(5);
    does(B, 39, 0);
    assertThat(reweigh(300)).as("4.1 eighths").isFalse();
  }

  @Test
  void afterAChangeNothingIsChangedForAMinute() {
    does(A, 20, 0);
    does(B, 40, 0);
    assertThat(reweigh(10)).isTrue();
    does(B, 20, 0);
    assertThat(reweigh(69)).isFalse();
    assertThat(reweigh(70)).isTrue();
    assertThat(shares.of(B)).isEqualTo(8);
  }

  @Test
  void oneAloneIsNotWeighed() {
    does(A, 20, 0);
    does(B, 40, 0);
    assertThat(shares.reweigh(Moment.ZERO, List.of(B), performance)).isFalse();
    assertThat(shares.of(B)).isEqualTo(8);
  }

  @Test
  void oneThatDoesNotCarryAnyMoreBeginsAnew() {
    does(A, 20, 0);
    does(B, 40, 0);
    assertThat(reweigh(10)).isTrue();
    shares.follow(List.of(A, B));
    assertThat(shares.of(B)).isEqualTo(4);
    shares.follow(List.of(A));
    shares.follow(List.of(A, B));
    assertThat(shares.of(B)).isEqualTo(8);
  }
}
