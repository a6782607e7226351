package dev.linkflux.decision;

import dev.linkflux.probe.Probing;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.util.List;

/**
 * All that decisions are set by.
 *
 * @param uplinks that may carry, by their ordinals
 * @param targets that tell of them, by their ordinals
 * @param demands at most one a metric
 * @param probing how often they are asked
 * @param rules of the detector, the states and the elections
 */
public record Terms(
    List<Uplink> uplinks,
    List<Target> targets,
    List<Demand> demands,
    Probing probing,
    Rules rules) {
  public Terms {
    uplinks = List.copyOf(uplinks);
    targets = List.copyOf(targets);
    demands = List.copyOf(demands);
  }

  /** By target, whether its silence alone is an uplink's. */
  boolean[] required() {
    boolean[] required = new boolean[targets.size()];
    for (Target target : targets) {
      required[target.id().ordinal()] = target.required();
    }
    return required;
  }

  /** From which evidence on silence is a blackout. */
  Threshold threshold() {
    return new Threshold(targets.size(), probing.interval(), rules.falseSwitches());
  }
}
