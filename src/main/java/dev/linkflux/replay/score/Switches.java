package dev.linkflux.replay.score;

import dev.linkflux.uplink.Uplink;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts the changes of those that carry over a span, and those of them that were needless. */
final class Switches {
  /** Who was good for so long before and behind it was left without need, nanoseconds. */
  private static final long AROUND = 10_000_000_000L;

  private final Truth truth;
  private final Map<String, Integer> tiers = new HashMap<>();
  private final Set<String> leftNeedlessly = new HashSet<>();
  private long all;
  private long needless;

  /**
   * @param from the span's beginning, nanoseconds
   * @param until its end
   */
  Switches(Truth truth, List<Carrying> carryings, List<Uplink> uplinks, long from, long until) {
    this.truth = truth;
    uplinks.forEach(uplink -> tiers.put(uplink.name(), uplink.tier()));
    for (int i = 1; i < carryings.size(); i++) {
      Set<String> before = carryings.get(i - 1).shares().keySet();
      Carrying now = carryings.get(i);
      if (!before.equals(now.shares().keySet())) {
        boolean isNeedless = isNeedless(before, now);
        if (now.from().nanos() >= from && now.from().nanos() < until) {
          all++;
          needless += isNeedless ? 1 : 0;
        }
      }
    }
  }

  private boolean isNeedless(Set<String> before, Carrying now) {
    Set<String> left = new HashSet<>(before);
    left.removeAll(now.shares().keySet());
    Set<String> taken = new HashSet<>(now.shares().keySet());
    taken.removeAll(before);
    boolean wayBack = leftNeedlessly.removeAll(taken);
    boolean called =
        switch (now.cause()) {
          case OPERATOR, MAINTENANCE, QUOTA, BETTER -> true;
          default -> false;
        };
    long at = now.from().nanos();
    boolean isNeedless =
        !called
            && !wayBack
            && !left.isEmpty()
            && left.stream().allMatch(one -> isGoodAround(one, at) && !isPreferred(taken, one, at));
    if (isNeedless) {
      leftNeedlessly.addAll(left);
    }
    return isNeedless;
  }

  /** One of a lower tier that is good. */
  private boolean isPreferred(Set<String> taken, String to, long at) {
    return taken.stream().anyMatch(one -> tier(one) < tier(to) && isGood(one, at, at));
  }

  private int tier(String uplink) {
    return tiers.getOrDefault(uplink, Uplink.DEFAULT_TIER);
  }

  private boolean isGoodAround(String uplink, long at) {
    return isGood(uplink, at - AROUND, at + AROUND);
  }

  private boolean isGood(String uplink, long from, long until) {
    List<Spell> spells = truth.spells(uplink);
    return !spells.isEmpty()
        && spells.stream()
            .filter(spell -> spell.until().nanos() > from && spell.from().nanos() <= until)
            .allMatch(spell -> spell.condition() == Condition.GOOD);
  }

  /** Changes of the set; the first election is none. */
  long all() {
    return all;
  }

  long needless() {
    return needless;
  }
}
