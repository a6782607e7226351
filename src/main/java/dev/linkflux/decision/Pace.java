package dev.linkflux.decision;

import dev.linkflux.time.Effect;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.UplinkId;

/** How quickly an uplink is to be probed from now on. */
public record Pace(Moment at, UplinkId uplink, Tempo tempo) implements Effect {
  public boolean isFast() {
    return tempo == Tempo.FAST;
  }
}
