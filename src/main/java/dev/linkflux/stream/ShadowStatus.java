package dev.linkflux.stream;

import dev.linkflux.control.Shadowed;
import dev.linkflux.decision.Election;
import dev.linkflux.uplink.UplinkId;
import java.util.List;

/**
 * What would carry traffic if the shadow decided.
 *
 * @param carrying as it would have elected last; none before its first election
 * @param switches how often that would have changed; the first election is none
 */
record ShadowStatus(List<UplinkId> carrying, long switches) {
  static final ShadowStatus NONE = new ShadowStatus(List.of(), 0);

  /** The same under other settings, without those that are gone. */
  ShadowStatus under(Successors names) {
    return new ShadowStatus(names.of(carrying), switches);
  }

  ShadowStatus after(Shadowed event) {
    if (!(event.decision() instanceof Election election) || election.carrying().equals(carrying)) {
      return this;
    }
    return new ShadowStatus(election.carrying(), carrying.isEmpty() ? switches : switches + 1);
  }
}
