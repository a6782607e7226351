package dev.linkflux.stream.access;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose pages send requests: ours, those of sites that may read, or those of others. */
final class Origins {
  private final Set<String> readers;

  /** Where a request comes from. */
  enum Source {
    /** Our own page, or a program that is no browser. */
    OURS,
    /** A page of a site that may read. */
    READER,
    /** A page of any other site. */
    FOREIGN
  }

  /**
   * @param readers origins as browsers send them
   */
  Origins(Set<String> readers) {
    this.readers = Set.copyOf(readers);
  }

  /**
   * Where a request comes from. A browser says so by Origin (Fetch standard, section 3.1), or,
   * where it leaves that out, by Sec-Fetch-Site; whoever goes to an address himself comes from
   * nowhere else, and so does one who follows a link, as long as nothing is changed by it.
   */
  Source of(Asked asked) {
    String origin = asked.origin();
    if (origin != null) {
      return isOurs(origin, asked) ? Source.OURS : reader(origin) ? Source.READER : Source.FOREIGN;
    }
    String site = asked.site();
    boolean ours = site == null || site.equals("same-origin") || site.equals("none");
    boolean followed = asked.isSafe() && "navigate".equals(asked.mode());
    return ours || followed ? Source.OURS : Source.FOREIGN;
  }

  private boolean reader(String origin) {
    return readers.contains(origin.toLowerCase(Locale.ROOT));
  }

  /**
   * RFC 6454 section 7: the origin of a page is its scheme, host and port. What comes to us in the
   * open may come from a proxy that has TLS.
   */
  private static boolean isOurs(String origin, Asked asked) {
    @Nullable String host = asked.host();
    return host != null
        && (origin.equalsIgnoreCase("https://" + host)
            || (!asked.encrypted() && origin.equalsIgnoreCase("http://" + host)));
  }
}
