package dev.linkflux.resolve;

import dev.linkflux.uplink.Nameserver;
import dev.linkflux.uplink.UplinkId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.xbill.DNS.Name;

/**
 * What each name server may be asked for one name through one uplink within a minute, whatever
 * happens: repetitions, TCP after UDP and aliases included. One owner.
 */
final class Quota {
  private static final int REMEMBERED = 4096;

  private final int perMinute;
  private final Map<Asked, Pace> paces =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Pace> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Asked(UplinkId uplink, Nameserver server, Name name) {}

  Quota(int perMinute) {
    this.perMinute = perMinute;
  }

  /** Counts one question, if it may be asked. */
  boolean take(UplinkId uplink, Nameserver server, Name name, long now) {
    return paces
        .computeIfAbsent(new Asked(uplink, server, name), _ -> new Pace(perMinute))
        .take(now);
  }
}
