package dev.linkflux.resolve;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;

/**
 * Addresses that a name had for sure.
 *
 * @param name of the host, without the last dot, in small letters
 * @param uplink by its name, through which they were found
 * @param addresses at least one, in a lasting order
 * @param at when the name servers gave them the last time, by the monotonic clock in nanoseconds
 * @param date the same by the wall clock
 */
record Good(String name, String uplink, List<InetAddress> addresses, long at, Instant date) {
  Good {
    addresses = List.copyOf(addresses);
  }
}
