package dev.linkflux.route;

import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Mptcp;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The MPTCP endpoints: the preferred address of each family of every uplink that has a part in it,
 * as long as the uplink can be used. A subflow that hangs in a dead uplink holds up the connection.
 */
final class EndpointPlanner {
  private final List<Uplink> uplinks;
  private final Routing routing;
  private final Lineup lineup;

  EndpointPlanner(List<Uplink> uplinks, Routing routing, Lineup lineup) {
    this.uplinks = uplinks;
    this.routing = routing;
    this.lineup = lineup;
  }

  /**
   * @param turn 0 for the first address of its uplink, 1 for that of the other family
   */
  private record Wanted(UplinkId uplink, int turn, Endpoint endpoint) {}

  /**
   * At most {@link Endpoint#MOST}, in the order of the configuration. If there are more addresses,
   * those of what carries come first, then one of each uplink; and which uplink stands by next does
   * not count, so that subflows are not closed for an order among those that wait.
   */
  List<Endpoint> endpoints() {
    Comparator<Wanted> byUplink =
        Comparator.<Wanted>comparingInt(one -> one.uplink().ordinal())
            .thenComparingInt(Wanted::turn);
    return wanted().stream()
        .sorted(
            Comparator.<Wanted, Boolean>comparing(one -> !lineup.carries(one.uplink()))
                .thenComparingInt(Wanted::turn)
                .thenComparing(byUplink))
        .limit(Endpoint.MOST)
        .sorted(byUplink)
        .map(Wanted::endpoint)
        .toList();
  }

  /** Of uplinks with the same address the first in the order in which they carry has it. */
  private List<Wanted> wanted() {
    Map<InetAddress, Wanted> wanted = new HashMap<>();
    for (LinkFacts facts : lineup.inOrder()) {
      Uplink uplink = uplinks.get(facts.uplink().ordinal());
      if (uplink.mptcp() == Mptcp.OFF || uplink.disabled() || !lineup.couldCarry(uplink.id())) {
        continue;
      }
      int turn = 0;
      for (boolean ipv6 : new boolean[] {false, true}) {
        WayOut way = WayOut.of(facts, uplink.device(), ipv6);
        if (way != null) {
          wanted.putIfAbsent(way.source(), new Wanted(uplink.id(), turn++, endpoint(way, uplink)));
        }
      }
    }
    return new ArrayList<>(wanted.values());
  }

  private Endpoint endpoint(WayOut way, Uplink uplink) {
    boolean fullmesh = routing.fullmesh() && uplink.mptcp() != Mptcp.SIGNAL;
    return new Endpoint(way.source(), way.device(), way.index(), uplink.mptcp(), fullmesh);
  }
}
