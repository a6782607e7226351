package dev.linkflux.decision;

import dev.linkflux.time.Moment;

/**
 * Whether an uplink is probed fast, and until when at the latest. Moments in nanoseconds. One
 * owner; not thread safe.
 */
final class Suspicion {
  /** At the latest after this the matter counts as settled. */
  private static final long LONGEST = 5_000_000_000L;

  /**
   * And at the latest after so many probes have ended: thrice what a default configuration asks in
   * that time, for those with many targets or a very short fast interval. (Probes that are under
   * way then are not counted: at most a time-out's worth.)
   */
  private static final int MOST = 500;

  /** No target is to be left with fewer, though. */
  private static final int MOST_OF_A_TARGET = 10;

  /**
   * If it was not settled by then, so many times its length must pass before the next suspicion: a
   * cap on the cost.
   */
  private static final int PAUSE = 9;

  /** And so many times if loss is likely, to be sure of it in time. */
  private static final int SHORT_PAUSE = 2;

  private boolean fast;

  /** It began in the pause, for the silence of all targets: it lasts as long as that. */
  private boolean urgent;

  private long until = Long.MAX_VALUE;
  private long notBefore;
  private int answers;
  private int misses;
  private int probes;

  boolean isFast() {
    return fast;
  }

  /**
   * Something is amiss.
   *
   * @param likely there is evidence of loss from before
   * @return true if that made it fast
   */
  boolean suspect(Moment at, boolean likely) {
    long earlier = likely ? (PAUSE - SHORT_PAUSE) * LONGEST : 0;
    if (fast || at.nanos() < notBefore - earlier) {
      return false;
    }
    begin(at);
    return true;
  }

  /**
   * All targets are silent, which is seldom chance: the pause does not matter as long as that
   * lasts. (Where losses are frequent the line is watched steadily most of the time, and a blackout
   * needs more evidence.)
   *
   * @return true if that made it fast
   */
  boolean press(Moment at) {
    if (fast) {
      return false;
    }
    begin(at);
    urgent = at.nanos() < notBefore;
    return true;
  }

  /** It is fast for the silence of all targets alone. */
  boolean isUrgent() {
    return urgent;
  }

  private void begin(Moment at) {
    fast = true;
    until = at.nanos() + LONGEST;
    answers = 0;
    misses = 0;
    probes = 0;
  }

  /** A probe has ended, however. */
  void ended() {
    probes++;
  }

  /**
   * It is fast, and has cost all the probes that it may.
   *
   * @param targets how many are asked
   */
  boolean isExhausted(int targets) {
    return fast && probes >= Math.max(MOST, MOST_OF_A_TARGET * targets);
  }

  void answered() {
    answers++;
  }

  void missed() {
    misses++;
  }

  /** What has been missed was the fault of a target. */
  void excuse() {
    misses = 0;
  }

  /**
   * Every target has answered twice, and ten answers stand against each miss: the loss, if it is
   * one, is seen elsewhere.
   */
  boolean isAllayed(int targets) {
    return answers >= 2 * targets + 10 * misses;
  }

  /** It is slow again, if it was not. */
  void settle() {
    fast = false;
    urgent = false;
    until = Long.MAX_VALUE;
  }

  /** The limit has passed, and nothing was settled. */
  void giveUp(Moment at) {
    notBefore = urgent ? notBefore : at.nanos() + PAUSE * LONGEST;
    settle();
  }

  void pardon() {
    notBefore = 0;
  }

  long until() {
    return until;
  }

  void postpone(long nanos) {
    until = fast ? until + nanos : until;
  }
}
