package dev.linkflux.uplink;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import java.net.InetAddress;
import java.util.List;

/**
 * What the kernel says of an uplink's interface. Local facts act at once.
 *
 * @param index the kernel's index of the interface; 0 if there is none of that name
 * @param up true if it is administratively up
 * @param carrier true if the kernel reports LOWER_UP
 * @param addresses its global addresses
 * @param gateways its next hops, at most one a family: as configured, else as learnt
 * @param pointToPoint true if it needs no gateway
 */
public record LinkFacts(
    Moment at,
    UplinkId uplink,
    int index,
    boolean up,
    boolean carrier,
    List<Prefix> addresses,
    List<InetAddress> gateways,
    boolean pointToPoint)
    implements Event {
  public LinkFacts {
    addresses = List.copyOf(addresses);
    gateways = List.copyOf(gateways);
  }

  /** The same facts at another moment: for telling whether anything has changed. */
  public LinkFacts at(Moment moment) {
    return new LinkFacts(moment, uplink, index, up, carrier, addresses, gateways, pointToPoint);
  }

  /** True if there is an interface of that name. */
  public boolean isPresent() {
    return index > 0;
  }
}
