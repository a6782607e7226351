package dev.linkflux.decision;

import dev.linkflux.decision.Contest.Lead;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One uplink as an election sees it.
 *
 * @param cause of its state
 * @param evidence of its state
 * @param wish what the operator wants of it
 * @param workedOnUntil when the work on it is over; null if there is none now, nor shortly
 * @param used bytes of this month, against its quota
 * @param rtt median round-trip time, nanoseconds; {@link Performance#NO_RTT} if it is not known
 * @param severity how many times its limit the worst of its figures is, from 1
 * @param share of its weight, in eighths
 * @param lead over the one that carries; null if it has none
 */
record Candidate(
    Uplink uplink,
    StateName state,
    Cause cause,
    List<Figure> evidence,
    Wish wish,
    @Nullable Moment workedOnUntil,
    long used,
    long rtt,
    double severity,
    int share,
    @Nullable Lead lead) {

  UplinkId id() {
    return uplink.id();
  }

  String name() {
    return uplink.name();
  }

  /** A local fact rules it out: nothing can come through it. */
  boolean isCut() {
    return state == StateName.DOWN && cause != Cause.BLACKOUT;
  }

  boolean isPinned() {
    return wish.steering() == Steering.PIN;
  }

  /** The operator's word counts more than the calendar's. */
  boolean isAvoided() {
    return wish.steering() == Steering.AVOID || (workedOnUntil != null && !isPinned());
  }

  /** Its quota of the month is used up. */
  boolean isOver() {
    return uplink.quota() != Uplink.UNMETERED && used >= uplink.quota();
  }

  /** The tier that it counts as: over its quota, one lower. */
  int tier() {
    return uplink.tier() + (isOver() ? 1 : 0);
  }

  /** Before the other among the good: by tier, and within its quota first. */
  int compareLevel(Candidate other) {
    int byTier = Integer.compare(tier(), other.tier());
    return byTier != 0 ? byTier : Boolean.compare(isOver(), other.isOver());
  }
}
