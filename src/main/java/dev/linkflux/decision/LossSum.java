package dev.linkflux.decision;

import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.LossRatio;
import java.util.Arrays;

/**
 * Evidence that an uplink loses as much as breaches its demand: a CUSUM (Page 1954) over the probes
 * of all its targets, and what was sent and lost since it last was 0, which is the most likely
 * moment of the change. Every operation is O(1), but for the sums over the targets. Nats;
 * nanoseconds. One owner; not thread safe.
 */
final class LossSum {
  private final LossOdds odds;

  /** By target, since the beginning: its part of the sum, and its probes. */
  private final double[] parts;

  private final int[] sent;
  private final int[] lost;
  private double sum;
  private long since = Long.MAX_VALUE;

  LossSum(LossOdds odds, int targets) {
    this(odds, new double[targets], new int[targets], new int[targets]);
  }

  private LossSum(LossOdds odds, double[] parts, int[] sent, int[] lost) {
    this.odds = odds;
    this.parts = parts;
    this.sent = sent;
    this.lost = lost;
  }

  /** The same over other targets: what those contributed that are gone is left out. */
  LossSum successor(Heirs targets) {
    for (int target = 0; target < parts.length; target++) {
      if (targets.now(target) == Heirs.NOBODY) {
        leaveOut(target);
      }
    }
    LossSum heir =
        new LossSum(
            odds, targets.inherit(parts, 0), targets.inherit(sent, 0), targets.inherit(lost, 0));
    heir.sum = sum;
    heir.since = since;
    return heir;
  }

  void answered(int target) {
    if (isBegun()) {
      sent[target]++;
      add(target, odds.ifAnswered());
      restartAtZero();
    }
  }

  /**
   * @param counts not the same loss as one before
   * @param cap what one target can contribute at most
   */
  void lost(int target, long sentAt, boolean counts, double cap) {
    if (isBegun() || counts) {
      since = Math.min(since, sentAt);
      sent[target]++;
      lost[target]++;
      add(target, counts ? Math.min(odds.ifLost(), Math.max(0, cap - parts[target])) : 0);
    }
  }

  /** A loss was none; it may be one from before the beginning. */
  void takeBack(int target, long sentAt, boolean counted) {
    if (sentAt >= since && lost[target] > 0) {
      lost[target]--;
      sent[target]--;
      add(target, counted ? -odds.ifLost() : 0);
      restartAtZero();
    }
  }

  /** What a target has contributed says nothing of the uplink. */
  void leaveOut(int target) {
    add(target, -parts[target]);
    sent[target] = 0;
    lost[target] = 0;
    restartAtZero();
  }

  void restart() {
    Arrays.fill(parts, 0);
    Arrays.fill(sent, 0);
    Arrays.fill(lost, 0);
    sum = 0;
    since = Long.MAX_VALUE;
  }

  double value() {
    return sum;
  }

  /** When the first lost probe was sent; later than all if there is no evidence. */
  long since() {
    return since;
  }

  /** What was lost since. */
  LossRatio loss() {
    return isBegun() ? new LossRatio(sum(lost), sum(sent)) : LossRatio.NONE;
  }

  private static int sum(int[] counts) {
    int sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }

  private boolean isBegun() {
    return since != Long.MAX_VALUE;
  }

  private void add(int target, double nats) {
    parts[target] += nats;
    sum += nats;
  }

  private void restartAtZero() {
    if (sum <= 0 && isBegun()) {
      restart();
    }
  }
}
