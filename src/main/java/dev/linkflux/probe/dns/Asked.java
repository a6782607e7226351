package dev.linkflux.probe.dns;

import dev.linkflux.probe.ProbeId;
import dev.linkflux.wire.dns.Query;

/** A query on its way, or answered and kept for answers that come once more. */
final class Asked {
  private final ProbeId id;
  private final Query query;
  private final int key;
  private final long sent;
  private boolean continued;

  /**
   * @param key by which the socket knows it
   * @param sent {@link System#nanoTime} just before it was sent
   */
  Asked(ProbeId id, Query query, int key, long sent) {
    this.id = id;
    this.query = query;
    this.key = key;
    this.sent = sent;
  }

  ProbeId id() {
    return id;
  }

  Query query() {
    return query;
  }

  int key() {
    return key;
  }

  long sent() {
    return sent;
  }

  /** True the first time: it is asked over TCP once, however often it comes back truncated. */
  boolean continues() {
    boolean first = !continued;
    continued = true;
    return first;
  }
}
