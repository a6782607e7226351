package dev.linkflux.decision;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.UplinkId;
import java.util.List;

/**
 * Which uplinks carry traffic now, and why the others do not.
 *
 * @param carrying in order of preference; empty only if there is no uplink that could
 * @param standby usable, in the order in which they would take over
 * @param excluded not usable now, each with its cause
 * @param cause what led to this election
 * @param sentence one line that a person understands
 */
public record Election(
    Moment at,
    List<UplinkId> carrying,
    List<UplinkId> standby,
    List<Excluded> excluded,
    Cause cause,
    String sentence)
    implements Event {
  public Election {
    carrying = List.copyOf(carrying);
    standby = List.copyOf(standby);
    excluded = List.copyOf(excluded);
  }

  /** An uplink that may not carry, and why. */
  public record Excluded(UplinkId uplink, Cause cause) {}
}
