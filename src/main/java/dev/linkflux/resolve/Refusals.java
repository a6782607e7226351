package dev.linkflux.resolve;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names that could not be resolved a moment ago: not asked for again at once (RFC 9520 section
 * 3.2), however fast the probing.
 */
final class Refusals {
  private static final long KEPT_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int MOST = 256;

  private final Map<DnsResolver.Key, Refusal> recent =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DnsResolver.Key, Refusal> eldest) {
          return size() > MOST;
        }
      };

  private record Refusal(UnresolvedException why, long at) {}

  synchronized void add(DnsResolver.Key key, UnresolvedException why) {
    recent.remove(key);
    recent.put(key, new Refusal(why, System.nanoTime()));
  }

  synchronized @Nullable UnresolvedException recent(DnsResolver.Key key) {
    Refusal refusal = recent.get(key);
    if (refusal == null) {
      return null;
    }
    if (System.nanoTime() - refusal.at() > KEPT_NANOS) {
      recent.remove(key);
      return null;
    }
    return refusal.why();
  }
}
