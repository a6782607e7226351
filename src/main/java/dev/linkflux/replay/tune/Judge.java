package dev.linkflux.replay.tune;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Holds the best settings of the training part against the held-out part. */
final class Judge {
  /** With fewer no difference could be told from luck: 2 to the power of -5 is 3 %. */
  static final int LEAST_SPELLS = 5;

  static final double LEAST_HOURS = 2;

  /** As usual. */
  private static final double LUCK = 0.05;

  /** A delay that never ended, seconds: as if it had lasted an hour. */
  private static final double FOR_EVER = 3600;

  private static final double HOUR = 3600;
  private static final String STANDS = "The present settings stand: ";

  private final Ranking ranking;
  private final List<Block> blocks;
  private final long seed;

  Judge(Ranking ranking, List<Block> blocks, long seed) {
    this.ranking = ranking;
    this.blocks = blocks;
    this.seed = seed;
  }

  Verdict verdict(Tried best, int tries) {
    return tooShort()
        .<Verdict>map(Verdict.TooShort::new)
        .orElseGet(
            () -> {
              String unmet = unmet(best);
              return switch (proven(best, tries)) {
                case Verdict.Better(String sentence) -> new Verdict.Better(sentence + unmet);
                case Verdict.Stands(String sentence) -> new Verdict.Stands(sentence + unmet);
                case Verdict.TooShort it -> it;
              };
            });
  }

  private Verdict proven(Tried best, int tries) {
    Optional<Objective> gained = ranking.gained(best);
    Optional<Constraint> broken =
        ranking.goal().constraints().stream().filter(it -> breaks(it, best)).findFirst();
    if (best.equals(ranking.present()) || gained.isEmpty()) {
      return stands("of %d that were tried none does better where it is chosen.".formatted(tries));
    }
    if (broken.isPresent()) {
      return stands(
          "the best of the others breaks %s on the held-out part (%s), and with it on the whole."
              .formatted(broken.get().text(), instead(broken.get().measure(), best)));
    }
    return verdict(best, gained.get());
  }

  /** Why nothing could be proven, if so. */
  private Optional<String> tooShort() {
    Extent training = Extent.of(blocks, false);
    Extent heldOut = Extent.of(blocks, true);
    double hours = (training.seconds() + heldOut.seconds()) / HOUR;
    if (ranking.present().settings().uplinks().size() < 2) {
      return Optional.of("There is nothing to choose between: the trace has one uplink.");
    }
    if (hours < LEAST_HOURS) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "The trace is too short to advise anything: %.1f h; at least %.0f h are needed.",
              hours,
              LEAST_HOURS));
    }
    if (training.spells() < LEAST_SPELLS || heldOut.spells() < LEAST_SPELLS) {
      return Optional.of(
          ("The trace has too little trouble to advise anything: %d bad spells to choose by and %d"
                  + " to check with; at least %d of each are needed.")
              .formatted(training.spells(), heldOut.spells(), LEAST_SPELLS));
    }
    return Optional.empty();
  }

  private Verdict verdict(Tried best, Objective gained) {
    String instead = instead(gained.measure(), best);
    String others =
        ranking.goal().measures().stream()
            .filter(it -> it != gained.measure())
            .map(it -> ", " + instead(it, best))
            .collect(Collectors.joining());
    if (!(gained.cost(best.heldOut()) < gained.cost(ranking.present().heldOut()))) {
      return stands(
          "what does better where it is chosen does not on the held-out part (%s)."
              .formatted(instead));
    }
    double[] gains = gains(best, gained);
    double luck = Luck.of(gains, seed);
    long differing = DoubleStream.of(gains).filter(gain -> gain != 0).count();
    String chance = String.format(Locale.ROOT, "p = %.2g", luck);
    return luck > LUCK
        ? stands(
            ("the best of the others does better on the held-out part, too (%s), but it differs in"
                    + " %d of its %d blocks only, and that can be luck (%s).")
                .formatted(instead, differing, gains.length, chance))
        : new Verdict.Better(
            ("Other settings are better, also on the held-out part: %s (it differs in %d of its %d"
                    + " blocks; by luck alone %s)%s.")
                .formatted(instead, differing, gains.length, chance, others));
  }

  /** What not even the best keeps. */
  private String unmet(Tried best) {
    Figures present = ranking.present().training();
    return ranking.goal().constraints().stream()
        .filter(it -> it.excess(best.training(), present, ranking.whole()) > 0)
        .map(
            it ->
                " Nothing that was tried keeps %s (%s where it is chosen)."
                    .formatted(it.text(), it.measure().text(best.training().of(it.measure()))))
        .collect(Collectors.joining());
  }

  private static Verdict stands(String why) {
    return new Verdict.Stands(STANDS + why);
  }

  /** Of the held-out part: {@code badSeconds 12 s instead of 40 s}. */
  private String instead(Measure measure, Tried best) {
    return "%s %s instead of %s"
        .formatted(
            measure.word(),
            measure.text(best.heldOut().of(measure)),
            measure.text(ranking.present().heldOut().of(measure)));
  }

  /**
   * What the present settings keep must be kept; what they break must not get worse. A part has its
   * chances: what is spared where it is chosen may be spent on the other.
   */
  private boolean breaks(Constraint constraint, Tried best) {
    Tried present = ranking.present();
    return isWorse(constraint, best.heldOut(), present.heldOut())
        && isWorse(constraint, best.whole(), present.whole());
  }

  private boolean isWorse(Constraint constraint, Figures best, Figures present) {
    return constraint.excess(best, present, ranking.whole())
        > constraint.excess(present, present, ranking.whole());
  }

  private double[] gains(Tried best, Objective gained) {
    List<Figures> before = ranking.present().eachHeldOut();
    return IntStream.range(0, before.size())
        .mapToDouble(i -> finite(gained, before.get(i)) - finite(gained, best.eachHeldOut().get(i)))
        .toArray();
  }

  private static double finite(Objective objective, Figures figures) {
    double cost = objective.cost(figures);
    return Double.isFinite(cost) ? cost : Math.copySign(FOR_EVER, cost);
  }
}
