package dev.linkflux.replay.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoalTest {
  private static final double DAY = 86_400;

  @Test
  void theDefaultIsAGoal() {
    Goal goal = Goal.parse(Goal.DEFAULT);

    assertThat(goal.measures())
        .containsExactly(Measure.BAD_SECONDS, Measure.SWITCHES, Measure.OUT_SECONDS);
  }

  @Test
  void objectivesKeepTheirOrder() {
    Goal goal = Goal.parse(" recovery = min,badSeconds=MIN , switches < 3/w,flaps=max");

    assertThat(goal.objectives())
        .containsExactly(
            new Objective(Measure.RECOVERY, false),
            new Objective(Measure.BAD_SECONDS, false),
            new Objective(Measure.FLAPS, true));
    assertThat(goal.constraints().getFirst().strictly()).isTrue();
  }

  @Test
  void goodUplinksAreNotHeldToBeBadMuchMoreThanNowUnlessTheGoalSaysSo() {
    Goal silent = Goal.parse("badSeconds=min");
    Goal spoken = Goal.parse("badSeconds=min, outSeconds<=now+300%");

    assertThat(silent.excess(all(12, DAY), all(10, DAY), DAY)).isZero();
    assertThat(silent.excess(all(13, DAY), all(10, DAY), DAY)).isPositive();
    assertThat(spoken.excess(all(40, DAY), all(10, DAY), DAY)).isZero();
    assertThat(spoken.excess(all(41, DAY), all(10, DAY), DAY)).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // of a part of six hours, of a whole day; now there are 7 of each
        "switches<=now        | 7",
        "switches<=1/d        | 1",
        "switches<=4/d        | 1",
        "switches<=5/d        | 2",
        "switches<=0/d        | 0",
        "switches<=now+10%    | 8",
        "badSeconds<=NOW + 10%| 7.7",
        "flaps<=1/h           | 6",
        "needlessSwitches<=8  | 2",
        "switches<=1/30d      | 1",
        "badSeconds<=10m      | 150",
        "badSeconds<=10m/d    | 150",
        "badSeconds<=600      | 150",
        "detection<=2s        | 2",
        "detection<=500ms     | 0.5",
        "probeBytes<=1GB/month| 8333333.33",
        "probeBytes<=8kB      | 2000",
      })
  void aLimitIsOfAPart(String constraint, double allowed) {
    Goal goal = Goal.parse(constraint + ", badSeconds=min");

    assertThat(goal.constraints().getFirst().allowed(all(7, DAY / 4), all(7, DAY / 4), DAY))
        .isCloseTo(allowed, within(0.01));
  }

  @Test
  void whatIsMetIsNoExcessAndMoreIsWorse() {
    Goal goal = Goal.parse("switches<=2, badSeconds=min");

    assertThat(goal.excess(all(2, DAY), all(9, DAY), DAY)).isZero();
    assertThat(goal.excess(all(3, DAY), all(9, DAY), DAY)).isEqualTo(0.5);
    assertThat(goal.excess(all(4, DAY), all(9, DAY), DAY)).isEqualTo(1);
  }

  @Test
  void theLimitItselfMayBeTooMuch() {
    Goal goal = Goal.parse("switches<2, badSeconds=min");

    assertThat(goal.excess(all(1, DAY), all(9, DAY), DAY)).isZero();
    assertThat(goal.excess(all(2, DAY), all(9, DAY), DAY)).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                           | is no part of a goal",
        "badSeconds                   | is no part of a goal",
        "badSeconds=min,              | is no part of a goal",
        "badness=min                  | there is no measure \"badness\": switches, flaps,",
        "switches<=1/d                | says what must not be, but not what is wanted",
        "badSeconds=low               | badSeconds=min or badSeconds=max is wanted",
        "badSeconds=min,badSeconds=max| stands there twice",
        "switches>=1,badSeconds=min   | limits are from above",
        "switches<=1/day,flaps=min    | \"/day\" does not limit switches",
        "switches<=1s,flaps=min       | \"1s\" does not limit switches",
        "switches<=1/0d,flaps=min     | \"/0d\" does not limit switches",
        "detection<=1/d,flaps=min     | detection is a time",
        "detection<=-1s,flaps=min     | \"-1s\" does not limit detection",
        "probeBytes<=1s,flaps=min     | \"1s\" does not limit probeBytes",
        "badSeconds<=1 fortnight,flaps=min | does not limit badSeconds",
      })
  void whatIsWrongIsSaid(String goal, String message) {
    assertThatThrownBy(() -> Goal.parse(goal))
        .isInstanceOf(MalformedGoal.class)
        .hasMessageContaining(message);
  }

  private static Figures all(double figure, double seconds) {
    Map<Measure, Double> figures =
        Stream.of(Measure.values()).collect(Collectors.toMap(Function.identity(), _ -> figure));
    return new Figures(seconds, figures);
  }
}
