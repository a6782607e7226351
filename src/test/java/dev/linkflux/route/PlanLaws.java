package dev.linkflux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Election;
import dev.linkflux.decision.Election.Excluded;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Mptcp;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What holds of any plan, by what is known when it is made. */
record PlanLaws(List<Uplink> uplinks, List<LinkFacts> facts, Election election) {

  void hold(RoutePlan plan) {
    nothingIsTwice(plan);
    thereIsAWayOut(plan);
    whatCarriesLeads(plan);
    everyHopIsOfAnInterfaceThatIsUp(plan);
    everyGatewayIsANeighbour(plan);
    everyRuleLeadsToARoute(plan);
    endpointsAreThoseOfWhatCouldCarry(plan);
    expiriesHitNobodyElse(plan);
  }

  private static void nothingIsTwice(RoutePlan plan) {
    assertThat(plan.routes()).extracting(Route::key).doesNotHaveDuplicates();
    assertThat(plan.rules())
        .extracting(rule -> Arrays.asList(rule.ipv6(), rule.source(), rule.mark(), rule.outgoing()))
        .doesNotHaveDuplicates();
    assertThat(plan.rules())
        .extracting(rule -> List.of(rule.ipv6(), rule.priority()))
        .doesNotHaveDuplicates();
  }

  boolean isUsable(LinkFacts one) {
    return one.index() > 0 && one.up() && one.carrier();
  }

  boolean leads(LinkFacts one, boolean ipv6) {
    return one.addresses().stream().anyMatch(address -> address.isIpv6() == ipv6)
        && (one.pointToPoint()
            || one.gateways().stream()
                .anyMatch(gateway -> (gateway.getAddress().length == 16) == ipv6));
  }

  private boolean isInService(LinkFacts one) {
    return !uplinks.get(one.uplink().ordinal()).disabled();
  }

  static List<Route> main(RoutePlan plan, boolean ipv6) {
    return plan.routes().stream()
        .filter(route -> route.table() == Route.MAIN && route.isDefault())
        .filter(route -> route.destination().isIpv6() == ipv6)
        .toList();
  }

  private void thereIsAWayOut(RoutePlan plan) {
    boolean possible =
        facts.stream()
            .anyMatch(
                one ->
                    isInService(one)
                        && one.up()
                        && one.index() > 0
                        && (leads(one, false) || leads(one, true)));
    assertThat(main(plan, false).isEmpty() && main(plan, true).isEmpty()).isNotEqualTo(possible);
  }

  /** And what is best is at the least metric, one after the other. */
  private void whatCarriesLeads(RoutePlan plan) {
    for (boolean ipv6 : new boolean[] {false, true}) {
      List<Route> main = main(plan, ipv6);
      for (int i = 0; i < main.size(); i++) {
        assertThat(main.get(i).metric()).isEqualTo(Routing.DEFAULT.metric() + i);
      }
      Set<String> carrying = new HashSet<>();
      for (UplinkId uplink : election.carrying()) {
        LinkFacts one = facts.get(uplink.ordinal());
        if (isInService(one) && isUsable(one) && leads(one, ipv6)) {
          carrying.add("wan" + uplink.ordinal());
        }
      }
      if (!carrying.isEmpty()) {
        List<String> first =
            main.stream()
                .flatMap(route -> route.hops().stream())
                .map(Hop::device)
                .limit(carrying.size())
                .toList();
        assertThat(first).containsExactlyInAnyOrderElementsOf(carrying);
        long grouped = ipv6 ? withGateway(main.getFirst()) : carrying.size();
        assertThat(main.getFirst().hops()).hasSize((int) Math.max(1, grouped));
      }
    }
  }

  private static long withGateway(Route route) {
    return route.hops().stream().filter(hop -> hop.gateway() != null).count();
  }

