package dev.linkflux.replay.score;

import dev.linkflux.decision.StateName;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How one uplink was let back, and how soon it fell again, over a span. */
final class Returns {
  /** A fall so soon after a return is a flap, nanoseconds. */
  private static final long SOON = 300_000_000_000L;

  /** Who is good for less need not have been let back, seconds. */
  private static final double LONG = 60;

  private static final double NANOS = 1e9;

  private final List<Spell> spells;
  private final List<Stay> stays;
  private final long from;
  private final long until;

  /**
   * @param from the span's beginning, nanoseconds
   * @param until its end
   */
  Returns(List<Spell> spells, List<Stay> stays, long from, long until) {
    this.spells = spells;
    this.stays = stays;
    this.from = from;
    this.until = until;
  }

  /** Seconds in each state. */
  Map<StateName, Double> inState() {
    Map<StateName, Double> seconds = new EnumMap<>(StateName.class);
    for (Stay stay : stays) {
      long within = Math.min(until, stay.until().nanos()) - Math.max(from, stay.from().nanos());
      if (within > 0) {
        seconds.merge(stay.state(), within / NANOS, Double::sum);
      }
    }
    return seconds;
  }

  /** Falls within five minutes after a return. */
  long flaps() {
    long flaps = 0;
    for (int i = 1; i + 1 < stays.size(); i++) {
      Stay up = stays.get(i);
      long fell = up.until().nanos();
      boolean returned = up.state() == StateName.UP && isOut(stays.get(i - 1).state());
      boolean falls = isOut(stays.get(i + 1).state());
      if (returned && falls && fell - up.from().nanos() < SOON && fell >= from && fell < until) {
        flaps++;
      }
    }
    return flaps;
  }

  /** From the end of each bad spell, if it is held out then, until it may carry again. */
  void recovery(Delaying into) {
    Along<Stay> along = new Along<>(stays, stay -> stay.from().nanos());
    for (int i = 1; i < spells.size(); i++) {
      Spell good = spells.get(i);
      long began = good.from().nanos();
      if (good.condition() == Condition.GOOD
          && spells.get(i - 1).condition().isBad()
          && began >= from
          && began < until) {
        Stay then = along.at(began);
        if (then != null && isOut(then.state())) {
          recovery(began, Math.min(until, good.until().nanos()), into);
        }
      }
    }
  }

  private void recovery(long began, long ends, Delaying into) {
    for (Stay stay : stays) {
      long at = stay.from().nanos();
      if (at > began && at <= ends && stay.state() == StateName.UP) {
        into.done((at - began) / NANOS);
        return;
      }
    }
    if ((ends - began) / NANOS >= LONG) {
      into.missed((ends - began) / NANOS);
    }
  }

  private static boolean isOut(StateName state) {
    return switch (state) {
      case DOWN, DEGRADED, RECOVERING -> true;
      case UP, UNKNOWN, DISABLED -> false;
    };
  }
}
