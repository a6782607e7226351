package dev.linkflux.decision;

import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.util.List;

/**
 * What becomes of the uplinks when the settings change, and whether that calls for an election.
 *
 * @param lines which of them are the same line still
 * @param names which of them bear the same name, at least
 * @param isTold true if somebody was added, removed, disabled or enabled, is another line now, or
 *     has another tier or weight: that is answered even if the same carry
 * @param matters true if an election may come out otherwise
 */
record Renewal(Heirs lines, Heirs names, boolean isTold, boolean matters) {
  static Renewal between(Terms before, Terms now) {
    Heirs lines = Heirs.ofLines(before.uplinks(), now.uplinks());
    boolean told = !lines.areAll() || lines.count() != before.uplinks().size();
    boolean circumstances = false;
    for (Uplink uplink : now.uplinks()) {
      int place = lines.before(uplink.id().ordinal());
      if (place != Heirs.NOBODY) {
        Uplink was = before.uplinks().get(place);
        told |=
            was.disabled() != uplink.disabled()
                || was.tier() != uplink.tier()
                || was.weight() != uplink.weight();
        circumstances |=
            place != uplink.id().ordinal()
                || was.quota() != uplink.quota()
                || !was.maintenance().equals(uplink.maintenance());
      }
    }
    boolean rules =
        !before.rules().strategy().equals(now.rules().strategy())
            || !before.rules().zone().equals(now.rules().zone());
    return new Renewal(
        lines,
        Heirs.ofNames(before.uplinks(), now.uplinks()),
        told,
        told || circumstances || rules);
  }

  /** Those who carried and are not there any more, by name. */
  List<String> gone(List<UplinkId> carried) {
    return carried.stream()
        .filter(uplink -> lines.now(uplink.ordinal()) == Heirs.NOBODY)
        .map(UplinkId::name)
        .toList();
  }
}
