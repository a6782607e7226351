package dev.linkflux.probe;

import dev.linkflux.probe.Outcome.Promptness;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.util.function.Consumer;

/**
 * The probes of one uplink and target that wait for an answer, and those that were answered or
 * timed out lately: one more answer may still come. Every operation is O(1), but for the binary
 * search of a reply's sequence number.
 */
final class Outstanding {
  private final UplinkId uplink;
  private final TargetId target;
  private final long timeout;
  private final long patience;

  private final ReplyLimit limit;
  private final Ledger probes;
  private final Deadlines deadlines;

  /** How many are waiting or missing. */
  private int undecided;

  /** Position of the youngest that was answered. */
  private long youngestAnswered = -1;

  /**
   * @param timeout nanoseconds after which a probe is lost
   * @param patience nanoseconds that the demand on the round-trip time allows
   */
  Outstanding(UplinkId uplink, TargetId target, long timeout, long patience) {
    this.uplink = uplink;
    this.target = target;
    this.timeout = timeout;
    this.patience = patience;
    this.limit = new ReplyLimit();
    this.probes = new Ledger();
    this.deadlines = new Deadlines(probes, timeout);
  }

  private Outstanding(
      UplinkId uplink, TargetId target, long timeout, long patience, long now, Outstanding before) {
    this.uplink = uplink;
    this.target = target;
    this.timeout = timeout;
    this.patience = patience;
    this.limit = before.limit;
    this.probes = before.probes;
    this.deadlines = before.deadlines.successor(timeout, now);
    this.undecided = before.undecided;
    this.youngestAnswered = before.youngestAnswered;
  }

  /** The same under other ids, with other limits from now on; this one is of no use any more. */
  Outstanding successor(UplinkId uplink, TargetId target, long timeout, long patience, long now) {
    return new Outstanding(uplink, target, timeout, patience, now, this);
  }

  /**
   * Takes a probe that was sent; one with a sequence number that is not higher than the last is not
   * taken.
   */
  void sent(long at, long sequence) {
    long before = probes.free() - 1;
    if (!probes.isEmpty() && sequence <= probes.sequence(before)) {
      return;
    }
    boolean first = undecided == 0;
    long latest = at + timeout;
    long adaptive = limit.limit(timeout);
    long overdue = Math.max(first ? 0 : probes.overdueAt(before), at + adaptive);
    long missing =
        Math.max(first ? 0 : probes.missingAt(before), at + Math.max(adaptive, patience));
    while (!probes.isEmpty() && (probes.isFull() || probes.isForgettable(probes.oldest(), at))) {
      settle(probes.oldest(), Ledger.SETTLED);
      probes.dropOldest();
    }
    undecided++;
    probes.add(sequence, at, Math.min(latest, overdue), Math.min(latest, missing));
    deadlines.skipDropped();
  }

  void returned(Observation.Returned reply, Consumer<? super Event> next) {
    long position = probes.find(reply.id().sequence());
    if (position < 0 || probes.state(position) == Ledger.SETTLED) {
      return;
    }
    if (probes.state(position) == Ledger.ANSWERED) {
      if (!probes.isForgettable(position, reply.at().nanos())) {
        next.accept(new Oddity.Duplicated(reply.at(), reply.id()));
      }
      return;
    }
    byte state = probes.state(position);
    Promptness promptness = promptness(state, reply.rtt());
    settle(position, Ledger.ANSWERED);
    if (promptness != Promptness.LATE) {
      limit.sample(
          state == Ledger.VOID ? reply.rtt() : reply.at().nanos() - probes.sentAt(position));
    }
    next.accept(
        new Outcome.Replied(
            reply.at(),
            reply.id(),
            new Moment(probes.sentAt(position)),
            reply.rtt(),
            promptness,
            reply.reflected()));
    if (position < youngestAnswered) {
      next.accept(new Oddity.Reordered(reply.at(), reply.id()));
    }
    youngestAnswered = Math.max(youngestAnswered, position);
  }

  private Promptness promptness(byte state, long rtt) {
    return switch (state) {
      case Ledger.WAITING -> Promptness.PROMPT;
      case Ledger.MISSING -> Promptness.SLOW;
      case Ledger.VOID -> rtt < timeout ? Promptness.PROMPT : Promptness.LATE;
      default -> Promptness.LATE;
    };
  }

  void bounced(Observation.Bounced refusal, Consumer<? super Event> next) {
    long position = probes.find(refusal.id().sequence());
    if (position >= 0 && probes.isUndecided(position)) {
      settle(position, Ledger.SETTLED);
      next.accept(
          new Outcome.Unreachable(
              refusal.at(),
              refusal.id(),
              new Moment(probes.sentAt(position)),
              refusal.type(),
              refusal.code(),
              refusal.reporter(),
              refusal.reason()));
    }
  }

  void withheld(Observation.Withheld failure, Consumer<? super Event> next) {
    long position = probes.find(failure.id().sequence());
    if (position >= 0) {
      settle(position, Ledger.SETTLED);
    }
    next.accept(new Outcome.NotSent(failure.at(), failure.id(), failure.reason()));
  }

  /** What waits now gives no evidence; its replies still count. */
  void stalled() {
    for (long position = probes.oldest(); position < probes.free(); position++) {
      if (probes.isUndecided(position)) {
        settle(position, Ledger.VOID);
      }
    }
  }

  private void settle(long position, byte state) {
    if (probes.isUndecided(position)) {
      undecided--;
    }
    probes.state(position, state);
  }

  /** The earliest deadline, in nanoseconds. */
  long due() {
    return deadlines.earliest();
  }

  /**
   * Fires the earliest deadline; of several at one moment in the order overdue, missing, timed out.
   */
  void fire(Consumer<? super Event> next) {
    long due = due();
    Moment at = new Moment(due);
    if (due == deadlines.overdue()) {
      long position = deadlines.takeOverdue();
      next.accept(new Doubt.Overdue(at, id(position), sentAt(position)));
    } else if (due == deadlines.missing()) {
      long position = deadlines.takeMissing();
      probes.state(position, Ledger.MISSING);
      next.accept(new Doubt.Missing(at, id(position), sentAt(position)));
    } else {
      long position = deadlines.takeTimeout();
      settle(position, Ledger.TIMED_OUT);
      next.accept(new Outcome.TimedOut(at, id(position), sentAt(position)));
    }
  }

  private ProbeId id(long position) {
    return new ProbeId(uplink, target, probes.sequence(position));
  }

  private Moment sentAt(long position) {
    return new Moment(probes.sentAt(position));
  }
}
