package dev.linkflux.bench.scoreboard;

import java.util.List;

/**
 * An uplink as a trace has it: a probe fares as the recorded one to its target that is nearest in
 * time.
 */
final class RecordedWay implements Way {
  /**
   * A recorded one.
   *
   * @param sentAt nanoseconds
   * @param rtt nanoseconds, or {@link Way#LOST}
   */
  record Probe(long sentAt, long rtt) {}

  private final List<List<Probe>> targets;
  private final int[] nearest;

  /**
   * @param targets at least one, each with at least one probe, in time order; those who ask for
   *     more begin anew
   */
  RecordedWay(List<List<Probe>> targets) {
    this.targets = targets;
    this.nearest = new int[targets.size()];
  }

  @Override
  public long rtt(int target, long at) {
    int index = target % targets.size();
    List<Probe> probes = targets.get(index);
    int i = nearest[index];
    while (i + 1 < probes.size() && away(probes.get(i + 1), at) <= away(probes.get(i), at)) {
      i++;
    }
    nearest[index] = i;
    return probes.get(i).rtt;
  }

  private static long away(Probe probe, long at) {
    return Math.abs(probe.sentAt - at);
  }
}
