package dev.linkflux.probe;

import dev.linkflux.probe.Outcome.Promptness;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.util.function.Consumer;

/**
 * The probes of one uplink and target that wait for an answer, and those that timed out lately: an
 * answer may still come. Deadlines of one kind never overtake one another, so that each kind is a
 * queue: every operation is O(1), but for the binary search of a reply's sequence number.
 */
final class Outstanding {
  private static final byte WAITING = 0;
  private static final byte MISSING = 1;
  private static final byte TIMED_OUT = 2;
  private static final byte VOID = 3;
  private static final byte DONE = 4;

  /** How long a timed-out probe is remembered for a late reply: longer than any window. */
  private static final long REMEMBERED = 60_000_000_000L;

  private static final int MOST = 1 << 16;

  private final UplinkId uplink;
  private final TargetId target;
  private final long timeout;
  private final long patience;
  private final ReplyLimit limit = new ReplyLimit();

  private long[] sequences = new long[64];
  private long[] sentAt = new long[64];
  private long[] overdueAt = new long[64];
  private long[] missingAt = new long[64];
  private byte[] states = new byte[64];

  /**
   * Positions count up for ever; a position's slot is its low bits. Oldest kept, next free, next to
   * fire of each kind.
   */
  private long oldest;

  private long free;
  private long nextOverdue;
  private long nextMissing;
  private long nextTimeout;

  /**
   * @param timeout nanoseconds after which a probe is lost
   * @param patience nanoseconds that the demand on the round-trip time allows
   */
  Outstanding(UplinkId uplink, TargetId target, long timeout, long patience) {
    this.uplink = uplink;
    this.target = target;
    this.timeout = timeout;
    this.patience = patience;
  }

  /**
   * Takes a probe that was sent; one with a sequence number that is not higher than the last is not
   * taken.
   */
  void sent(long at, long sequence) {
    if (free > oldest && sequence <= sequences[slot(free - 1)]) {
      return;
    }
    makeRoom(at);
    int slot = slot(free);
    long latest = at + timeout;
    long adaptive = limit.limit(timeout);
    boolean first = free == oldest;
    int before = slot(free - 1);
    sequences[slot] = sequence;
    sentAt[slot] = at;
    overdueAt[slot] = Math.min(latest, Math.max(first ? 0 : overdueAt[before], at + adaptive));
    missingAt[slot] =
        Math.min(
            latest, Math.max(first ? 0 : missingAt[before], at + Math.max(adaptive, patience)));
    states[slot] = WAITING;
    free++;
  }

  void returned(Observation.Returned reply, Consumer<? super Event> next) {
    long position = find(reply.id().sequence());
    if (position < 0) {
      return;
    }
    int slot = slot(position);
    if (states[slot] == DONE) {
      return;
    }
    Promptness promptness = promptness(states[slot], reply.rtt());
    states[slot] = DONE;
    if (promptness != Promptness.LATE) {
      limit.sample(reply.rtt());
    }
    next.accept(
        new Outcome.Replied(
            reply.at(),
            reply.id(),
            new Moment(sentAt[slot]),
            reply.rtt(),
            promptness,
            reply.reflected()));
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
    long position = find(refusal.id().sequence());
    if (position >= 0 && states[slot(position)] <= MISSING) {
      states[slot(position)] = DONE;
      next.accept(
          new Outcome.Unreachable(
              refusal.at(),
              refusal.id(),
              new Moment(sentAt[slot(position)]),
              refusal.type(),
              refusal.code(),
              refusal.reporter(),
              refusal.reason()));
    }
  }

  void withheld(Observation.Withheld failure, Consumer<? super Event> next) {
    long position = find(failure.id().sequence());
    if (position >= 0) {
      states[slot(position)] = DONE;
    }
    next.accept(new Outcome.NotSent(failure.at(), failure.id(), failure.reason()));
  }

  /** What waits now gives no evidence; its replies still count. */
  void stalled() {
    for (long position = oldest; position < free; position++) {
      if (states[slot(position)] <= MISSING) {
        states[slot(position)] = VOID;
      }
    }
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
      int slot = slot(nextOverdue++);
      next.accept(new Doubt.Overdue(at, id(slot), new Moment(sentAt[slot])));
    } else if (due == dueMissing()) {
      int slot = slot(nextMissing++);
      states[slot] = MISSING;
      next.accept(new Doubt.Missing(at, id(slot), new Moment(sentAt[slot])));
    } else {
      int slot = slot(nextTimeout++);
      states[slot] = TIMED_OUT;
      next.accept(new Outcome.TimedOut(at, id(slot), new Moment(sentAt[slot])));
    }
  }

  private long dueOverdue() {
    while (nextOverdue < free && states[slot(nextOverdue)] != WAITING) {
      nextOverdue++;
    }
    return nextOverdue < free ? overdueAt[slot(nextOverdue)] : Long.MAX_VALUE;
  }

  private long dueMissing() {
    while (nextMissing < free && states[slot(nextMissing)] != WAITING) {
      nextMissing++;
    }
    return nextMissing < free ? missingAt[slot(nextMissing)] : Long.MAX_VALUE;
  }

  private long dueTimeout() {
    while (nextTimeout < free && states[slot(nextTimeout)] > MISSING) {
      nextTimeout++;
    }
    return nextTimeout < free ? sentAt[slot(nextTimeout)] + timeout : Long.MAX_VALUE;
  }

  private ProbeId id(int slot) {
    return new ProbeId(uplink, target, sequences[slot]);
  }

  /** Position of a sequence number, or -1. */
  private long find(long sequence) {
    long low = oldest;
    long high = free - 1;
    while (low <= high) {
      long middle = (low + high) >>> 1;
      long found = sequences[slot(middle)];
      if (found == sequence) {
        return middle;
      }
      if (found < sequence) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  private int slot(long position) {
    return (int) position & (sequences.length - 1);
  }

  /** Forgets what is settled or old; grows if all of the rest is still needed, up to a limit. */
  private void makeRoom(long now) {
    while (oldest < free && isForgettable(slot(oldest), now)) {
      oldest++;
    }
    if (free - oldest == sequences.length) {
      if (sequences.length == MOST) {
        oldest++;
      } else {
        grow(sequences.length * 2);
      }
    }
    nextOverdue = Math.max(nextOverdue, oldest);
    nextMissing = Math.max(nextMissing, oldest);
    nextTimeout = Math.max(nextTimeout, oldest);
  }

  private boolean isForgettable(int slot, long now) {
    byte state = states[slot];
    return state == DONE || (state > MISSING && now - sentAt[slot] > REMEMBERED);
  }

  private void grow(int capacity) {
    long[] newSequences = new long[capacity];
    long[] newSentAt = new long[capacity];
    long[] newOverdueAt = new long[capacity];
    long[] newMissingAt = new long[capacity];
    byte[] newStates = new byte[capacity];
    for (long position = oldest; position < free; position++) {
      int from = slot(position);
      int to = (int) position & (capacity - 1);
      newSequences[to] = sequences[from];
      newSentAt[to] = sentAt[from];
      newOverdueAt[to] = overdueAt[from];
      newMissingAt[to] = missingAt[from];
      newStates[to] = states[from];
    }
    sequences = newSequences;
    sentAt = newSentAt;
    overdueAt = newOverdueAt;
    missingAt = newMissingAt;
    states = newStates;
  }
}
