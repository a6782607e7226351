package dev.linkflux.engine;

import dev.linkflux.decision.Tempo;
import dev.linkflux.probe.Budget;
import dev.linkflux.probe.Cost;
import dev.linkflux.probe.Probing;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.util.List;

/**
 * How long the interval of a tempo is, nanoseconds: as configured; for a metered uplink, as its
 * budget allows. One owner; not thread safe.
 */
sealed interface Rhythm {
  /** The rhythm of an uplink that begins to be probed now. */
  static Rhythm of(
      Uplink uplink, List<Target> targets, Probing probing, Instruments instruments, long now) {
    if (!uplink.isMetered() || targets.isEmpty()) {
      return new Free(probing);
    }
    double expected =
        targets.stream()
            .mapToLong(target -> Cost.of(target.question(), probing.payload()))
            .average()
            .orElseThrow();
    Budget budget =
        new Budget(uplink.budget(), targets.size(), expected, now, instruments.spent(uplink.id()));
    Budget.Past past = instruments.past(uplink.id());
    if (past != null) {
      budget.recall(past, now);
    }
    instruments.accounted(uplink.id(), budget.account());
    return new Metered(uplink, probing, budget, instruments);
  }

  /**
   * The rhythm from now on. The account of a budget that stays the same goes on.
   *
   * @param before that of the same uplink until now
   */
  static Rhythm after(
      Rhythm before,
      Uplink uplink,
      List<Target> targets,
      Probing probing,
      Instruments instruments,
      long now) {
    if (before instanceof Metered(var was, var _, var budget, var _)
        && was.budget() == uplink.budget()
        && !targets.isEmpty()) {
      budget.share(targets.size());
      return new Metered(uplink, probing, budget, instruments);
    }
    return of(uplink, targets, probing, instruments, now);
  }

  /** The interval now. */
  long interval(Tempo tempo);

  /** Somebody has a turn now. */
  void turn(long now);

  /** As configured. */
  record Free(Probing probing) implements Rhythm {
    @Override
    public long interval(Tempo tempo) {
      return switch (tempo) {
        case REST -> probing.rest().toNanos();
        case STEADY -> probing.interval().toNanos();
        case FAST -> probing.fast().toNanos();
      };
    }

    @Override
    public void turn(long now) {}
  }

  /** As the budget allows. */
  record Metered(Uplink uplink, Probing probing, Budget budget, Instruments instruments)
      implements Rhythm {
    /** How old what it has come to may be when somebody wants to keep it, nanoseconds. */
    private static final long TOLD_AFTER = 5_000_000_000L;

    @Override
    public long interval(Tempo tempo) {
      return switch (tempo) {
        case REST -> affordable(probing.rest().toNanos());
        case STEADY -> affordable(probing.interval().toNanos());
        case FAST ->
            budget.lends() ? probing.fast().toNanos() : affordable(probing.interval().toNanos());
      };
    }

    private long affordable(long wanted) {
      return budget.interval(wanted, probing.slowest().toNanos());
    }

    @Override
    public void turn(long now) {
      budget.turn(now, instruments.spent(uplink.id()));
      Budget.Past known = instruments.past(uplink.id());
      if (known == null || now - known.at() >= TOLD_AFTER) {
        instruments.spentSoFar(uplink.id(), budget.past());
      }
      instruments.accounted(uplink.id(), budget.account());
    }
  }
}
