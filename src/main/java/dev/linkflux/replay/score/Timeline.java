package dev.linkflux.replay.score;

import static dev.linkflux.replay.score.Condition.BREACHING;
import static dev.linkflux.replay.score.Condition.GOOD;
import static dev.linkflux.replay.score.Condition.UNKNOWN;

import dev.linkflux.time.Moment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Findings that overlap become spells that do not: of several at one moment the one of the highest
 * rank counts, what is between them is good, and good for less than two seconds between two bad
 * ones is part of the trouble. One owner.
 */
final class Timeline {
  /** So many reasons of one spell are told. */
  private static final int REASONS = 3;

  private static final String SHORTLY = "answers, for less than two seconds";

  private final String uplink;
  private final List<Spell> spells = new ArrayList<>();
  private final Set<String> reasons = new LinkedHashSet<>();
  private Condition condition = GOOD;
  private long from;

  private Timeline(String uplink) {
    this.uplink = uplink;
  }

  /**
   * The spells of one uplink.
   *
   * @param findings in any order
   * @param end of the trace
   */
  static List<Spell> of(String uplink, List<Finding> findings, long end) {
    List<Finding> ordered = new ArrayList<>(findings);
    ordered.sort(Comparator.comparingLong(Finding::from).thenComparingLong(Finding::until));
    PriorityQueue<Finding> present =
        new PriorityQueue<>(
            Comparator.comparing(Finding::rank).reversed().thenComparingLong(Finding::from));
    Timeline timeline = new Timeline(uplink);
    int next = 0;
    long at = 0;
    while (at < end) {
      while (next < ordered.size() && ordered.get(next).from() <= at) {
        present.add(ordered.get(next++));
      }
      while (!present.isEmpty() && present.element().until() <= at) {
        present.remove();
      }
      long until = next < ordered.size() ? Math.min(end, ordered.get(next).from()) : end;
      if (present.isEmpty()) {
        timeline.add(at, GOOD, "");
      } else {
        Finding worst = present.element();
        until = Math.min(until, worst.until());
        timeline.add(at, worst.rank().condition(), worst.why());
      }
      at = until;
    }
    timeline.cut(end);
    return timeline.joined();
  }

  private void add(long at, Condition next, String why) {
    if (next != condition) {
      cut(at);
      condition = next;
    }
    if (!why.isEmpty() && reasons.size() < REASONS) {
      reasons.add(why);
    }
  }

  private void cut(long at) {
    if (at > from) {
      spells.add(
          new Spell(
              uplink, new Moment(from), new Moment(at), condition, String.join("; ", reasons)));
    }
    reasons.clear();
    from = at;
  }

  /**
   * What is good for a moment only, between two bad spells, is breaching. Nothing known for a
   * moment only is the rest of a pause of which a fact of the link tells: until then it was what it
   * had been.
   */
  private List<Spell> joined() {
    Timeline joined = new Timeline(uplink);
    for (int i = 0; i < spells.size(); i++) {
      Spell spell = spells.get(i);
      long length = spell.until().nanos() - spell.from().nanos();
      boolean inside = i > 0 && i + 1 < spells.size();
      if (inside && spell.condition() == UNKNOWN && length < Inquest.UNASKED) {
        joined.add(spell.from().nanos(), joined.condition, "");
      } else if (inside
          && spell.condition() == GOOD
          && length < Stretch.SHORTEST
          && spells.get(i - 1).condition().isBad()
          && spells.get(i + 1).condition().isBad()) {
        joined.add(spell.from().nanos(), BREACHING, SHORTLY);
      } else {
        joined.add(spell.from().nanos(), spell.condition(), spell.why());
      }
    }
    if (!spells.isEmpty()) {
      joined.cut(spells.getLast().until().nanos());
    }
    return List.copyOf(joined.spells);
  }
}
