package dev.linkflux.replay.tune;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.StateName;
import dev.linkflux.replay.score.Condition;
import dev.linkflux.replay.score.Course;
import dev.linkflux.replay.score.Score;
import dev.linkflux.replay.score.Scores;
import dev.linkflux.replay.score.Spell;
import dev.linkflux.replay.score.Stay;
import dev.linkflux.replay.score.Truth;
import dev.linkflux.uplink.Uplink;
import java.util.List;

/**
 * What a block of a course was worth.
 *
 * @param outSeconds that good uplinks were held to be degraded, down or not yet back, of all
 *     uplinks; without it the best settings would be those that demand what no uplink can do, for
 *     the least bad one carries then and nothing ever switches
 */
public record Scored(Score score, double outSeconds) {
  private static final double NANOS = 1e9;

  static Scored of(Truth truth, Course course, Settings settings, Block block) {
    long out = 0;
    for (Uplink uplink : settings.uplinks()) {
      out += out(truth.spells(uplink.name()), course.stays(uplink.name()), block);
    }
    return new Scored(Scores.of(truth, course, settings, block.from(), block.until()), out / NANOS);
  }

  private static long out(List<Spell> spells, List<Stay> stays, Block block) {
    long sum = 0;
    int next = 0;
    for (Stay stay : stays) {
      long from = Math.max(stay.from().nanos(), block.from().nanos());
      long until = Math.min(stay.until().nanos(), block.until().nanos());
      if (from >= until || !isOut(stay.state())) {
        continue;
      }
      while (next < spells.size() && spells.get(next).until().nanos() <= from) {
        next++;
      }
      for (int i = next; i < spells.size() && spells.get(i).from().nanos() < until; i++) {
        Spell spell = spells.get(i);
        if (spell.condition() == Condition.GOOD) {
          sum += Math.min(until, spell.until().nanos()) - Math.max(from, spell.from().nanos());
        }
      }
    }
    return sum;
  }

  private static boolean isOut(StateName state) {
    return switch (state) {
      case DEGRADED, DOWN, RECOVERING -> true;
      case UNKNOWN, UP, DISABLED -> false;
    };
  }
}
