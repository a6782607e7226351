package dev.linkflux.decision;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.UplinkId;
import java.util.List;

/** What carried traffic when the service began: it is not disturbed without a reason. */
public record Carried(Moment at, List<UplinkId> uplinks) implements Event {
  public Carried {
    uplinks = List.copyOf(uplinks);
  }
}
