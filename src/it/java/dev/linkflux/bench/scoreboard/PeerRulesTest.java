package dev.linkflux.bench.scoreboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The peers do what was calculated for their rules from elsewhere; so they are fairly done. */
class PeerRulesTest {
  private static final int RUNS = 400;
  private static final long WARM_UP = 200 * Rule.SECOND;
  private static final Peer ONE_TARGET = new Peer("mwan3, 1", _ -> new Mwan3(1, 1, 4, 10, 5, 5));

  @ParameterizedTest
  @CsvSource({
    "'mwan3, 1',             60,   65,   70,   0.3",
    "'mwan3, shipped',       120,  125,  130,  0.3",
    "'mwan3, fast',          5,    5.5,  6,    0.15",
    "'dpinger, pfSense',     14.1, 14.8, 15.5, 0.15",
    "VyOS,                   5,    7.5,  10,   0.2",
    "omr-tracker,            18,   20,   22,   1.1",
    "LSM,                    7,    7.5,  8,    0.1",
    "'BFD 3 × 300 ms',       0.6,  0.8,  0.9,  0.05"
  })
  void aBlackoutIsFoundAsSoonAsCalculated(
      String name, double least, double mean, double most, double tolerance) {
    double[] seconds = delays(peer(name), Weather.BLACKOUT, 600);

    // Now and then trouble begins within a round, which shortens it: one in a hundred is left out.
    assertThat(seconds[RUNS / 100]).isCloseTo(least, within(tolerance));
    assertThat(mean(seconds)).isCloseTo(mean, within(tolerance));
    assertThat(seconds[RUNS - 1 - RUNS / 100]).isCloseTo(most, within(tolerance));
  }

  @ParameterizedTest
  @CsvSource({"'dpinger, pfSense', 45, 4", "VyOS, 17, 4", "LSM, 50, 5"})
  void thirtyPercentLossIsFoundAsSoonAsCalculated(String name, double mean, double tolerance) {
    assertThat(mean(delays(peer(name), Weather.LOSS_30, 3600))).isCloseTo(mean, within(tolerance));
  }

  @ParameterizedTest
  @CsvSource({"'mwan3, shipped'", "omr-tracker"})
  void thirtyPercentLossIsNeverFoundByThoseThatAskAgain(String name) {
    assertThat(departures(peer(name), Weather.LOSS_30, 24)).isZero();
  }

  @Test
  void onePercentLossIsABlackoutEvery500SecondsToVyos() {
    assertThat(departures(peer("VyOS"), Weather.LOSS_1, 1000)).isBetween(6_500, 7_900);
  }

  @Test
  void onePercentLossIsABlackoutEvery84HoursToBfd() {
    assertThat(departures(peer("BFD 3 × 300 ms"), Weather.LOSS_1, 84 * 100)).isBetween(70, 130);
  }

  @Test
  void theQualityCheckOfOmrTrackerTripsOverOneLostPingOfTwo() {
    // A cycle takes about 4 s, and one of two pings is lost in 2 p (1 - p) of them.
    double perHour = 3600 / 4.04 * 2 * 0.01 * 0.99;

    int switches = departures(peer("omr-tracker, quality"), Weather.LOSS_1, 500);

    // Each costs 20 s until the next cycle.
    assertThat((double) switches / 500).isCloseTo(perHour / (1 + perHour * 20 / 3600), within(1.0));
  }

  @ParameterizedTest
  @CsvSource({
    "'mwan3, shipped',   40,  66",
    "'dpinger, pfSense', 56,  60",
    "omr-tracker,        0,   24",
    "VyOS,               0,   10.1",
    "LSM,                95, 102",
    "'BFD 3 × 300 ms',   0.7, 2.1"
  })
  void anUplinkIsTakenBackAsSoonAsCalculated(String name, double least, double most) {
    for (int run = 0; run < 50; run++) {
      SplittableRandom random = new SplittableRandom(run);
      long back = WARM_UP + 300 * Rule.SECOND + random.nextLong(60 * Rule.SECOND);
      Way clear = Weather.CLEAR.way(run);
      Way way = Ways.since(back, Ways.since(WARM_UP, clear, Ways.FROZEN), clear);
      List<Long> moments = new ArrayList<>();

      ride(peer(name), way, run, back + 600 * Rule.SECOND, moments);

      assertThat(moments).hasSize(2);
      assertThat((moments.getLast() - back) / 1e9).isBetween(least, most);
    }
  }

  /** Adds the moments at which the rule changes its mind. */
  private static void ride(Peer peer, Way way, long seed, long until, List<Long> moments) {
    Rule rule = peer.rule().apply(new SplittableRandom(seed));
    boolean[] up = {true};
    Line line =
        new Line(
            way,
            new Witness() {
              @Override
              public void carries(boolean now, long at) {
                if (now != up[0]) {
                  up[0] = now;
                  moments.add(at);
                }
              }

              @Override
              public void asked(long at, int size) {}
            });
    for (long now = 0; now < until; ) {
      now = rule.round(line, now);
    }
  }

  private static Peer peer(String name) {
    return Peer.ALL.stream().filter(it -> it.name().equals(name)).findFirst().orElse(ONE_TARGET);
  }

  private static double mean(double[] seconds) {
    return Arrays.stream(seconds).average().orElseThrow();
  }

  /** Seconds from onset to departure, sorted. */
  private static double[] delays(Peer peer, Weather weather, int patience) {
    DoubleStream.Builder seconds = DoubleStream.builder();
    for (int run = 0; run < RUNS; run++) {
      long onset = WARM_UP + new SplittableRandom(~run).nextLong(60 * Rule.SECOND);
      Course course = Course.untilLeft(onset);
      long until = onset + patience * Rule.SECOND;
      peer.run(weather.since(onset, run), Ways.FROZEN, run, until, course);
      assertThat(course.isOver()).as("run %d", run).isTrue();
      seconds.add(course.delay() / 1e9);
    }
    return seconds.build().sorted().toArray();
  }

  private static int departures(Peer peer, Weather weather, int hours) {
    Course course = new Course(WARM_UP);
    peer.run(weather.way(1), Ways.FROZEN, 1, WARM_UP + hours * Trials.HOUR, course);
    return course.departures().values().stream().mapToInt(Integer::intValue).sum();
  }
}
