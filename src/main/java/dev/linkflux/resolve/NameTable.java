package dev.linkflux.resolve;

import dev.linkflux.uplink.Naming;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.Name;

/** What is known of every name through every uplink. One owner. */
final class NameTable {
  /** Names; the one that nobody has asked for longest makes room. */
  private static final int MOST = 1024;

  private final Naming naming;
  private final Bounds bounds;
  private final Map<Name, Map<UplinkId, Known>> names =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Name, Map<UplinkId, Known>> eldest) {
          return size() > MOST;
        }
      };

  NameTable(Naming naming) {
    this.naming = naming;
    this.bounds = new Bounds(naming);
  }

  /** What is known of a name through an uplink; nothing at first. */
  Known of(Name name, UplinkId uplink) {
    return names
        .computeIfAbsent(name, _ -> new HashMap<>())
        .computeIfAbsent(uplink, _ -> new Known(bounds, naming.perMinute()));
  }

  /** The addresses that hold now through other uplinks, in the order of these. */
  List<InetAddress> elsewhere(Name name, UplinkId uplink, long now) {
    return names.getOrDefault(name, Map.of()).entrySet().stream()
        .filter(it -> !it.getKey().equals(uplink) && it.getValue().holds(now))
        .sorted(Comparator.comparingInt(it -> it.getKey().ordinal()))
        .flatMap(it -> it.getValue().good().stream())
        .distinct()
        .toList();
  }
}
