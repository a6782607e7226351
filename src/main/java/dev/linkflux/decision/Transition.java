package dev.linkflux.decision;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.UplinkId;
import java.util.List;

/**
 * A change of state.
 *
 * @param evidence the figures that it rests on, against their limits
 * @param sentence one line that a person understands
 */
public record Transition(
    Moment at,
    UplinkId uplink,
    StateName from,
    StateName to,
    Cause cause,
    List<Figure> evidence,
    String sentence)
    implements Event {
  public Transition {
    evidence = List.copyOf(evidence);
  }
}
