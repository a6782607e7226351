package dev.linkflux.stream.access;

import java.net.InetAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request, as far as it matters who may make it. Headers are as they were sent, null if they were
 * not.
 *
 * @param from whom it comes from, or null if nobody knows
 * @param own the address of ours that it came to
 * @param encrypted true if it came over TLS
 * @param forwarded true if a proxy says that it passes it on for somebody
 * @param method in capitals
 * @param about what it is about
 * @param site Sec-Fetch-Site
 * @param mode Sec-Fetch-Mode
 * @param wanted Access-Control-Request-Method, with which a browser asks for another site's page
 */
public record Asked(
    @Nullable InetAddress from,
    @Nullable InetAddress own,
    boolean encrypted,
    boolean forwarded,
    String method,
    About about,
    @Nullable String host,
    @Nullable String authorization,
    @Nullable String cookie,
    @Nullable String origin,
    @Nullable String site,
    @Nullable String mode,
    @Nullable String wanted) {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  /** What a request is about. */
  public enum About {
    /** The page's own files, and whether we are alive: nothing that anybody need not know. */
    OPEN,
    /** Who one is, to log in and out. */
    SESSION,
    /** All else. */
    GUARDED
  }

  /** True if it changes nothing (RFC 9110 section 9.2.1). */
  boolean isSafe() {
    return SAFE.contains(method);
  }

  /** True if it comes from this machine, and not on behalf of somebody elsewhere. */
  boolean isOfThisMachine() {
    return from != null && (from.isLoopbackAddress() || from.equals(own));
  }

  /** The same without what proves who it is, to be kept for longer. */
  Asked unproved() {
    return new Asked(
        from, own, encrypted, forwarded, method, about, host, null, null, origin, site, mode,
        wanted);
  }

  /** Without what proves who it is. */
  @Override
  public String toString() {
    return "%s %s from %s".formatted(method, about, from);
  }
}
