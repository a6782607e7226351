package dev.linkflux.replay.report;

import java.util.Comparator;
import java.util.List;

/**
 * One honest sentence: which configuration to take, and why; or that this trace does not say. A
 * configuration is better if it costs less, as {@link Rated} says.
 */
final class Advice {
  /** With fewer bad spells of uplinks chance decides. */
  static final long FEWEST_SPELLS = 10;

  /** A day has its hours of load; who was looked at for less has not shown them, in seconds. */
  static final double SHORTEST = 86_400;

  private final List<Rated> all;
  private final long badSpells;
  private final double known;
  private final Rated first;
  private final Rated best;

  private Advice(List<Rated> all, long badSpells, double known) {
    this.all = all;
    this.badSpells = badSpells;
    this.known = known;
    this.first = all.getFirst();
    // Of equals the one that was named first: it stays as it is.
    this.best = all.stream().min(Comparator.comparingDouble(Rated::cost)).orElse(first);
  }

  /**
   * @param all at least one; the first is the one that is held against
   * @param badSpells how often an uplink was dead or breaching, by hindsight
   * @param known seconds in which anything is known of an uplink
   */
  static String of(List<Rated> all, long badSpells, double known) {
    return new Advice(List.copyOf(all), badSpells, known).sentence();
  }

  private String sentence() {
    if (badSpells == 0) {
      return quiet();
    }
    if (all.size() == 1) {
      return alone();
    }
    if (all.stream().allMatch(it -> it.isSame(first))) {
      return "Nothing in this trace speaks for one of them: "
          + (all.size() == 2 ? "both" : "all " + all.size())
          + " have "
          + first.figures()
          + " in "
          + lasted()
          + ".";
    }
    return tooShort() + comparison();
  }

  /** Where nothing was to be done, less is better. */
  private String quiet() {
    Rated calmest =
        all.stream().min(Comparator.comparingLong(it -> it.score().switches())).orElse(first);
    String said = "No uplink was ever bad in " + lasted() + ": this trace ";
    long most = all.stream().mapToLong(it -> it.score().switches()).max().orElse(0);
    if (calmest.score().switches() < most) {
      return said
          + "only says that %s switches least for nothing (%,d against up to %,d)."
              .formatted(calmest.said(), calmest.score().switches(), most);
    }
    return said
        + "does not say which settings are better"
        + (most == 0 ? "." : ", but every switch in it was for nothing.");
  }

  private String alone() {
    return first.said()
        + " has "
        + first.figures()
        + " in "
        + lasted()
        + "; name a second --config to see whether another one does better.";
  }

  private String comparison() {
    boolean sure = tooShort().isEmpty();
    String span = sure ? " in " + lasted() + "." : ".";
    if (best.isAlike(first)) {
      Rated next =
          all.stream()
              .filter(it -> !it.isSame(first))
              .min(Comparator.comparingDouble(Rated::cost))
              .orElse(first);
      String none = next.isAlike(first) ? "none is clearly better than " : "none is better than ";
      return (sure ? "Keep " : none)
          + first.said()
          + ": "
          + next.said()
          + " would have had "
          + next.against(first)
          + span;
    }
    return (sure ? "Take " + best.said() + ": it" : best.said())
        + " would have had "
        + best.against(first)
        + span;
  }

  private String tooShort() {
    boolean few = badSpells < FEWEST_SPELLS;
    boolean brief = known < SHORTEST;
    if (!few && !brief) {
      return "";
    }
    String spells = Amounts.count(badSpells, "bad spell", "bad spells");
    return "Too little to decide by ("
        + (few ? spells + " in " + lasted() : seen() + ", less than a day")
        + "), but ";
  }

  private String seen() {
    return known < 0.9 * first.score().seconds()
        ? "probes of " + Amounts.span(known) + " in " + lasted()
        : lasted();
  }

  private String lasted() {
    return Amounts.span(first.score().seconds());
  }
}
