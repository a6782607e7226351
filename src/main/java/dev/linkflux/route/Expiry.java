package dev.linkflux.route;

import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.List;

/**
 * Tracked connections that are to be forgotten after the new routes stand: they were translated for
 * an uplink that does not carry them any more.
 *
 * @param uplink whose they were
 * @param addresses that they were translated to (source NAT)
 * @param mark of connections that were marked for the uplink
 * @param mask which bits of the mark count; 0 if none does, so that none counts as marked
 * @param sparingMarked true if marked ones live on; otherwise they go too, whatever their source
 */
public record Expiry(
    UplinkId uplink, List<InetAddress> addresses, int mark, int mask, boolean sparingMarked) {
  public Expiry {
    addresses = List.copyOf(addresses);
  }
}
