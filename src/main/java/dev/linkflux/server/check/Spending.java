package dev.linkflux.server.check;

import dev.linkflux.engine.Instruments;
import dev.linkflux.uplink.UplinkId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what checks cost, apart from the probes that share an uplink's budget with them. */
final class Spending {
  private final Instruments instruments;

  /** By the names of the uplinks: those go on when a reload puts them elsewhere. */
  private final Map<String, LongAdder> totals = new ConcurrentHashMap<>();

  Spending(Instruments instruments) {
    this.instruments = instruments;
  }

  /** So many bytes of IP went out or came in. */
  void spent(UplinkId uplink, long bytes) {
    instruments.spent(uplink, bytes);
    totals.computeIfAbsent(uplink.name(), _ -> new LongAdder()).add(bytes);
  }

  /** Something came that pretends to be a reply and is none. */
  void foreign(UplinkId uplink) {
    instruments.foreign(uplink);
  }

  /** Bytes of IP so far. */
  long total(UplinkId uplink) {
    LongAdder total = totals.get(uplink.name());
    return total == null ? 0 : total.sum();
  }
}
