package dev.linkflux.replay.tune;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Looks for the best point: along each dial by itself, then all over (a Latin hypercube, McKay et
 * al. 1979), then around the best so far in shrinking steps, and at last back: a dial that makes no
 * difference returns to its present value. The same seed tries the same points.
 *
 * @param <T> what trying a point gives
 */
final class Search<T> {
  /** Tried in one pass over the trace; fixed, so that the points do not depend on the machine. */
  static final int ROUND = 16;

  private static final double ALONG = 0.3;
  private static final double ALL_OVER = 0.5;
  private static final double AROUND = 0.85;

  /** Of the best, that others are made of. */
  private static final int PARENTS = 5;

  /** How often a new point is looked for near the best before there is none. */
  private static final int ATTEMPTS = 40;

  private final Dials dials;
  private final int tries;
  private final Function<List<Point>, List<T>> trials;
  private final Comparator<T> ranking;
  private final BiPredicate<T, T> asGood;
  private final BooleanSupplier goOn;
  private final Moves moves;
  private final Map<Point, T> tried = new LinkedHashMap<>();

  /**
   * @param tries how many points are tried at most
   * @param trials tries them; fewer results than points if it was interrupted
   * @param ranking the best first
   * @param asGood true if the first is next to as good as the second
   * @param goOn false to end early
   */
  Search(
      Dials dials,
      long seed,
      int tries,
      Function<List<Point>, List<T>> trials,
      Comparator<T> ranking,
      BiPredicate<T, T> asGood,
      BooleanSupplier goOn) {
    this.dials = dials;
    this.moves = new Moves(dials, new Random(seed));
    this.tries = tries;
    this.trials = trials;
    this.ranking = ranking;
    this.asGood = asGood;
    this.goOn = goOn;
  }

  /** Looks everywhere but back; what comes of it is {@link #best}. */
  void run() {
    attempt(List.of(dials.present()), tries);
    attempt(moves.alongEachDial(), (int) (tries * ALONG));
    attempt(moves.allOver((int) (tries * ALL_OVER) - tried.size()), tries);
    for (int step = widest(); goesOn((int) (tries * AROUND)); step = Math.max(1, step / 2)) {
      List<Point> round = around(step);
      if (round.isEmpty()) {
        break;
      }
      attempt(round, (int) (tries * AROUND));
    }
  }

  /** All that was tried so far, the present settings first. */
  Map<Point, T> tried() {
    return Collections.unmodifiableMap(tried);
  }

  /**
   * The best, brought back towards the present settings as far as that costs next to nothing.
   * Without anything tried there is none.
   */
  Point best() {
    Point best = first();
    T bar = result(best);
    Point simple = best;
    Point from = dials.present();
    while (!simple.equals(from) && goesOn(tries)) {
      from = simple;
      List<Point> each = moves.backwards(from);
      attempt(each, tries);
      attempt(moves.together(from, cheapest(each, bar)), tries);
      double bound = dials.distance(from);
      simple =
          tried.keySet().stream()
              .filter(it -> dials.distance(it) < bound && isAsGood(it, bar))
              .min(Comparator.comparingDouble(dials::distance))
              .orElse(from);
    }
    return simple;
  }

  private List<Point> cheapest(List<Point> points, T bar) {
    return points.stream()
        .filter(it -> isAsGood(it, bar))
        .sorted(Comparator.comparing(this::result, ranking))
        .toList();
  }

  private boolean isAsGood(Point point, T bar) {
    T result = tried.get(point);
    return result != null && asGood.test(result, bar);
  }

  private boolean goesOn(int until) {
    return tried.size() < until && goOn.getAsBoolean();
  }

  private T result(Point point) {
    T result = tried.get(point);
    if (result == null) {
      throw new IllegalStateException("not tried: " + point);
    }
    return result;
  }

  private Point first() {
    return byRank().findFirst().orElseThrow();
  }

  private void attempt(List<Point> points, int until) {
    List<Point> fresh = new ArrayList<>(new LinkedHashSet<>(points));
    fresh.removeAll(tried.keySet());
    for (int i = 0; i < fresh.size() && goesOn(until); i += ROUND) {
      int room = Math.min(ROUND, until - tried.size());
      List<Point> round = fresh.subList(i, Math.min(fresh.size(), i + room));
      List<T> results = trials.apply(round);
      for (int k = 0; k < results.size(); k++) {
        tried.put(round.get(k), results.get(k));
      }
    }
  }

  private int widest() {
    return dials.list().stream().mapToInt(Dial::size).max().orElse(1) / 3;
  }

  /** New points near the best ones. */
  private List<Point> around(int step) {
    List<Point> parents = byRank().limit(PARENTS).toList();
    Set<Point> round = new LinkedHashSet<>();
    for (int i = 0; i < ATTEMPTS * ROUND && round.size() < ROUND; i++) {
      Point child = moves.child(parents, step);
      if (!tried.containsKey(child)) {
        round.add(child);
      }
    }
    return List.copyOf(round);
  }

  private Stream<Point> byRank() {
    return tried.keySet().stream()
        .sorted(Comparator.comparing(this::result, ranking).thenComparingDouble(dials::distance));
  }
}
