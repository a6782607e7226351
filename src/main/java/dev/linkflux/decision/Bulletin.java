package dev.linkflux.decision;

import dev.linkflux.decision.Election.Considered;
import dev.linkflux.decision.Election.Excluded;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was told last, and whether another election is news: if others carry, or with other weights,
 * or others stand by. If only the causes are others, they are told when the last ones have stood
 * for a while. One owner; not thread safe.
 */
final class Bulletin {
  /** How long causes stand at least. */
  static final Duration CAUSES_STAND = Duration.ofSeconds(10);

  private @Nullable Election last;
  private List<UplinkId> carrying = List.of();
  private Moment due = Moment.NEVER;
  private Cause dueFor = Cause.STARTED;

  /** What carried before the first election. */
  void found(List<UplinkId> uplinks) {
    if (last == null) {
      carrying = uplinks;
    }
  }

  /** What goes on: the last election as it would have been told of those that are there still. */
  Bulletin successor(Heirs lines) {
    Bulletin heir = new Bulletin();
    Election before = last;
    heir.last = before == null ? null : before.successor(lines);
    heir.carrying = lines.of(carrying);
    heir.due = due;
    heir.dueFor = dueFor;
    return heir;
  }

  boolean isBegun() {
    return last != null;
  }

  List<UplinkId> carrying() {
    return carrying;
  }

  /** The election if it is to be told now, else null. */
  @Nullable Election news(Election election, boolean evenIfSame) {
    Election before = last;
    boolean keptBack = !due.equals(Moment.NEVER);
    due = Moment.NEVER;
    if (before != null && !evenIfSame && sameSets(before, election)) {
      if (before.excluded().equals(election.excluded())) {
        return null;
      }
      Moment free = before.at().plus(CAUSES_STAND);
      if (election.at().isBefore(free)) {
        due = free;
        dueFor = keptBack && isNoCause(election.cause()) ? dueFor : election.cause();
        return null;
      }
    }
    return told(election);
  }

  /** The last election again, to say that it stands in spite of the silence; null before it. */
  @Nullable Election again(Isolated now) {
    Election before = last;
    return before == null
        ? null
        : told(
            new Election(
                now.at(),
                before.carrying(),
                before.standby(),
                before.excluded(),
                now.begun() ? Cause.ISOLATED : Cause.RECOVERED,
                before.considered(),
                now.begun()
                    ? "every uplink fell silent at once: that is no single uplink's fault, nothing"
                        + " is changed"
                    : "an uplink answers again: no longer isolated"));
  }

  /** When causes that were kept back may be told. */
  Moment due() {
    return due;
  }

  /** Why they are others. */
  Cause dueFor() {
    return dueFor;
  }

  /** Nothing has happened to an uplink. */
  private static boolean isNoCause(Cause cause) {
    return cause == Cause.STARTED || cause == Cause.RECONFIGURED;
  }

  private Election told(Election election) {
    last = election;
    carrying = election.carrying();
    return election;
  }

  private static boolean sameSets(Election one, Election other) {
    return one.carrying().equals(other.carrying())
        && one.standby().equals(other.standby())
        && excluded(one).equals(excluded(other))
        && weights(one).equals(weights(other));
  }

  private static List<UplinkId> excluded(Election election) {
    return election.excluded().stream().map(Excluded::uplink).toList();
  }

  private static List<Integer> weights(Election election) {
    return election.considered().stream().map(Considered::weight).toList();
  }
}
