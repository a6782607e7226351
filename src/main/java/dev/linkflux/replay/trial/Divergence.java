package dev.linkflux.replay.trial;

import dev.linkflux.decision.Election;
import dev.linkflux.replay.Tally;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A while in which not everybody let the same uplinks carry.
 *
 * @param carrying names of the uplinks, by trial; none before the first election
 */
public record Divergence(Moment from, Moment until, List<List<String>> carrying) {
  public Divergence {
    carrying = List.copyOf(carrying);
  }

  public Duration length() {
    return until.since(from);
  }

  /**
   * All of them, in order of time.
   *
   * @param tallies of the same part of the same trace
   */
  public static List<Divergence> between(List<Tally> tallies, Moment from, Moment until) {
    SortedSet<Moment> changes = new TreeSet<>();
    changes.add(from);
    tallies.forEach(tally -> tally.elections().forEach(election -> changes.add(election.at())));
    List<Cursor> cursors = tallies.stream().map(Cursor::new).toList();
    List<Divergence> found = new ArrayList<>();
    List<Moment> moments = List.copyOf(changes);
    for (int i = 0; i < moments.size(); i++) {
      Moment at = moments.get(i);
      Moment next = i + 1 < moments.size() ? moments.get(i + 1) : until;
      List<List<String>> carrying = cursors.stream().map(cursor -> cursor.at(at)).toList();
      if (new HashSet<>(carrying).size() > 1 && next.isAfter(at)) {
        found.add(new Divergence(at, next, carrying));
      }
    }
    return found;
  }

  /** Goes through the elections of one, with time. */
  private static final class Cursor {
    private final List<Election> elections;
    private List<String> carrying;
    private int next;

    Cursor(Tally tally) {
      elections = tally.elections();
      Election standing = tally.standing();
      carrying = standing == null ? List.of() : names(standing);
    }

    List<String> at(Moment at) {
      while (next < elections.size() && !elections.get(next).at().isAfter(at)) {
        carrying = names(elections.get(next++));
      }
      return carrying;
    }

    private static List<String> names(Election election) {
      return election.carrying().stream().map(UplinkId::name).sorted().toList();
    }
  }
}
