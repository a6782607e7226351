package dev.linkflux.replay.tune;

import dev.linkflux.replay.score.Delays;
import dev.linkflux.replay.score.Score;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a goal looks at, of some blocks.
 *
 * @param seconds that they last
 * @param of each measure
 */
public record Figures(double seconds, Map<Measure, Double> of) {
  /** With more of them missed the 95th percentile is a missed one, too. */
  private static final double RANK = 0.95;

  public Figures {
    of = Map.copyOf(of);
  }

  /** Those of the scores of some blocks together. */
  static Figures over(Collection<Scored> scores) {
    Map<Measure, Double> figures = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      figures.put(
          measure,
          switch (measure) {
            case SWITCHES -> sum(scores, it -> (double) it.score().switches());
            case FLAPS -> sum(scores, it -> (double) it.score().flaps());
            case NEEDLESS_SWITCHES -> sum(scores, it -> (double) it.score().needlessSwitches());
            case BAD_SECONDS -> sum(scores, it -> it.score().badSeconds());
            case OUT_SECONDS -> sum(scores, Scored::outSeconds);
            case PROBE_BYTES -> sum(scores, it -> (double) it.score().probeBytes());
            case DETECTION -> p95(scores, Score::detection);
            case RECOVERY -> p95(scores, Score::recovery);
          });
    }
    return new Figures(sum(scores, it -> it.score().seconds()), figures);
  }

  /** That of a measure; never NaN, and infinite for a delay that mostly had no end. */
  public double of(Measure measure) {
    Double figure = of.get(measure);
    if (figure == null) {
      throw new IllegalArgumentException("no " + measure.word());
    }
    return figure;
  }

  private static double sum(Collection<Scored> scores, Function<Scored, Double> figure) {
    return scores.stream().mapToDouble(figure::apply).sum();
  }

  /**
   * By the nearest rank, of what is known of each block: of more than two delays in a block those
   * above the median are taken for its 95th percentile, which is rather too long than too short.
   * What was missed took for ever; nothing to be done is done at once.
   */
  private static double p95(Collection<Scored> scores, Function<Score, Delays> which) {
    List<Double> all = new ArrayList<>();
    for (Scored scored : scores) {
      Delays delays = which.apply(scored.score());
      int upper = delays.count() / 2;
      all.addAll(Collections.nCopies(delays.count() - upper, delays.median()));
      all.addAll(Collections.nCopies(upper, delays.p95()));
      all.addAll(Collections.nCopies(delays.missed(), Double.POSITIVE_INFINITY));
    }
    Collections.sort(all);
    return all.isEmpty() ? 0 : all.get(Math.max(0, (int) Math.ceil(RANK * all.size()) - 1));
  }
}
