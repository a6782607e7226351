package dev.linkflux.probe.udp;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;

/**
 * Counts the packets of each session (RFC 8762 section 4.3.1, stateful mode). Bounded: a session
 * that was idle for long is forgotten, and the one that was idle for longest when there are too
 * many. One that comes back counts from 0 again. One thread only.
 */
final class ReflectorSessions {
  /** Some 16 MB of sessions. */
  static final int MOST = 1 << 16;

  /** Longer than any pause of a sender that means to go on. */
  static final Duration IDLE = Duration.ofMinutes(15);

  private final int most;

  /** The one that was idle for longest first. */
  private final LinkedHashMap<ReflectorSession, Count> sessions =
      new LinkedHashMap<>(16, 0.75f, true);

  private static final class Count {
    private int next;
    private long latest;
  }

  /**
   * @param most sessions that are kept, from 1
   */
  ReflectorSessions(int most) {
    this.most = most;
  }

  /**
   * Counts a packet.
   *
   * @param now monotonic nanoseconds, never less than before
   * @return how many came before it in its session, 32 bits unsigned
   */
  int count(ReflectorSession session, long now) {
    forgetIdle(now);
    Count count = sessions.computeIfAbsent(session, _ -> new Count());
    if (sessions.size() > most) {
      forgetEldest();
    }
    count.latest = now;
    return count.next++;
  }

  /** How many are not forgotten. */
  int size() {
    return sessions.size();
  }

  private void forgetIdle(long now) {
    Iterator<Count> eldest = sessions.values().iterator();
    while (eldest.hasNext() && now - eldest.next().latest > IDLE.toNanos()) {
      eldest.remove();
    }
  }

  private void forgetEldest() {
    Iterator<Count> eldest = sessions.values().iterator();
    eldest.next();
    eldest.remove();
  }
}