  private void everyHopIsOfAnInterfaceThatIsUp(RoutePlan plan) {
    for (Route route : plan.routes()) {
      for (Hop hop : route.hops()) {
        LinkFacts one = facts.get(Integer.parseInt(hop.device().substring(3)));
        assertThat(one.up()).isTrue();
        assertThat(hop.index()).isEqualTo(one.index());
        assertThat(route.isMultipath() && route.destination().isIpv6() && hop.gateway() == null)
            .isFalse();
      }
      InetAddress source = route.source();
      assertThat(source == null).isEqualTo(route.isMultipath());
      if (source != null) {
        LinkFacts one = facts.get(Integer.parseInt(route.hops().getFirst().device().substring(3)));
        assertThat(one.addresses()).extracting(Prefix::address).contains(source);
      }
    }
  }

  /** By a network of the same table, if it is of any that the interface has an address in. */
  private void everyGatewayIsANeighbour(RoutePlan plan) {
    for (Route route : plan.routes()) {
      InetAddress gateway = route.hops().getFirst().gateway();
      if (route.table() == Route.MAIN || gateway == null) {
        continue;
      }
      boolean near =
          facts.get(route.table() - Routing.DEFAULT.tables()).addresses().stream()
              .anyMatch(own -> !own.isHost() && holds(own.network(), gateway));
      assertThat(
              plan.routes().stream()
                  .filter(other -> other.table() == route.table())
                  .filter(other -> other.hops().getFirst().gateway() == null)
                  .anyMatch(network -> holds(network.destination(), gateway)))
          .as("%s", route)
          .isEqualTo(near);
    }
  }

  private static boolean holds(Prefix network, InetAddress address) {
    return network.isIpv6() == (address.getAddress().length == 16)
        && new Prefix(address, network.length()).network().equals(network);
  }

  private static void everyRuleLeadsToARoute(RoutePlan plan) {
    for (Rule rule : plan.rules()) {
      assertThat(plan.routes())
          .as("%s", rule)
          .anyMatch(
              route ->
                  route.table() == rule.table()
                      && route.isDefault()
                      && route.destination().isIpv6() == rule.ipv6());
    }
  }

  private void endpointsAreThoseOfWhatCouldCarry(RoutePlan plan) {
    assertThat(plan.endpoints()).hasSizeLessThanOrEqualTo(Endpoint.MOST);
    assertThat(plan.endpoints()).extracting(Endpoint::address).doesNotHaveDuplicates();
    assertThat(plan.limits().equals(Limits.NONE)).isEqualTo(plan.endpoints().isEmpty());
    List<UplinkId> excluded = election.excluded().stream().map(Excluded::uplink).toList();
    List<String> leading = new ArrayList<>();
    for (boolean ipv6 : new boolean[] {false, true}) {
      main(plan, ipv6).forEach(route -> route.hops().forEach(hop -> leading.add(hop.device())));
    }
    for (Endpoint endpoint : plan.endpoints()) {
      Uplink uplink = uplinks.get(Integer.parseInt(endpoint.device().substring(3)));
      LinkFacts one = facts.get(uplink.id().ordinal());
      assertThat(endpoint.kind()).isEqualTo(uplink.mptcp()).isNotEqualTo(Mptcp.OFF);
      assertThat(endpoint.index()).isEqualTo(one.index());
      assertThat(one.addresses()).extracting(Prefix::address).contains(endpoint.address());
      assertThat(isUsable(one) || leading.contains(endpoint.device())).isTrue();
      assertThat(excluded.contains(uplink.id()) && !leading.contains(endpoint.device()))
          .as("%s of what is excluded", endpoint)
          .isFalse();
    }
  }

  private void expiriesHitNobodyElse(RoutePlan plan) {
    for (Expiry expiry : plan.expiries()) {
      for (LinkFacts one : facts) {
        if (isUsable(one) && !one.uplink().equals(expiry.uplink())) {
          assertThat(expiry.addresses())
              .as("%s has some of %s", one, expiry)
              .allMatch(
                  address ->
                      one.addresses().stream().noneMatch(own -> own.address().equals(address)));
        }
      }
      assertThat(expiry.addresses().isEmpty() && expiry.sparingMarked()).isFalse();
    }
  }
}
