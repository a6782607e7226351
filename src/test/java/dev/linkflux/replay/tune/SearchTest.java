package dev.linkflux.replay.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Preset;
import dev.linkflux.control.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchTest {
  private static final Settings ANY = Preset.DEFAULT.settings(List.of(), List.of());
  private static final int TRIES = 200;

  /** Ten dials of eleven values, all in the middle. */
  private final Dials dials =
      new Dials(ANY, IntStream.range(0, 10).mapToObj(i -> dial("dial" + i)).toList());

  private final List<Integer> rounds = new ArrayList<>();

  @Test
  void aValleyThatDependsOnThreeDialsIsFoundAndTheOthersStayAsTheyAre() {
    ToDoubleFunction<Point> valley =
        point -> square(point.at(1) - 9) + square(point.at(4) - 2) + square(point.at(7) - 6);

    for (long seed = 1; seed <= 5; seed++) {
      Search<Double> search = ran(search(seed, TRIES, valley, 2));
      Point best = search.best();

      assertThat(valley.applyAsDouble(best)).as("seed %d", seed).isLessThanOrEqualTo(6);
      assertThat(dials.turned(best)).as("seed %d", seed).isSubsetOf("dial1", "dial4", "dial7");
    }
  }

  @Test
  void theSameSeedTriesTheSamePoints() {
    ToDoubleFunction<Point> slope = point -> point.at(0) - point.at(9);

    List<Point> once = List.copyOf(ran(search(7, TRIES, slope, 0)).tried().keySet());
    List<Point> again = List.copyOf(ran(search(7, TRIES, slope, 0)).tried().keySet());
    List<Point> other = List.copyOf(ran(search(8, TRIES, slope, 0)).tried().keySet());

    assertThat(again).isEqualTo(once);
    assertThat(other).isNotEqualTo(once);
  }

  @Test
  void thePresentSettingsAreTriedFirstAndStayWhereNothingIsBetter() {
    Search<Double> search = ran(search(1, TRIES, _ -> 3, 0));

    assertThat(search.tried().keySet().iterator().next()).isEqualTo(dials.present());
    assertThat(search.best()).isEqualTo(dials.present());
  }

  @Test
  void noMoreIsTriedThanAsked() {
    for (int tries : new int[] {1, 2, 17, 100}) {
      Search<Double> search = ran(search(3, tries, point -> point.at(2), 0));
      search.best();

      assertThat(search.tried()).as("%d tries", tries).hasSizeLessThanOrEqualTo(tries);
    }
    assertThat(rounds).allMatch(round -> round <= Search.ROUND);
  }

  @Test
  void anInterruptedSearchHasTheBestSoFar() {
    List<Point> asked = new ArrayList<>();
    Search<Double> search =
        new Search<>(
            dials,
            1,
            TRIES,
            points -> {
              asked.addAll(points);
              return points.stream().mapToDouble(point -> point.at(3)).boxed().toList();
            },
            Comparator.<Double>naturalOrder(),
            (one, other) -> one <= other,
            () -> asked.size() < 40);
    search.run();

    assertThat(search.best().at(3)).isLessThan(dials.present().at(3));
    assertThat(asked).hasSizeLessThan(40 + Search.ROUND);
  }

  private static Search<Double> ran(Search<Double> search) {
    search.run();
    return search;
  }

  private Search<Double> search(
      long seed, int tries, ToDoubleFunction<Point> cost, double tolerance) {
    return new Search<>(
        dials,
        seed,
        tries,
        points -> {
          rounds.add(points.size());
          return points.stream().mapToDouble(cost).boxed().toList();
        },
        Comparator.<Double>naturalOrder(),
        (one, other) -> one <= other + tolerance,
        () -> true);
  }

  private static Dial dial(String name) {
    double[] rungs = DoubleStream.iterate(0, it -> it + 1).limit(11).toArray();
    return new Dial(name, rungs, 5, (settings, _) -> settings);
  }

  private static double square(double x) {
    return x * x;
  }
}
