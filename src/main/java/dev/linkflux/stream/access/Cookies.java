package dev.linkflux.stream.access;

import org.jspecify.annotations.Nullable;

/** The cookie by which a browser is known: no script sees it, and no other site sends it. */
public final class Cookies {
  private static final String OPEN = "linkflux";

  /** Browsers take this name over TLS only, and from no other port or part of the site. */
  private static final String ENCRYPTED = "__Host-linkflux";

  private static final int LONGEST = 64;

  private Cookies() {}

  /** The id of the session in a Cookie header (RFC 6265 section 4.2.1), or null. */
  static @Nullable String session(@Nullable String header) {
    if (header == null) {
      return null;
    }
    String found = null;
    for (String pair : header.split(";", 32)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? "" : pair.substring(0, equals).strip();
      String value = equals < 0 ? "" : pair.substring(equals + 1).strip();
      if (value.length() <= LONGEST
          && (name.equals(ENCRYPTED) || (name.equals(OPEN) && found == null))) {
        found = value;
      }
    }
    return found;
  }

  /**
   * The Set-Cookie header of a session.
   *
   * @param encrypted true if the browser speaks TLS, to us or to a proxy
   */
  public static String set(String id, boolean encrypted) {
    return line(id, encrypted, Sessions.IDLE.toSeconds());
  }

  /** The Set-Cookie header that ends it. */
  public static String clear(boolean encrypted) {
    return line("", encrypted, 0);
  }

  private static String line(String value, boolean encrypted, long seconds) {
    return (encrypted ? ENCRYPTED : OPEN)
        + "="
        + value
        + "; Path=/; Max-Age="
        + seconds
        + "; HttpOnly; SameSite=Strict"
        + (encrypted ? "; Secure" : "");
  }
}
