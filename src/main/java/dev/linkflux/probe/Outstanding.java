package dev.linkflux.probe;

import dev.linkflux.probe.Outcome.Promptness;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.util.function.Consumer;

/**
 * The probes of one uplink and target that wait for an answer, and those that were answered or
 * timed out lately: one more answer may still come. Deadlines of one kind never overtake one
 * another, so that each kind is a queue: every operation is O(1), but for the binary search of a
 * reply's sequence number.
 */
final class Outstanding {
  private static final byte WAITING = 0;
  private static final byte MISSING = 1;
  private static final byte TIMED_OUT = 2;
  private static final byte VOID = 3;
  private static final byte ANSWERED = 4;
  private static final byte SETTLED = 5;

  /** How long a timed-out probe is remembered for a late reply: longer than any window. */
  private static final long REMEMBERED = 60_000_000_000L;

  /** How long an answered one is, for a second reply. */
  private static final long TWICE = 10_000_000_000L;

  /**
   * And only of so many latest probes: thousands of targets asked fast must not fill the memory.
   */
  private static final int LATEST = 32;

  private final UplinkId uplink;
  private final TargetId target;
  private final long timeout;
  private final long patience;

  /** No time-out is before it: an earlier one was a longer one then. */
  private final long timeoutFrom;

  private final ReplyLimit limit;
  private final Ledger probes;

  /** Position of the next to fire of each kind. */
  private long nextOverdue;

  private long nextMissing;
  private long nextTimeout;

  /** How many are waiting or missing. */
  private int undecided;

  /** Position of the youngest that was answered. */
  private long youngestAnswered = -1;

  /**
   * @param timeout nanoseconds after which a probe is lost
   * @param patience nanoseconds that the demand on the round-trip time allows
   */
  Outstanding(UplinkId uplink, TargetId target, long timeout, long patience) {
    this(uplink, target, timeout, patience, 0, new ReplyLimit(), new Ledger());
  }

  private Outstanding(
      UplinkId uplink,
      TargetId target,
      long timeout,
      long patience,
      long timeoutFrom,
      ReplyLimit limit,
      Ledger probes) {
    this.uplink = uplink;
    this.target = target;
    this.timeout = timeout;
    this.patience = patience;
    this.timeoutFrom = timeoutFrom;
    this.limit = limit;
    this.probes = probes;
  }

  /** The same under other ids, with other limits from now on; this one is of no use any more. */
  Outstanding successor(UplinkId uplink, TargetId target, long timeout, long patience, long now) {
    Outstanding heir = new Outstanding(uplink, target, timeout, patience, now, limit, probes);
    heir.nextOverdue = nextOverdue;
    heir.nextMissing = nextMissing;
    heir.nextTimeout = nextTimeout;
    heir.undecided = undecided;
    heir.youngestAnswered = youngestAnswered;
    return heir;
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
    while (!probes.isEmpty() && (probes.isFull() || isForgettable(probes.oldest(), at))) {
      settle(probes.oldest(), SETTLED);
      probes.dropOldest();
    }
    undecided++;
    probes.add(sequence, at, Math.min(latest, overdue), Math.min(latest, missing), WAITING);
    nextOverdue = Math.max(nextOverdue, probes.oldest());
    nextMissing = Math.max(nextMissing, probes.oldest());
    nextTimeout = Math.max(nextTimeout, probes.oldest());
  }

  void returned(Observation.Returned reply, Consumer<? super Event> next) {
    long position = probes.find(reply.id().sequence());
    if (position < 0 || probes.state(position) == SETTLED) {
      return;
    }
    if (probes.state(position) == ANSWERED) {
      if (!isForgettable(position, reply.at().nanos())) {
        next.accept(new Oddity.Duplicated(reply.at(), reply.id()));
      }
      return;
    }
    byte state = probes.state(position);
    Promptness promptness = promptness(state, reply.rtt());
    settle(position, ANSWERED);
    if (promptness != Promptness.LATE) {
      limit.sample(state == VOID ? reply.rtt() : reply.at().nanos() - probes.sentAt(position));
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
      case WAITING -> Promptness.PROMPT;
      case MISSING -> Promptness.SLOW;
      case VOID -> rtt < timeout ? Promptness.PROMPT : Promptness.LATE;
      default -> Promptness.LATE;
    };
  }

  void bounced(Observation.Bounced refusal, Consumer<? super Event> next) {
    long position = probes.find(refusal.id().sequence());
    if (position >= 0 && probes.state(position) <= MISSING) {
      settle(position, SETTLED);
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
      settle(position, SETTLED);
    }
    next.accept(new Outcome.NotSent(failure.at(), failure.id(), failure.reason()));
  }

  /** What waits now gives no evidence; its replies still count. */
  void stalled() {
    for (long position = probes.oldest(); position < probes.free(); position++) {
      if (probes.state(position) <= MISSING) {
        settle(position, VOID);
      }
    }
  }

  private void settle(long position, byte state) {
    if (probes.state(position) <= MISSING) {
      undecided--;
    }
    probes.state(position, state);
  }

  /** The earliest deadline, in nanoseconds. */
  long due() {
    return Math.min(dueOverdue(), Math.min(dueMissing(), dueTimeout()));
  }

  /**
   * Fires the earliest deadline; of several at one moment in the order overdue, missing, timed out.
   */
  void fire(Consumer<? super Event> next) {
    long due = due();
    Moment at = new Moment(due);
    if (due == dueOverdue()) {
      long position = nextOverdue++;
      next.accept(new Doubt.Overdue(at, id(position), sentAt(position)));
    } else if (due == dueMissing()) {
      long position = nextMissing++;
      probes.state(position, MISSING);
      next.accept(new Doubt.Missing(at, id(position), sentAt(position)));
    } else {
      long position = nextTimeout++;
      settle(position, TIMED_OUT);
      next.accept(new Outcome.TimedOut(at, id(position), sentAt(position)));
    }
  }

  private long dueOverdue() {
    while (nextOverdue < probes.free() && probes.state(nextOverdue) != WAITING) {
      nextOverdue++;
    }
    return nextOverdue < probes.free() ? probes.overdueAt(nextOverdue) : Long.MAX_VALUE;
  }

  private long dueMissing() {
    while (nextMissing < probes.free() && probes.state(nextMissing) != WAITING) {
      nextMissing++;
    }
    return nextMissing < probes.free() ? probes.missingAt(nextMissing) : Long.MAX_VALUE;
  }

  private long dueTimeout() {
    while (nextTimeout < probes.free() && probes.state(nextTimeout) > MISSING) {
      nextTimeout++;
    }
    return nextTimeout < probes.free()
        ? Math.max(timeoutFrom, probes.sentAt(nextTimeout) + timeout)
        : Long.MAX_VALUE;
  }

  private ProbeId id(long position) {
    return new ProbeId(uplink, target, probes.sequence(position));
  }

  private Moment sentAt(long position) {
    return new Moment(probes.sentAt(position));
  }

  private boolean isForgettable(long position, long now) {
    return switch (probes.state(position)) {
      case WAITING, MISSING -> false;
      case TIMED_OUT, VOID -> now - probes.sentAt(position) > REMEMBERED;
      case ANSWERED -> now - probes.sentAt(position) > TWICE || probes.free() - position >= LATEST;
      default -> true;
    };
  }
}
