package dev.linkflux.decision;

import dev.linkflux.time.Rows;
import dev.linkflux.uplink.Heirs;

/**
 * The latest lost probes of an uplink, as they become known, and which of them count: losses with
 * no answer between them have one cause, so that they count once, and once more for every further
 * second. An answer costs O(1); a loss, and taking it back, a look at those of the last moments.
 * Moments in nanoseconds. One owner; not thread safe.
 */
final class LossRuns {
  /**
   * For so long the losses of a run count as one: however fast it is probed, a moment's outage of
   * the radio is one loss.
   */
  static final long ONE = 1_000_000_000L;

  /** How many losses and answers are remembered: those of a time-out at the fastest. */
  private static final int MOST = 256;

  private static final int TARGET = 0;
  private static final int SENT_AT = 1;
  private static final int COUNTS = 2;
  private static final int TAKEN_BACK = -1;

  /** What is known of a probe. */
  enum Known {
    NOT_LOST,
    LOST,
    /** And that counts. */
    COUNTED
  }

  private final Rows losses = new Rows(3);
  private final Rows answers = new Rows(1);

  /** When the probe was sent that was lost last, and that counted last; none before the first. */
  private long latest = Long.MIN_VALUE;

  private long counted = Long.MIN_VALUE;

  /** A probe that was sent then was answered. */
  void answered(long sentAt) {
    if (answers.size() == MOST) {
      answers.dropOldest();
    }
    answers.set(answers.add(), 0, sentAt);
  }

  /** A probe was lost of which that was not known. */
  Known lost(int target, long sentAt) {
    boolean counts = latest == Long.MIN_VALUE || sentAt - counted >= ONE || isNewRun(sentAt);
    counted = counts ? Math.max(counted, sentAt) : counted;
    latest = Math.max(latest, sentAt);
    if (losses.size() == MOST) {
      losses.dropOldest();
    }
    long loss = losses.add();
    losses.set(loss, TARGET, target);
    losses.set(loss, SENT_AT, sentAt);
    losses.set(loss, COUNTS, counts ? 1 : 0);
    return counts ? Known.COUNTED : Known.LOST;
  }

  /** An answered probe was sent between the last lost one and this. */
  private boolean isNewRun(long sentAt) {
    long from = Math.min(latest, sentAt);
    long until = Math.max(latest, sentAt);
    for (long answer = answers.free() - 1; answer >= answers.oldest(); answer--) {
      long one = answers.get(answer, 0);
      if (one > from && one < until) {
        return true;
      }
    }
    return false;
  }

  /** What is known of a probe by now. */
  Known known(int target, long sentAt) {
    return at(find(target, sentAt));
  }

  /** That probe was answered after all; says what had been known of it. */
  Known takeBack(int target, long sentAt) {
    long loss = find(target, sentAt);
    Known before = at(loss);
    if (before != Known.NOT_LOST) {
      losses.set(loss, TARGET, TAKEN_BACK);
    }
    return before;
  }

  /** The targets have other places now; what was lost of those that are gone is taken back. */
  void renumber(Heirs targets) {
    for (long loss = losses.oldest(); loss < losses.free(); loss++) {
      int target = (int) losses.get(loss, TARGET);
      losses.set(loss, TARGET, target == TAKEN_BACK ? TAKEN_BACK : targets.now(target));
    }
  }

  /** Lets go of all. */
  void clear() {
    losses.clear();
    answers.clear();
    latest = Long.MIN_VALUE;
    counted = Long.MIN_VALUE;
  }

  private Known at(long loss) {
    if (loss < losses.oldest()) {
      return Known.NOT_LOST;
    }
    return losses.get(loss, COUNTS) == 1 ? Known.COUNTED : Known.LOST;
  }

  /** Before the oldest if it is not there. */
  private long find(int target, long sentAt) {
    long loss = losses.free() - 1;
    while (loss >= losses.oldest()
        && (losses.get(loss, SENT_AT) != sentAt || losses.get(loss, TARGET) != target)) {
      loss--;
    }
    return loss;
  }
}
