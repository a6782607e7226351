package dev.linkflux.route.linux;

import dev.linkflux.kernel.AddressEntry;
import dev.linkflux.kernel.LinkEntry;
import dev.linkflux.kernel.NetlinkEvent;
import dev.linkflux.kernel.RouteEntry;
import dev.linkflux.kernel.Rtnetlink;
import dev.linkflux.uplink.Uplink;
import java.io.IOException;
import java.util.List;

/** What is heard of the network, or read of it, or wanted to be known. */
sealed interface News {
  /**
   * An announcement.
   *
   * @param number counts them
   */
  record Heard(long number, NetlinkEvent event) implements News {}

  /** From now on these are the uplinks. */
  record Wanted(List<Uplink> uplinks) implements News {
    public Wanted {
      uplinks = List.copyOf(uplinks);
    }
  }

  /**
   * All that there is of what matters.
   *
   * @param upTo number of the last announcement before it was read: what was announced later may be
   *     newer than this
   * @param routes default routes of all tables: only those teach gateways and show what carries
   */
  record Reading(
      long upTo, List<LinkEntry> links, List<AddressEntry> addresses, List<RouteEntry> routes)
      implements News {
    public Reading {
      links = List.copyOf(links);
      addresses = List.copyOf(addresses);
      routes = List.copyOf(routes);
    }

    /** Reads the tables; blocks for some hundred microseconds. */
    static Reading of(Rtnetlink rtnetlink, long upTo) throws IOException {
      return new Reading(upTo, rtnetlink.links(), rtnetlink.addresses(), rtnetlink.defaultRoutes());
    }
  }
}
