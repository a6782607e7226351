package dev.linkflux.bench.scoreboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Figures become what the table says. */
class BoardTest {
  private static final Bar BAR = new Bar("at most 2 s", 2, " s", _ -> 0);

  private static String judged(double figure) {
    Bar bar = new Bar(BAR.what(), BAR.most(), BAR.unit(), _ -> figure);
    Spent none = new Spent(0, 0);
    return bar.judge(new Row("x", Map.of(), Map.of(), Map.of(), 0, none, none, Map.of(), 0));
  }

  @Test
  void aBarIsMetUpToItsLimit() {
    assertThat(judged(1.994)).isEqualTo("1.99 s, met");
    assertThat(judged(2)).isEqualTo("2.00 s, met");
    assertThat(judged(2.01)).isEqualTo("MISSED by 0.01 s");
    assertThat(judged(Double.POSITIVE_INFINITY)).isEqualTo("MISSED: never");
  }

  @Test
  void percentilesAreThoseOfTheNearestRank() {
    Delays delays =
        Delays.of(LongStream.rangeClosed(1, 100).map(it -> it * 1_000_000).boxed().toList());

    assertThat(delays).isEqualTo(new Delays(0.05, 0.095, 0.099, 0));
    assertThat(delays.text()).isEqualTo("0.05 / 0.10 / 0.10");
  }

  @Test
  void whatIsNeverDetectedIsSaid() {
    assertThat(Delays.of(List.of(Course.NEVER)).text()).isEqualTo("never");
    assertThat(Delays.of(List.of(12_340_000_000L, Course.NEVER, 150_000_000_000L)).text())
        .isEqualTo("150 / ∞ / ∞; never 33.3 %");
  }

  @Test
  void wrongSwitchesAreThoseOf30Days() {
    Wrong wrong = Wrong.of(List.of(Map.of("loss", 1), Map.of("loss", 2, "rtt", 1)), 15);

    assertThat(wrong.per30Days()).isEqualTo(8);
    assertThat(wrong.why()).isEqualTo("loss 3, rtt 1");
  }

  @Test
  void aCourseCountsFromItsMomentOn() {
    Course course = new Course(100);
    course.carries(false, 50, "early");
    course.asked(50, 10);
    course.carries(true, 100);
    course.carries(true, 110);
    course.carries(false, 130, "loss");
    course.carries(true, 140);
    course.carries(false, 150, "rtt");
    course.asked(150, 10);

    assertThat(course.delay()).isEqualTo(30);
    assertThat(course.switches()).isEqualTo(4);
    assertThat(course.departures()).isEqualTo(Map.of("loss", 1, "rtt", 1));
    assertThat(course.probes()).isEqualTo(1);
    assertThat(course.isOver()).isFalse();
  }

  @Test
  void aCourseThatWaitsForTheFirstDepartureIsOverThen() {
    Course course = Course.untilLeft(100);
    assertThat(course.delay()).isEqualTo(Course.NEVER);

    course.carries(false, 130);

    assertThat(course.isOver()).isTrue();
  }

  @Test
  void columnsAreAligned() {
    Markdown table = new Markdown(List.of("", "long head"));
    table.line(List.of("name", "1"));

    assertThat(table.text())
        .isEqualTo(
            """
            |      | long head |
            |------|-----------|
            | name | 1         |
            """);
  }

  @Test
  void jobsAreAllDone() {
    Jobs jobs = new Jobs();
    List<Future<Integer>> results =
        List.of(jobs.add(1, () -> 1), jobs.add(3, () -> 3), jobs.add(2, () -> 2));

    Set<Double> shares = ConcurrentHashMap.newKeySet();
    jobs.run(shares::add);

    assertThat(shares).contains(1.0);
    assertThat(results).extracting(Jobs::result).containsExactly(1, 3, 2);
  }
}
