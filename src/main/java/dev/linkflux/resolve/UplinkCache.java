package dev.linkflux.resolve;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.Cache;
import org.xbill.DNS.Credibility;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.SetResponse;

/**
 * What the name servers of one uplink have said, for as long as they let it be known. The cache
 * inside goes by the wall clock; one that is set empties it.
 */
final class UplinkCache {
  private static final int ENTRIES = 1024;
  private static final Duration LONGEST = Duration.ofDays(1);

  /** For names that do not exist; RFC 2308 section 5 would allow hours, a router is set up now. */
  private static final Duration LONGEST_NEGATIVE = Duration.ofMinutes(5);

  private static final long SET_MILLIS = 2_000;

  private final Cache cache = new Cache(DClass.IN);
  private long offset = offset();

  UplinkCache() {
    cache.setMaxEntries(ENTRIES);
    cache.setMaxCache((int) LONGEST.toSeconds());
    cache.setMaxNCache((int) LONGEST_NEGATIVE.toSeconds());
  }

  /** What is known of a name; {@link SetResponse#isUnknown} if that is nothing. */
  synchronized SetResponse known(Name name, int type) {
    long now = offset();
    if (Math.abs(now - offset) > SET_MILLIS) {
      cache.clearCache();
    }
    offset = now;
    return cache.lookupRecords(name, type, Credibility.NORMAL);
  }

  /** Takes note of an answer, and gives what it says of the name that was asked for. */
  synchronized SetResponse learn(Message answer) {
    return cache.addMessage(answer);
  }

  /** Stays the same, in milliseconds, unless somebody sets the wall clock. */
  private static long offset() {
    return System.currentTimeMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
