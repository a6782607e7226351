package dev.linkflux.replay.report;

import dev.linkflux.replay.score.Score;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * One honest sentence: which configuration to take, and why; or that this trace does not say. A
 * configuration is better if its bad seconds and its switches together cost less, a switch as much
 * as {@value #SWITCH} bad seconds: whatever was open is interrupted for about so long.
 */
final class Advice {
  /** Bad seconds that a switch is worth. */
  static final double SWITCH = 2;

  /** With fewer bad spells of uplinks chance decides. */
  static final long FEWEST_SPELLS = 10;

  /** A day has its hours of load; who was looked at for less has not shown them, in seconds. */
  static final double SHORTEST = 86_400;

  /** What differs by less is alike: this share of the cost, or this many seconds. */
  private static final double ALIKE_SHARE = 0.05;

  private static final double ALIKE_SECONDS = 3;

  /** A configuration and what its decisions were worth. */
  record Rated(String name, Score score) {
    /** So that it stands out in a sentence. */
    private String said() {
      return name.contains(" ") ? "“" + name + "”" : name;
    }

    private double cost() {
      return score.badSeconds() + SWITCH * score.switches();
    }
  }

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
    if (all.stream().allMatch(it -> same(it, first))) {
      return "Nothing in this trace speaks for one of them: "
          + (all.size() == 2 ? "both" : "all " + all.size())
          + " have "
          + figures(first)
          + " in "
          + lasted()
          + ".";
    }
    return tooShort() + comparison();
  }

  /** Where nothing was to be done, less is better. */
  private String quiet() {
    Rated calmest =
        all.stream().min(Comparator.comparingLong(it -> it.score.switches())).orElse(first);
    String said = "No uplink was ever bad in " + lasted() + ": this trace ";
    long most = all.stream().mapToLong(it -> it.score.switches()).max().orElse(0);
    if (calmest.score.switches() < most) {
      return said
          + "only says that %s switches least for nothing (%,d against up to %,d)."
              .formatted(calmest.said(), calmest.score.switches(), most);
    }
    return said
        + "does not say which settings are better"
        + (most == 0 ? "." : ", but every switch in it was for nothing.");
  }

  private String alone() {
    return first.said()
        + " has "
        + figures(first)
        + " in "
        + lasted()
        + "; name a second --config to see whether another one does better.";
  }

  private String comparison() {
    boolean sure = tooShort().isEmpty();
    String span = sure ? " in " + lasted() + "." : ".";
    if (alike(best, first)) {
      Rated next =
          all.stream()
              .filter(it -> !same(it, first))
              .min(Comparator.comparingDouble(Rated::cost))
              .orElse(first);
      String none = alike(next, first) ? "none is clearly better than " : "none is better than ";
      return (sure ? "Keep " : none)
          + first.said()
          + ": "
          + next.said()
          + " would have had "
          + against(next, first)
          + span;
    }
    return (sure ? "Take " + best.said() + ": it" : best.said())
        + " would have had "
        + against(best, first)
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

  /** {@code 41 fewer bad seconds (22 instead of 63) at the price of 2 more switches (14)}. */
  private static String against(Rated it, Rated than) {
    double bad = it.score.badSeconds() - than.score.badSeconds();
    long switches = it.score.switches() - than.score.switches();
    boolean sameBad = seconds(it.score.badSeconds()).equals(seconds(than.score.badSeconds()));
    String badWords =
        sameBad
            ? "as many bad seconds (" + seconds(than.score.badSeconds()) + ")"
            : "%s %s bad seconds (%s instead of %s)"
                .formatted(
                    seconds(Math.abs(bad)),
                    bad < 0 ? "fewer" : "more",
                    seconds(it.score.badSeconds()),
                    seconds(than.score.badSeconds()));
    String more = Amounts.count(Math.abs(switches), "more switch", "more switches");
    String fewer = Amounts.count(Math.abs(switches), "fewer switch", "fewer switches");
    String instead = " (%,d instead of %,d)".formatted(it.score.switches(), than.score.switches());
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

  private static String figures(Rated it) {
    return "%s bad seconds and %s"
        .formatted(
            seconds(it.score.badSeconds()),
            Amounts.count(it.score.switches(), "switch", "switches"));
  }

  private static boolean same(Rated one, Rated other) {
    return one.score.switches() == other.score.switches() && alike(one, other);
  }

  /** They cost about the same, whatever for. */
  private static boolean alike(Rated one, Rated other) {
    double most = Math.max(one.cost(), other.cost());
    return Math.abs(one.cost() - other.cost()) <= Math.max(ALIKE_SECONDS, ALIKE_SHARE * most);
  }

  private String seen() {
    return known < 0.9 * first.score.seconds()
        ? "probes of " + Amounts.span(known) + " in " + lasted()
        : lasted();
  }

  private String lasted() {
    return Amounts.span(first.score.seconds());
  }

  /** With one digit behind the point below ten, if it is not a whole number. */
  static String seconds(double value) {
    double tenths = Math.round(value * 10) / 10.0;
    boolean whole = value >= 10 || tenths == Math.rint(tenths);
    return String.format(Locale.ROOT, whole ? "%,.0f" : "%,.1f", value);
  }
}
