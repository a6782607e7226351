package dev.linkflux.stream.access;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What becomes of a request. */
public sealed interface Verdict {
  /**
   * It is answered.
   *
   * @param origin of another site whose page may read the answer, or null
   */
  record Admitted(Caller caller, @Nullable String origin) implements Verdict {}

  /** A browser may send what it has asked for, from a page of that origin. */
  record Preflight(String origin) implements Verdict {}

  /**
   * It is not answered.
   *
   * @param status 401, 403, 421 or 429
   * @param detail why, and what would be right
   * @param challenge for WWW-Authenticate, or null
   * @param after so long the refusal is to be held back; or, of a 429, until it may be tried again
   * @param origin of another site whose page may read the refusal, or null
   */
  record Refused(
      int status,
      String detail,
      @Nullable String challenge,
      Duration after,
      @Nullable String origin)
      implements Verdict {}
}
