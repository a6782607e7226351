package dev.linkflux.stream;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names to one client what it cannot be given, each kind once for the same numbers. Of the hub's
 * loop.
 */
final class Missing {
  private final Hub hub;

  /** Up to which number it was said that some of a kind are missing. */
  private final Map<Kind, Long> named = new EnumMap<>(Kind.class);

  Missing(Hub hub) {
    this.hub = hub;
  }

  /** True if it was said already that messages of that kind are missing up to that number. */
  boolean isNamed(Kind kind, long until) {
    return named.getOrDefault(kind, -1L) >= until;
  }

  /**
   * Says it; nothing if there are none.
   *
   * @param after the last number that the client has seen, or was told of
   * @param until up to this number
   * @param reason for people
   */
  void name(ByteArrayOutputStream out, Set<Kind> kinds, long after, long until, String reason) {
    if (kinds.isEmpty()) {
      return;
    }
    Message last = hub.ring().find(after);
    List<Message> next = hub.ring().after(Math.max(until, after), Filter.ALL);
    Instant to = next.isEmpty() ? hub.now() : hub.label(next.getFirst());
    Instant from = last == null ? null : hub.label(last);
    kinds.forEach(kind -> named.merge(kind, until, Math::max));
    out.writeBytes(Notices.gap(Gap.of(after, until, from, to, kinds, reason)));
  }
}
