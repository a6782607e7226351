package dev.linkflux.replay.score;

import dev.linkflux.decision.Tempo;
import dev.linkflux.probe.Budget;
import dev.linkflux.probe.Cost;
import dev.linkflux.probe.Probing;
import dev.linkflux.replay.score.Course.Step;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.util.List;

/**
 * What the probes of one uplink cost at the tempos that were decided, were each of them sent and
 * answered. A trace cannot tell: it holds what was sent at the tempos of whoever recorded it.
 */
final class Spending {
  private final Uplink uplink;
  private final Probing probing;
  private final int targets;

  /** Bytes of one probe of each target. */
  private final double round;

  Spending(Uplink uplink, List<Target> targets, Probing probing) {
    this.uplink = uplink;
    this.probing = probing;
    this.targets = targets.size();
    this.round =
        targets.stream().mapToLong(target -> Cost.of(target.question(), probing.payload())).sum();
  }

  /**
   * Bytes of IP, both directions, from the beginning until a moment.
   *
   * @param steps the tempos, from the beginning
   */
  double until(long end, List<Step> steps) {
    if (uplink.disabled() || targets == 0) {
      return 0;
    }
    Budget budget =
        uplink.isMetered() ? new Budget(uplink.budget(), targets, round / targets, 0, 0) : null;
    double bytes = 0;
    for (int i = 0; i < steps.size() && steps.get(i).from().nanos() < end; i++) {
      long from = steps.get(i).from().nanos();
      long until = i + 1 < steps.size() ? Math.min(end, steps.get(i + 1).from().nanos()) : end;
      Tempo tempo = steps.get(i).tempo();
      bytes =
          budget == null
              ? bytes + (double) (until - from) * round / pause(interval(tempo))
              : paid(budget, bytes, (double) from, (double) until, tempo);
    }
    return bytes;
  }

  /** Turn by turn, as each changes what the budget allows. */
  private double paid(Budget budget, double before, double from, double until, Tempo tempo) {
    double bytes = before;
    double at = from;
    while (at < until) {
      long wanted = interval(tempo == Tempo.FAST && !budget.lends() ? Tempo.STEADY : tempo);
      boolean borrows = tempo == Tempo.FAST && budget.lends();
      long interval = borrows ? wanted : budget.interval(wanted, probing.slowest().toNanos());
      double turn = pause(interval) / targets;
      double taken = Math.min(1, (until - at) / turn);
      bytes += taken * round / targets;
      at += turn;
      budget.turn((long) Math.min(at, until), (long) bytes);
    }
    return bytes;
  }

  private long interval(Tempo tempo) {
    return switch (tempo) {
      case REST -> probing.rest().toNanos();
      case STEADY -> probing.interval().toNanos();
      case FAST -> probing.fast().toNanos();
    };
  }

  private static double pause(long interval) {
    return (double) interval * Probing.MEAN_PAUSE;
  }
}
