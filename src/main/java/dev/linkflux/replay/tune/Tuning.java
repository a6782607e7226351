package dev.linkflux.replay.tune;

import dev.linkflux.control.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Searches settings that serve a goal better on a trace than the present ones.
 *
 * @param rehearsal of that trace
 * @param goal what is wanted
 * @param also paths of demands that are off and may be turned on
 * @param fixed paths of settings that must stay
 * @param tries how many settings are tried at most
 */
public record Tuning(
    Rehearsal rehearsal, Goal goal, List<String> also, List<String> fixed, long seed, int tries) {
  public Tuning {
    also = List.copyOf(also);
    fixed = List.copyOf(fixed);
    Panel.of(rehearsal.present(), also, fixed);
  }

  /**
   * Searches.
   *
   * @param pass waits for a {@link Rehearsal#pass}; nothing if it was interrupted
   * @param goOn false to end with what there is
   * @return nothing if not even the present settings could be tried
   */
  public Optional<Advice> run(
      Function<List<Settings>, List<List<Scored>>> pass, BooleanSupplier goOn) {
    Dials dials = Panel.of(rehearsal.present(), also, fixed);
    List<Tried> first = tried(dials, List.of(dials.present()), pass);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    Tried present = first.getFirst();
    Ranking ranking = new Ranking(goal, present);
    Search<Tried> search =
        new Search<>(
            dials,
            seed,
            tries,
            points -> points.equals(List.of(dials.present())) ? first : tried(dials, points, pass),
            ranking,
            ranking::asGood,
            goOn);
    search.run();
    Point point = search.best();
    Map<Point, Tried> all = search.tried();
    Tried best = all.getOrDefault(point, present);
    return Optional.of(
        new Advice(
            goal,
            seed,
            all.size(),
            goOn.getAsBoolean(),
            rehearsal.blocks(),
            present,
            best,
            Front.of(goal, all.values(), List.of(present, best)),
            new Judge(ranking, rehearsal.blocks(), seed).verdict(best, all.size())));
  }

  private List<Tried> tried(
      Dials dials, List<Point> points, Function<List<Settings>, List<List<Scored>>> pass) {
    List<Settings> settings = points.stream().map(dials::settings).toList();
    List<List<Scored>> scores = pass.apply(settings);
    List<Tried> tried = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      tried.add(
          Tried.of(
              settings.get(i), dials.turned(points.get(i)), rehearsal.blocks(), scores.get(i)));
    }
    return tried;
  }
}
