package dev.linkflux.bench.scoreboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The weather is what its name says. */
class WeatherTest {
  private static final long STEP = 10 * Rule.MILLI;

  private static List<Long> rtts(Way way, int probes) {
    List<Long> rtts = new ArrayList<>();
    for (int i = 0; i < probes; i++) {
      rtts.add(way.rtt(i % Way.TARGETS, i * STEP));
    }
    return rtts;
  }

  private static double loss(List<Long> rtts) {
    return (double) rtts.stream().filter(it -> it == Way.LOST).count() / rtts.size();
  }

  @ParameterizedTest
  @CsvSource({
    "CLEAR, 0, 0", "BLACKOUT, 1, 0", "LOSS_50, 0.5, 0.01", "LOSS_30, 0.3, 0.01",
    "LOSS_20, 0.2, 0.01", "LOSS_10, 0.1, 0.01", "SLOW, 0, 0", "JITTER, 0, 0",
    "LOSS_01, 0.001, 0.0002", "LOSS_1, 0.01, 0.001", "LOSS_3, 0.03, 0.001"
  })
  void losesAsMuchAsItSays(Weather weather, double loss, double tolerance) {
    assertThat(loss(rtts(weather.way(7), 200_000))).isCloseTo(loss, within(tolerance));
  }

  @ParameterizedTest
  @CsvSource({"CLEAR, 40, 44", "LOSS_30, 40, 44", "SLOW, 900, 904", "JITTER, 40, 340"})
  void roundTripsLieInTheRange(Weather weather, double least, double most) {
    List<Long> back =
        rtts(weather.way(7), 10_000).stream().filter(it -> it != Way.LOST).sorted().toList();

    assertThat(back.getFirst() / 1e6).isCloseTo(least, within(1.0)).isGreaterThanOrEqualTo(least);
    assertThat(back.getLast() / 1e6).isCloseTo(most, within(1.0)).isLessThanOrEqualTo(most);
  }

  @Test
  void burstsLoseOnePercentInSpellsOf300Milliseconds() {
    List<Long> rtts = rtts(Weather.BURSTS.way(3), 8_000_000);
    int spells = 0;
    long lastLoss = Long.MIN_VALUE / 2;
    for (int i = 0; i < rtts.size(); i++) {
      if (rtts.get(i) == Way.LOST) {
        spells += i - lastLoss > 100 ? 1 : 0;
        lastLoss = i;
      }
    }

    assertThat(loss(rtts)).isCloseTo(0.01, within(0.0008));
    // Every 24 s one begins; of these 4 % lose nothing, and 4 % follow another within a second.
    assertThat(80_000 / 24.0 / spells).isCloseTo(1.08, within(0.06));
  }

  @Test
  void burstsAreTheSameHoweverOftenOneAsks() {
    Way often = new BurstyWay((_, _) -> 1, 0.01, 300e6, 1, new SplittableRandom(5));
    Way rarely = new BurstyWay((_, _) -> 1, 0.01, 300e6, 1, new SplittableRandom(5));
    for (long at = 0; at < Trials.HOUR; at += STEP) {
      long rtt = often.rtt(0, at);
      if (at % (100 * STEP) == 0) {
        assertThat(rarely.rtt(0, at)).as("at %d", at).isEqualTo(rtt);
      }
    }
  }

  @Test
  void troubleBeginsAtItsOnset() {
    Way way = Weather.BLACKOUT.since(1000, 1);

    assertThat(way.rtt(0, 999)).isNotEqualTo(Way.LOST);
    assertThat(way.rtt(0, 1000)).isEqualTo(Way.LOST);
  }

  @Test
  void flappingBeginsFrozenAndTurnsAtEachHalf() {
    Way way = Ways.flapping(100, 10, (_, _) -> 1);

    assertThat(List.of(100L, 109L, 110L, 119L, 120L))
        .extracting(at -> way.rtt(0, at))
        .containsExactly(Way.LOST, Way.LOST, 1L, 1L, Way.LOST);
  }

  @Test
  void aDeadTargetIsSilentAndTheOthersAreNot() {
    Way way = Ways.without(1, (_, _) -> 1);

    assertThat(List.of(0, 1, 2))
        .extracting(target -> way.rtt(target, 0))
        .containsExactly(1L, Way.LOST, 1L);
  }

  @Test
  void aRecordedProbeIsThatNearestInTimeToTheSameTarget() {
    var probe = new RecordedWay.Probe(1000, 7);
    Way way =
        new RecordedWay(
            List.of(
                List.of(probe, new RecordedWay.Probe(2000, Way.LOST)),
                List.of(new RecordedWay.Probe(0, 9))));

    assertThat(way.rtt(0, 0)).isEqualTo(7);
    assertThat(way.rtt(0, 1499)).isEqualTo(7);
    assertThat(way.rtt(0, 1501)).isEqualTo(Way.LOST);
    assertThat(way.rtt(1, 1501)).isEqualTo(9);
    assertThat(way.rtt(2, 9000)).as("the third is the first again").isEqualTo(Way.LOST);
  }
}
