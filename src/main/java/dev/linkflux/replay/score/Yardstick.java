package dev.linkflux.replay.score;

import dev.linkflux.control.Settings;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Target;
import java.util.List;

/**
 * What the uplinks are held against.
 *
 * @param demands of the reference
 * @param targets of the reference, by their places
 * @param timeout of a probe of one round trip, nanoseconds
 */
record Yardstick(List<Demand> demands, List<Target> targets, long timeout) {
  static Yardstick of(Settings reference) {
    return new Yardstick(
        reference.demands(), reference.targets(), reference.probing().timeout().toNanos());
  }

  /** How long an answer of a target may take at most, nanoseconds. */
  long timeout(int target) {
    return target < targets.size()
        ? timeout * targets.get(target).question().roundTrips()
        : timeout;
  }

  /** True if an uplink through which just this one is silent is of no use. */
  boolean isRequired(int target) {
    return target < targets.size() && targets.get(target).required();
  }
}
