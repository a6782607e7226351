package dev.linkflux.engine;

import dev.linkflux.time.Stamping;
import dev.linkflux.uplink.UplinkId;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the probers tell besides observations: counted and shown, and no evidence. May be told from
 * any thread.
 */
public final class Instruments {
  private final Map<UplinkId, LongAdder> spent = new ConcurrentHashMap<>();
  private final Map<UplinkId, LongAdder> foreign = new ConcurrentHashMap<>();
  private final Map<Stamping, LongAdder> stampings = new EnumMap<>(Stamping.class);

  public Instruments() {
    for (Stamping stamping : Stamping.values()) {
      stampings.put(stamping, new LongAdder());
    }
  }

  /**
   * A packet went out or came in for a probe.
   *
   * @param bytes of IP, its header included
   */
  public void spent(UplinkId uplink, long bytes) {
    spent.computeIfAbsent(uplink, _ -> new LongAdder()).add(bytes);
  }

  /** A round-trip time was measured in this way. */
  public void timed(Stamping stamping) {
    LongAdder counter = stampings.get(stamping);
    if (counter != null) {
      counter.increment();
    }
  }

  /** Something came that pretends to be a reply and is none: wrong address, sequence or token. */
  public void foreign(UplinkId uplink) {
    foreign.computeIfAbsent(uplink, _ -> new LongAdder()).increment();
  }

  /** Bytes of IP that the probes of an uplink have cost so far. */
  public long spent(UplinkId uplink) {
    LongAdder counter = spent.get(uplink);
    return counter == null ? 0 : counter.sum();
  }

  /** How many round-trip times were measured in this way. */
  public long timings(Stamping stamping) {
    LongAdder counter = stampings.get(stamping);
    return counter == null ? 0 : counter.sum();
  }

  /** How many pretended replies an uplink has had. */
  public long foreigners(UplinkId uplink) {
    LongAdder counter = foreign.get(uplink);
    return counter == null ? 0 : counter.sum();
  }
}
