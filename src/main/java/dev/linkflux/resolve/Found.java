package dev.linkflux.resolve;

import dev.linkflux.server.Breach;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** What came of asking for one family of a name. */
sealed interface Found {
  /**
   * Addresses.
   *
   * @param all of them, at least one
   * @param ttl how long they may be kept, as the name servers say
   */
  record Addresses(List<InetAddress> all, Duration ttl) implements Found {
    public Addresses {
      all = List.copyOf(all);
    }
  }

  /**
   * There is no such name, or it has no address of this family.
   *
   * @param detail who says so, for a person
   * @param ttl how long that may be kept (RFC 2308 section 5); zero if that was not said
   */
  record Nothing(String detail, Duration ttl) implements Found {}

  /**
   * Nobody told.
   *
   * @param asked false if nothing was sent, for want of an interface or a route
   */
  record Failed(Breach why, boolean asked) implements Found {}

  /** Nobody was asked: the name servers have been asked as often as the limit allows. */
  record Withheld() implements Found {}
}
