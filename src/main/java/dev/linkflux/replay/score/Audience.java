package dev.linkflux.replay.score;

import java.util.Arrays;

/**
 * Whose fault it is that a target of an uplink does not answer. Its own, if it has never answered
 * there and others have; or if it is silent for the third time in a row while another one has
 * answered in between. One owner; not thread safe.
 */
final class Audience {
  /** So many probes in a row that are lost may be chance. */
  private static final int CHANCE = 2;

  private static final long NEVER = -1;

  private final Yardstick yardstick;
  private Seat[] seats = {};

  /** How many count: that have answered, and are not silent by their own fault. */
  private int count;

  private int asked;

  /** When the latest probe was sent that was answered by anybody. */
  private long latest = NEVER;

  /** Whose fault a lost probe is. */
  enum Fault {
    TARGET,
    UPLINK,
    /** Nobody has ever answered: nobody can tell. */
    NOBODY
  }

  private static final class Seat {
    private boolean asked;
    private boolean known;
    private boolean muted;
    private int run;
    private long runFrom;
  }

  Audience(Yardstick yardstick) {
    this.yardstick = yardstick;
  }

  void answered(int target, long sent) {
    Seat seat = seat(target);
    seat.run = 0;
    if (!seat.known || seat.muted) {
      seat.known = true;
      seat.muted = false;
      count++;
    }
    latest = sent;
  }

  Fault lost(int target, long sent) {
    Seat seat = seat(target);
    if (seat.run++ == 0) {
      seat.runFrom = sent;
    }
    if (!seat.known) {
      return latest == NEVER ? Fault.NOBODY : Fault.TARGET;
    }
    // What was answered since the run began was so by another one.
    if (!seat.muted
        && seat.run > CHANCE
        && latest > seat.runFrom
        && !yardstick.isRequired(target)) {
      seat.muted = true;
      count--;
    }
    return seat.muted ? Fault.TARGET : Fault.UPLINK;
  }

  /** How many probes of that target in a row were lost so far. */
  int run(int target) {
    return seat(target).run;
  }

  /** How many targets' silence counts; before anybody has answered all that were asked. */
  int count() {
    return latest == NEVER ? asked : count;
  }

  private Seat seat(int target) {
    if (target >= seats.length) {
      int known = seats.length;
      seats = Arrays.copyOf(seats, Math.max(8, 2 * target));
      for (int place = known; place < seats.length; place++) {
        seats[place] = new Seat();
      }
    }
    Seat seat = seats[target];
    if (!seat.asked) {
      seat.asked = true;
      asked++;
    }
    return seat;
  }
}
