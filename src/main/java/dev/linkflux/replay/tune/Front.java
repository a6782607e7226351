package dev.linkflux.replay.tune;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What cannot be had better in one measure without being worse in another (Pareto's front), on the
 * training part.
 */
final class Front {
  /** More than that nobody reads. */
  private static final int MOST = 12;

  private Front() {}

  /**
   * The front, by the goal's first measure; of a long one some, evenly spread.
   *
   * @param always those that are shown in any case
   */
  static List<Tried> of(Goal goal, Collection<Tried> all, List<Tried> always) {
    List<Tried> front = new ArrayList<>();
    for (Tried tried : all) {
      if (all.stream().noneMatch(other -> dominates(goal, other, tried))
          && front.stream().noneMatch(other -> isSame(goal, other, tried))) {
        front.add(tried);
      }
    }
    Comparator<Tried> order =
        Comparator.comparingDouble(it -> cost(goal, goal.measures().getFirst(), it));
    front.sort(order);
    Set<Tried> shown = new LinkedHashSet<>(always);
    int room = MOST - shown.size();
    for (int i = 0; i < Math.min(room, front.size()); i++) {
      shown.add(front.get(front.size() <= room ? i : i * (front.size() - 1) / (room - 1)));
    }
    return shown.stream().sorted(order).toList();
  }

  private static boolean dominates(Goal goal, Tried one, Tried other) {
    return goal.measures().stream().allMatch(it -> cost(goal, it, one) <= cost(goal, it, other))
        && !isSame(goal, one, other);
  }

  private static boolean isSame(Goal goal, Tried one, Tried other) {
    return goal.measures().stream().allMatch(it -> cost(goal, it, one) == cost(goal, it, other));
  }

  private static double cost(Goal goal, Measure measure, Tried tried) {
    boolean most = goal.objectives().stream().anyMatch(it -> it.measure() == measure && it.most());
    return new Objective(measure, most).cost(tried.training());
  }
}
