package dev.linkflux.route.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Carried;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.AddressEntry;
import dev.linkflux.kernel.IpFamily;
import dev.linkflux.kernel.IpPrefix;
import dev.linkflux.kernel.LinkEntry;
import dev.linkflux.kernel.NetlinkEvent;
import dev.linkflux.kernel.NetlinkEvent.AddressChanged;
import dev.linkflux.kernel.NetlinkEvent.LinkChanged;
import dev.linkflux.kernel.NextHop;
import dev.linkflux.kernel.RouteEntry;
import dev.linkflux.route.Routing;
import dev.linkflux.route.linux.News.Heard;
import dev.linkflux.route.linux.News.Reading;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkTableTest {
  private static final int UP = 1;
  private static final int CARRIER = 1 << 16;
  private static final int NOARP = 1 << 7;
  private static final int DEPRECATED = 0x20;
  private static final int TENTATIVE = 0x40;
  private static final int SECONDARY = 0x01;
  private static final int DHCP = 16;

  private static final UplinkId FIBRE = new UplinkId("fibre", 0);
  private static final Uplink UPLINK = new Uplink(FIBRE, "wan1", 1, List.of(), 1, false);
  private static final LinkEntry LINK = link(UP | CARRIER);
  private static final AddressEntry ADDRESS = address("10.1.1.2", 24, 0);
  private static final RouteEntry LEARNT = route("10.1.1.1", 3, 100, 254, DHCP);

  private LinkTable table = new LinkTable(List.of(UPLINK), Routing.DEFAULT);

  private static LinkEntry link(int flags) {
    return new LinkEntry(3, "wan1", flags, 6, 1500);
  }

  private static AddressEntry address(String address, int length, int flags) {
    InetAddress own = InetAddress.ofLiteral(address);
    return new AddressEntry(3, own, length, null, AddressEntry.SCOPE_GLOBAL, flags);
  }

  private static RouteEntry route(
      String gateway, int index, long metric, long table, int protocol) {
    return RouteEntry.via(
        IpPrefix.all(IpFamily.V4), InetAddress.ofLiteral(gateway), index, metric, table, protocol);
  }

  private List<Event> read(long upTo, LinkEntry link, AddressEntry address, RouteEntry... routes) {
    return read(upTo, List.of(link), List.of(address), routes);
  }

  private List<Event> read(
      long upTo, List<LinkEntry> links, List<AddressEntry> addresses, RouteEntry... routes) {
    return stamped(table.accept(new Reading(upTo, links, addresses, List.of(routes))));
  }

  private List<Event> hear(long number, NetlinkEvent event) {
    return stamped(table.accept(new Heard(number, event)));
  }

  private static List<Event> stamped(List<Unstamped> events) {
    return events.stream().map(event -> event.at(Moment.ZERO)).toList();
  }

  private static LinkFacts only(List<Event> events) {
    assertThat(events).filteredOn(LinkFacts.class::isInstance).hasSize(1);
    return (LinkFacts) events.getLast();
  }

  private static List<InetAddress> ips(String... addresses) {
    return List.of(addresses).stream().map(InetAddress::ofLiteral).toList();
  }

  @Test
  void nothingIsToldBeforeTheFirstReadingAndThenWhatCarriesComesFirst() {
    assertThat(hear(0, new LinkChanged(LINK, false))).isEmpty();
    List<Event> first = read(0, LINK, ADDRESS, LEARNT);
    assertThat(first.getFirst()).isEqualTo(new Carried(Moment.ZERO, List.of(FIBRE)));
    assertThat(only(first).gateways()).isEqualTo(ips("10.1.1.1"));
    assertThat(read(1, LINK, ADDRESS, LEARNT)).isEmpty();
  }

  @Test
  void aLostCarrierIsToldAtOnceAndAnOlderReadingDoesNotBringItBack() {
    read(0, LINK, ADDRESS, LEARNT);
    assertThat(only(hear(1, new LinkChanged(link(UP), false))).carrier()).isFalse();
    assertThat(read(0, LINK, ADDRESS, LEARNT)).isEmpty();
    assertThat(read(1, link(UP), ADDRESS, LEARNT)).isEmpty();
    assertThat(only(read(1, LINK, ADDRESS, LEARNT)).carrier()).isTrue();
  }

  @Test
  void anInterfaceThatGoesIsToldAtOnceAndOneThatComesToo() {
    read(0, LINK, ADDRESS, LEARNT);
    LinkFacts gone = only(hear(1, new LinkChanged(LINK, true)));
    assertThat(gone.isPresent()).isFalse();
    assertThat(gone.addresses()).isEmpty();
    LinkEntry anew = new LinkEntry(9, "wan1", UP | CARRIER, 6, 1500);
    assertThat(only(hear(2, new LinkChanged(anew, false))).index()).isEqualTo(9);
  }

  @Test
  void anAddressThatGoesIsToldAtOnceThoughItBeBackBeforeAnybodyLooks() {
    read(0, LINK, ADDRESS, LEARNT);
    assertThat(only(hear(1, new AddressChanged(ADDRESS, true))).addresses()).isEmpty();
    assertThat(hear(2, new AddressChanged(ADDRESS, false))).isEmpty();
    assertThat(read(0, LINK, ADDRESS, LEARNT)).isEmpty();
    assertThat(only(read(2, LINK, ADDRESS, LEARNT)).addresses()).hasSize(1);
  }

  @Test
  void addressesThatLastComeFirstAndThoseInDoubtNotAtAll() {
    AddressEntry link =
        new AddressEntry(3, InetAddress.ofLiteral("fe80::1"), 64, null, AddressEntry.SCOPE_LINK, 0);
    List<AddressEntry> all =
        List.of(
            address("fd00::2", 64, 0),
            address("2001:db8::9", 64, DEPRECATED),
            address("2001:db8::7", 64, SECONDARY),
            address("2001:db8::2", 64, 0),
            address("2001:db8::5", 64, TENTATIVE),
            link,
            address("10.1.1.3", 24, SECONDARY),
            address("10.1.1.2", 24, 0));
    assertThat(only(read(0, List.of(LINK), all)).addresses())
        .extracting(Prefix::address)
        .isEqualTo(
            ips("10.1.1.2", "10.1.1.3", "2001:db8::2", "2001:db8::7", "fd00::2", "2001:db8::9"));
  }

  @Test
  void aDeprecatedAddressAloneIsNone() {
    assertThat(only(read(0, LINK, address("10.1.1.2", 24, DEPRECATED))).addresses()).isEmpty();
  }

  @Test
  void aLinkWithoutNeighboursNeedsNoGateway() {
    assertThat(only(read(0, link(UP | CARRIER | NOARP), ADDRESS)).pointToPoint()).isTrue();
  }

  @Test
  void theConfiguredGatewayCountsBeforeAnyOther() {
    Uplink configured = new Uplink(FIBRE, "wan1", 1, ips("10.1.1.77"), 1, false);
    table = new LinkTable(List.of(configured), Routing.DEFAULT);
    assertThat(only(read(0, LINK, ADDRESS, LEARNT)).gateways()).isEqualTo(ips("10.1.1.77"));
  }

  @Test
  void theMainTableTeachesBeforeOthersAndTheBestRouteBeforeTheRest() {
    assertThat(
            only(read(
                    0,
                    LINK,
                    ADDRESS,
                    route("10.1.1.5", 3, 1, 7, DHCP),
                    route("10.1.1.6", 3, 300, 254, DHCP),
                    route("10.1.1.7", 3, 200, 254, DHCP),
                    route("10.1.1.8", 4, 100, 254, DHCP),
                    route("10.1.1.9", 3, 10, 254, 76)))
                .gateways())
        .isEqualTo(ips("10.1.1.7"));
  }

  @Test
  void theTableOfAnotherProgramTeachesTooAndSoDoesAMultipathRoute() {
    RouteEntry both =
        RouteEntry.multipath(
            IpPrefix.all(IpFamily.V4),
            List.of(
                new NextHop(InetAddress.ofLiteral("10.9.9.9"), 4, 1, false),
                new NextHop(InetAddress.ofLiteral("10.1.1.1"), 3, 1, false)),
            0,
            7,
            DHCP);
    assertThat(only(read(0, LINK, ADDRESS, both)).gateways()).isEqualTo(ips("10.1.1.1"));
  }

  @Test
  void aLearntGatewayIsKeptWhileTheNetworkIsThere() {
    read(0, LINK, ADDRESS, LEARNT);
    assertThat(only(read(1, link(UP), ADDRESS)).gateways()).isEqualTo(ips("10.1.1.1"));
    assertThat(only(read(2, LINK, address("10.1.1.3", 24, 0))).gateways())
        .isEqualTo(ips("10.1.1.1"));
    assertThat(only(read(3, LINK, address("10.7.1.2", 24, 0))).gateways()).isEmpty();
  }

  @Test
  void ofAnEarlierRunOnlyTheOwnTableTeachesAndOnlyWhileItsSourceIsThere() {
    RouteEntry ours = route("10.1.1.1", 3, 10, 1001, 76);
    assertThat(only(read(0, LINK, ADDRESS, ours)).gateways()).isEmpty();
    assertThat(only(read(1, LINK, ADDRESS, ours.withPreferredSource(ADDRESS.address()))).gateways())
        .isEqualTo(ips("10.1.1.1"));
  }

  @Test
  void whatCarriesIsWhereTheBestMainDefaultLeads() {
    List<Event> first =
        read(
            0,
            List.of(LINK, new LinkEntry(4, "eth9", UP, 6, 1500)),
            List.of(ADDRESS),
            route("10.1.1.1", 3, 100, 254, DHCP),
            route("10.9.9.9", 4, 50, 254, DHCP));
    assertThat(first.getFirst()).isEqualTo(new Carried(Moment.ZERO, List.of()));
  }

  @Test
  void oneThatIsRenamedIsNoneOfOursFromThatMomentOnAndAnotherOfThatNameIs() {
    read(0, LINK, ADDRESS, LEARNT);
    LinkEntry away = new LinkEntry(3, "away", UP | CARRIER, 6, 1500);
    assertThat(only(hear(1, new LinkChanged(away, false))).isPresent()).isFalse();
    LinkEntry other = new LinkEntry(7, "wan1", UP | CARRIER, 6, 1500);
    LinkFacts anew = only(hear(2, new LinkChanged(other, false)));
    assertThat(anew.index()).isEqualTo(7);
    assertThat(anew.addresses()).isEmpty();
    assertThat(anew.gateways()).isEmpty();
    // A reading that began before the second announcement knows neither.
    assertThat(read(1, List.of(away), List.of(ADDRESS), LEARNT)).isEmpty();
  }

  @Test
  void nothingButItsNameFlagsAddressesAndGatewaysMatters() {
    read(0, LINK, ADDRESS, LEARNT);
    assertThat(hear(1, new LinkChanged(new LinkEntry(3, "wan1", UP | CARRIER, 6, 1400), false)))
        .isEmpty();
    assertThat(hear(2, new LinkChanged(new LinkEntry(3, "wan1", UP | CARRIER, 0, 1500), false)))
        .isEmpty();
    assertThat(
            read(
                2,
                new LinkEntry(3, "wan1", UP | CARRIER | 0x100, 6, 1280),
                ADDRESS,
                LEARNT,
                route("10.1.1.1", 3, 50, 9, DHCP)))
        .isEmpty();
  }
}
