package dev.linkflux.route;

import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules that lead into the tables of the uplinks: sockets that are bound to the interface,
 * packets that bear the mark, packets from one of its addresses.
 */
final class RulePlanner {
  /**
   * Priorities kept for the rules of one uplink: by interface, by mark, and by each source address.
   */
  static final int RULES_EACH = 16;

  private final List<Uplink> uplinks;
  private final Routing routing;
  private final Map<InetAddress, UplinkId> owners = new HashMap<>();
  private final List<Rule> rules = new ArrayList<>();

  RulePlanner(List<Uplink> uplinks, Routing routing) {
    this.uplinks = uplinks;
    this.routing = routing;
  }

  /** A table without a way out has none. */
  List<Rule> of(Lineup lineup) {
    lineup.inOrder().forEach(this::own);
    lineup.held().forEach(this::add);
    return rules;
  }

  /**
   * Modems often have the same address as one another, and packets from there can be led to one of
   * them only: to the first in the order in which they carry.
   */
  private void own(LinkFacts facts) {
    for (Prefix address : facts.addresses()) {
      if (WayOut.of(facts, "", address.isIpv6()) != null) {
        owners.putIfAbsent(address.address(), facts.uplink());
      }
    }
  }

  private void add(LinkFacts facts) {
    UplinkId uplink = facts.uplink();
    int table = routing.table(uplink);
    String device = uplinks.get(uplink.ordinal()).device();
    int first = routing.priority() + uplink.ordinal() * RULES_EACH;
    for (boolean ipv6 : new boolean[] {false, true}) {
      if (WayOut.of(facts, device, ipv6) == null) {
        continue;
      }
      rules.add(new Rule(first, ipv6, null, 0, 0, device, table));
      rules.add(new Rule(first + 1, ipv6, null, routing.mark(uplink), Routing.MASK, null, table));
      addSources(facts, ipv6, first + 2, first + RULES_EACH);
    }
  }

  /**
   * An address that leads elsewhere keeps its place, so that the rules of the others stay as they
   * are when that changes.
   */
  private void addSources(LinkFacts facts, boolean ipv6, int from, int end) {
    int table = routing.table(facts.uplink());
    Set<InetAddress> known = new HashSet<>();
    int priority = from;
    for (Prefix address : facts.addresses()) {
      InetAddress source = address.address();
      if (address.isIpv6() != ipv6 || priority == end || !known.add(source)) {
        continue;
      }
      if (facts.uplink().equals(owners.get(source))) {
        rules.add(new Rule(priority, ipv6, Prefix.host(source), 0, 0, null, table));
      }
      priority++;
    }
  }
}
