package dev.linkflux.replay.tune;

import dev.linkflux.replay.score.Spell;
import dev.linkflux.time.Moment;
import java.util.ArrayList;
import java.util.List;

/** The bad spells of an uplink as an operator would count them. */
final class BadSpells {
  private BadSpells() {}

  /** Those that reach into a span; breaching and dead, one after the other, are one. */
  static List<Spell> of(List<Spell> spells, Moment from, Moment until) {
    List<Spell> bad = new ArrayList<>();
    for (Spell spell : spells) {
      boolean counts =
          spell.condition().isBad() && spell.from().isBefore(until) && spell.until().isAfter(from);
      if (!counts) {
        continue;
      }
      boolean goesOn = !bad.isEmpty() && bad.getLast().until().equals(spell.from());
      Moment begin = goesOn ? bad.removeLast().from() : spell.from();
      bad.add(new Spell(spell.uplink(), begin, spell.until(), spell.condition(), spell.why()));
    }
    return bad;
  }
}
