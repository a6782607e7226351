package dev.linkflux.replay.report;

import dev.linkflux.replay.score.Score;

/**
 * A configuration and what its decisions were worth: its bad seconds and its switches together are
 * what it costs, a switch as much as {@value #SWITCH} bad seconds, since whatever was open is
 * interrupted for about so long.
 */
record Rated(String name, Score score) {
  /** Bad seconds that a switch is worth. */
  static final double SWITCH = 2;

  /** What differs by less is alike: this share of the cost, or this many seconds. */
  private static final double ALIKE_SHARE = 0.05;

  private static final double ALIKE_SECONDS = 3;

  /** In bad seconds. */
  double cost() {
    return score.badSeconds() + SWITCH * score.switches();
  }

  /** They have cost about the same, and for as many switches. */
  boolean isSame(Rated other) {
    return score.switches() == other.score.switches() && isAlike(other);
  }

  /** They cost about the same, whatever for. */
  boolean isAlike(Rated other) {
    double most = Math.max(cost(), other.cost());
    return Math.abs(cost() - other.cost()) <= Math.max(ALIKE_SECONDS, ALIKE_SHARE * most);
  }

  /** The name, so that it stands out in a sentence. */
  String said() {
    return name.contains(" ") ? "“" + name + "”" : name;
  }

  /** {@code 63 bad seconds and 12 switches}. */
  String figures() {
    return "%s bad seconds and %s"
        .formatted(
            Amounts.seconds(score.badSeconds()),
            Amounts.count(score.switches(), "switch", "switches"));
  }

  /**
   * What it has had beside another one: {@code 41 fewer bad seconds (22 instead of 63) at the price
   * of 2 more switches (14 instead of 12)}.
   */
  String against(Rated than) {
    double bad = score.badSeconds() - than.score.badSeconds();
    long switches = score.switches() - than.score.switches();
    boolean sameBad =
        Amounts.seconds(score.badSeconds()).equals(Amounts.seconds(than.score.badSeconds()));
    String badWords =
        sameBad
            ? "as many bad seconds (" + Amounts.seconds(than.score.badSeconds()) + ")"
            : "%s %s bad seconds (%s instead of %s)"
                .formatted(
                    Amounts.seconds(Math.abs(bad)),
                    bad < 0 ? "fewer" : "more",
                    Amounts.seconds(score.badSeconds()),
                    Amounts.seconds(than.score.badSeconds()));
    String more = Amounts.count(Math.abs(switches), "more switch", "more switches");
    String fewer = Amounts.count(Math.abs(switches), "fewer switch", "fewer switches");
    String instead = " (%,d instead of %,d)".formatted(score.switches(), than.score.switches());
    if (switches == 0) {
      return badWords + " with as many switches (" + than.score.switches() + ")";
    }
    boolean price = bad < 0 == switches > 0 && !sameBad;
    return badWords
        + (switches > 0
            ? (price ? " at the price of " : " and ") + more
            : (price ? " for " : " and ") + fewer)
        + instead;
  }
}
