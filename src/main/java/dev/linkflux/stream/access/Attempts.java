package dev.linkflux.stream.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Wrong tokens, by whom they come from. The refusal of one is held back the longer, the more there
 * were before; a right one is never held back, so that nobody is locked out by others. From one
 * address only so many refusals wait at once: more are not even looked at.
 */
final class Attempts {
  /** Addresses that are remembered; those that were not heard of for the longest are forgotten. */
  static final int REMEMBERED = 1024;

  /** Refusals held back for one address at a time. */
  static final int WAITING = 32;

  static final Duration LONGEST = Duration.ofSeconds(8);
  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration FORGOTTEN = Duration.ofMinutes(10);

  private final Map<InetAddress, Tries> tries = new LinkedHashMap<>(16, 0.75f, true);
  private long wrong;

  /** Those of one address. */
  private static final class Tries {
    private int wrong;
    private long lastAt;
    private final long[] until = new long[WAITING];
  }

  /** How many wrong ones there were since the start. */
  long wrong() {
    return wrong;
  }

  /** How long until one more from there is looked at; zero if it is now. */
  Duration busy(@Nullable InetAddress from, long now) {
    Tries of = from == null ? null : tries.get(network(from));
    if (of == null) {
      return Duration.ZERO;
    }
    long free = Arrays.stream(of.until).min().orElse(now) - now;
    return free > 0 ? Duration.ofNanos(free) : Duration.ZERO;
  }

  /** A wrong one has come from there; gives how long its refusal is to be held back. */
  Duration wrong(@Nullable InetAddress from, long now) {
    wrong++;
    if (from == null) {
      return LONGEST;
    }
    Tries of = tries.computeIfAbsent(network(from), _ -> fresh(now));
    if (tries.size() > REMEMBERED) {
      tries.remove(tries.keySet().iterator().next());
    }
    if (now - of.lastAt > FORGOTTEN.toNanos()) {
      of.wrong = 0;
    }
    of.lastAt = now;
    Duration held = FIRST.multipliedBy(1L << Math.min(of.wrong++, 10));
    held = held.compareTo(LONGEST) > 0 ? LONGEST : held;
    int slot = 0;
    for (int i = 1; i < WAITING; i++) {
      slot = of.until[i] < of.until[slot] ? i : slot;
    }
    of.until[slot] = now + held.toNanos();
    return held;
  }

  private static Tries fresh(long now) {
    Tries tries = new Tries();
    tries.lastAt = now;
    Arrays.fill(tries.until, now);
    return tries;
  }

  /** One who has an IPv6 address has 2^64 of them (RFC 6177 section 2). */
  private static InetAddress network(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, 8, 16, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (java.net.UnknownHostException e) {
      throw new IllegalArgumentException("an address has 16 bytes", e);
    }
  }
}
