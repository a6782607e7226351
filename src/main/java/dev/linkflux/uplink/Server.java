package dev.linkflux.uplink;

import java.net.InetAddress;
import java.util.List;

/**
 * A far end that the users depend on, such as a VPS.
 *
 * @param addresses where it is; empty if that is not known
 * @param through which uplinks lead there
 */
public record Server(String name, List<InetAddress> addresses, Through through) {
  public Server {
    addresses = List.copyOf(addresses);
  }

  /** What the host routes of a server follow. */
  public enum Through {
    /** The main default route, so that a tunnel's own default route does not swallow it. */
    CARRYING,
    /** Every uplink that can be used, all at once. */
    EACH,
    /** There are none. */
    NONE
  }
}
