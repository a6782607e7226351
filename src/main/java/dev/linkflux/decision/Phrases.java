package dev.linkflux.decision;

import dev.linkflux.time.Moment;
import java.util.List;
import java.util.Locale;

/** Phrases that the reasons and the sentence of an election have in common. */
final class Phrases {
  private static final long SECOND = 1_000_000_000;
  private static final long[] UNITS = {86_400 * SECOND, 3_600 * SECOND, 60 * SECOND};
  private static final String[] NAMES = {"d", "h", "min"};

  private Phrases() {}

  /** How long it is until then, in the largest unit of which there are two, rounded up. */
  static String until(Moment at, Moment until) {
    long nanos = Math.max(0, until.since(at).toNanos());
    for (int unit = 0; unit < UNITS.length; unit++) {
      if (nanos >= 2 * UNITS[unit]) {
        return Math.ceilDiv(nanos, UNITS[unit]) + " " + NAMES[unit];
      }
    }
    return Math.ceilDiv(nanos, SECOND) + " s";
  }

  /** One, or one and another, or several. */
  static String list(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  static String millis(double nanos) {
    double millis = nanos / 1e6;
    return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
  }

  /** What the operator wants of it, and for how long. */
  static String wished(Ballot ballot, Candidate candidate) {
    Wish wish = candidate.wish();
    String wanted =
        switch (wish.steering()) {
          case AUTO -> "left alone by the operator";
          case PIN -> "pinned by the operator";
          case AVOID -> "avoided by the operator";
        };
    boolean ends = !wish.until().equals(Moment.NEVER);
    return ends ? wanted + " for " + until(ballot.at(), wish.until()) : wanted;
  }

  /** Why it is avoided. */
  static String avoided(Ballot ballot, Candidate candidate) {
    Moment over = candidate.workedOnUntil();
    return over == null || !candidate.wish().equals(Wish.NONE)
        ? wished(ballot, candidate)
        : "avoided for maintenance for " + until(ballot.at(), over);
  }

  /** Its state and the cause of it. */
  static String state(Candidate candidate) {
    return candidate.state() + " (" + candidate.cause() + ")";
  }
}
