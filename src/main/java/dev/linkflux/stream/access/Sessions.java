package dev.linkflux.stream.access;

import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Browsers that have shown a token once, and are known by a cookie since. A session ends when it is
 * not used for twelve hours, when its token is no longer one, or when there are too many.
 */
final class Sessions {
  static final Duration IDLE = Duration.ofHours(12);

  /** At once; the one that was not used for the longest gives way. */
  static final int MOST = 256;

  private static final int BYTES = 32;

  private final Consumer<byte[]> random;
  private final Map<String, Session> open = new LinkedHashMap<>(16, 0.75f, true);

  private record Session(Held by, long usedAt) {}

  /**
   * @param random fills arrays with what nobody can guess
   */
  Sessions(Consumer<byte[]> random) {
    this.random = random;
  }

  /** Opens one; gives its id, which is the secret of the browser. */
  String open(Held by, long now) {
    byte[] bytes = new byte[BYTES];
    random.accept(bytes);
    String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    open.put(id, new Session(by, now));
    if (open.size() > MOST) {
      open.remove(open.keySet().iterator().next());
    }
    return id;
  }

  /** By what it was opened, or null if there is none of that id; it is in use now. */
  @Nullable Held use(String id, long now) {
    Session session = open.get(id);
    if (session == null || now - session.usedAt > IDLE.toNanos()) {
      open.remove(id);
      return null;
    }
    open.put(id, new Session(session.by, now));
    return session.by;
  }

  void end(String id) {
    open.remove(id);
  }

  /** Ends those that were opened by what no longer holds. */
  void keep(Predicate<Held> holds) {
    open.values().removeIf(session -> !holds.test(session.by));
  }

  int count() {
    return open.size();
  }
}
