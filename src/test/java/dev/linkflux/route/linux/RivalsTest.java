package dev.linkflux.route.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.engine.Trouble;
import dev.linkflux.kernel.IpFamily;
import dev.linkflux.kernel.IpPrefix;
import dev.linkflux.kernel.LinkEntry;
import dev.linkflux.kernel.NextHop;
import dev.linkflux.kernel.RouteEntry;
import dev.linkflux.route.Rivalled;
import dev.linkflux.route.Routing;
import dev.linkflux.route.linux.News.Reading;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of default routes that go before ours. */
class RivalsTest {
  private static final int DHCP = 16;
  private static final List<LinkEntry> LINKS =
      List.of(new LinkEntry(3, "wan1", 1, 6, 1500), new LinkEntry(4, "tun0", 1, 6, 1500));

  private final LinkTable table =
      new LinkTable(
          List.of(new Uplink(new UplinkId("fibre", 0), "wan1", 1, List.of(), 1, false)),
          Routing.DEFAULT);
  private long readings;

  private static RouteEntry route(
      String gateway, int index, long metric, long table, int protocol) {
    return RouteEntry.via(
        IpPrefix.all(IpFamily.V4), InetAddress.ofLiteral(gateway), index, metric, table, protocol);
  }

  /** What is new by a reading of that one default route. */
  private List<String> told(RouteEntry... routes) {
    return read(routes).stream()
        .filter(Trouble.class::isInstance)
        .map(event -> ((Trouble) event).reason())
        .toList();
  }

  private List<Event> read(RouteEntry... routes) {
    return table.accept(new Reading(readings++, LINKS, List.of(), List.of(routes))).stream()
        .map(change -> change.at(Moment.ZERO))
        .toList();
  }

  /** Which families are led around, as far as that is news. */
  private List<Event> news(RouteEntry... routes) {
    return read(routes).stream().filter(Rivalled.class::isInstance).toList();
  }

  private static Event around(boolean ipv4, boolean ipv6) {
    return new Rivalled(Moment.ZERO, ipv4, ipv6);
  }

  @Test
  void whatLeadsThroughUplinksAloneIsLedAroundFamilyByFamily() {
    RouteEntry fourth = route("10.1.1.1", 3, 0, 254, DHCP);
    RouteEntry sixth =
        RouteEntry.via(
            IpPrefix.all(IpFamily.V6), InetAddress.ofLiteral("fe80::1"), 3, 1, 254, DHCP);
    assertThat(news()).isEmpty();
    assertThat(news(fourth)).containsExactly(around(true, false));
    assertThat(news(fourth)).isEmpty();
    assertThat(news(fourth, sixth)).containsExactly(around(true, true));
    assertThat(news(sixth)).containsExactly(around(false, true));
    assertThat(news()).containsExactly(around(false, false));
  }

  @Test
  void aTunnelThatIsPreferredToEverythingIsNotLedAround() {
    RouteEntry tunnel = RouteEntry.onto(IpPrefix.all(IpFamily.V4), 4, 0, 254, 3);
    RouteEntry behind = route("10.1.1.1", 3, 1, 254, DHCP);
    assertThat(news(tunnel, behind)).isEmpty();
    assertThat(told(behind)).hasSize(1);
    assertThat(told(tunnel, behind))
        .singleElement()
        .asString()
        .startsWith("default via 10.1.1.1 dev wan1 metric 1 of protocol 16 (dhcp) goes before our")
        .contains(
            "so that traffic will not move: let its manager give it a metric above 10"
                + " (NetworkManager: route-metric, systemd-networkd: RouteMetric=, netifd: option"
                + " metric)")
        .contains("default dev tun0");
    assertThat(news(behind)).containsExactly(around(true, false));
  }

  @Test
  void aDefaultRouteThatGoesBeforeOursIsToldOnceAndAgainWhenItIsAnother() {
    assertThat(told(route("10.1.1.1", 3, 0, 254, DHCP)))
        .containsExactly(
            "default via 10.1.1.1 dev wan1 metric 0 of protocol 16 (dhcp) goes before our default"
                + " route of metric 10; it is left as it is, and rules of ours lead traffic around"
                + " it");
    assertThat(told(route("10.1.1.1", 3, 0, 254, DHCP))).isEmpty();
    assertThat(told(route("10.1.1.1", 3, 9, 254, DHCP)))
        .singleElement()
        .asString()
        .startsWith("default via 10.1.1.1 dev wan1 metric 9 of");
    assertThat(told(route("10.1.1.1", 3, 10, 254, DHCP))).isEmpty();
    assertThat(told(route("10.1.1.1", 3, 9, 254, DHCP))).hasSize(1);
  }

  @Test
  void aTunnelForAllTrafficIsToldInOtherWords() {
    RouteEntry tunnel = RouteEntry.onto(IpPrefix.all(IpFamily.V4), 4, 0, 254, 3);
    assertThat(told(tunnel))
        .containsExactly(
            "default dev tun0 metric 0 of protocol 3 (boot) leads through none of the uplinks and"
                + " goes before our default route of metric 10: traffic goes there whatever is"
                + " decided here, as it should only if that is a tunnel");
  }

  @Test
  void everyWayOfARivalIsNamed() {
    RouteEntry both =
        RouteEntry.multipath(
            IpPrefix.all(IpFamily.V4),
            List.of(
                new NextHop(InetAddress.ofLiteral("10.9.9.9"), 4, 1, false),
                new NextHop(InetAddress.ofLiteral("10.1.1.1"), 3, 1, false)),
            1,
            254,
            4);
    assertThat(told(both))
        .singleElement()
        .asString()
        .startsWith("default dev tun0 dev wan1 metric 1 of protocol 4 (static) goes before")
        .contains("will not move");
  }

  @Test
  void ofOtherTablesNoDefaultRouteIsARival() {
    assertThat(told(route("10.1.1.1", 3, 0, 7, DHCP))).isEmpty();
    assertThat(told(route("10.1.1.1", 3, 1, 254, 76))).isEmpty();
  }
}
