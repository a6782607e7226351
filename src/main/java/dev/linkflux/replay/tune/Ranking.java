package dev.linkflux.replay.tune;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who is better by a goal, on the training part: first who meets the constraints, then by each
 * objective in its turn; among equals less time on a bad uplink, then fewer switches.
 *
 * @param present settings
 */
record Ranking(Goal goal, Tried present) implements Comparator<Tried> {
  /** Of what was gained, this share is not worth another setting. */
  private static final double NEXT_TO_NOTHING = 0.05;

  /** To break what the present settings keep makes up for nothing. */
  private static final double BROKEN = 1e9;

  private static final List<Objective> AMONG_EQUALS =
      List.of(new Objective(Measure.BAD_SECONDS, false), new Objective(Measure.SWITCHES, false));

  @Override
  public int compare(Tried one, Tried other) {
    int order = Double.compare(excess(one), excess(other));
    for (Objective objective : objectives()) {
      order =
          order != 0
              ? order
              : Double.compare(objective.cost(one.training()), objective.cost(other.training()));
    }
    return order;
  }

  /** Seconds of the trace. */
  double whole() {
    return present.whole().seconds();
  }

  double excess(Tried tried) {
    double broken =
        goal.constraints().stream()
            .filter(it -> it.excess(present.training(), present.training(), whole()) == 0)
            .filter(it -> it.excess(tried.training(), present.training(), whole()) > 0)
            .mapToDouble(_ -> BROKEN)
            .sum();
    return broken + goal.excess(tried.training(), present.training(), whole());
  }

  /** True if it is next to as good as the best. */
  boolean asGood(Tried tried, Tried best) {
    return excess(tried) <= excess(best)
        && goal.objectives().stream().allMatch(it -> isNear(it, tried, best));
  }

  private boolean isNear(Objective objective, Tried tried, Tried best) {
    double bar = objective.cost(best.training());
    double gain = Math.abs(objective.cost(present.training()) - bar);
    double tolerance = Double.isFinite(gain) ? gain * NEXT_TO_NOTHING : 0;
    return objective.cost(tried.training()) <= bar + tolerance;
  }

  /** What is better than now in the first place, on the training part. */
  Optional<Objective> gained(Tried tried) {
    Set<Objective> all = new LinkedHashSet<>();
    for (Constraint it : goal.constraints()) {
      if (it.excess(present.training(), present.training(), whole()) > 0) {
        all.add(new Objective(it.measure(), false));
      }
    }
    all.addAll(objectives());
    return all.stream()
        .filter(it -> it.cost(tried.training()) < it.cost(present.training()))
        .findFirst();
  }

  private List<Objective> objectives() {
    Set<Objective> all = new LinkedHashSet<>(goal.objectives());
    for (Objective one : AMONG_EQUALS) {
      if (goal.objectives().stream().noneMatch(it -> it.measure() == one.measure())) {
        all.add(one);
      }
    }
    return List.copyOf(all);
  }
}
