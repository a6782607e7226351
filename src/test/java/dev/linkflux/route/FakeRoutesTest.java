package dev.linkflux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.route.FakeRoutes.Held;
import dev.linkflux.route.FakeRoutes.Mode;
import dev.linkflux.uplink.Prefix;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * How the routing tables in small behave; each row was seen of Linux 6.18 with {@code ip route},
 * {@code ip monitor} before it was written here.
 */
class FakeRoutesTest {
  private final FakeKernel kernel = new FakeKernel();
  private final FakeLinks.Link one = link(1);
  private final FakeLinks.Link two = link(2);

  private FakeLinks.Link link(int number) {
    return kernel.links.make(
        "wan" + number,
        List.of(
            FakeWorld.prefix("10.1." + number + ".2", 24),
            FakeWorld.prefix("fd00:" + number + "::2", 64)));
  }

  private static Hop hop(FakeLinks.Link link, boolean ipv6) {
    String number = link.device.substring(3);
    InetAddress gateway = FakeWorld.ip(ipv6 ? "fd00:" + number + "::1" : "10.1." + number + ".1");
    return new Hop(gateway, link.device, link.index);
  }

  private static Route route(boolean ipv6, Hop... hops) {
    return new Route(Route.MAIN, Prefix.everything(ipv6), Arrays.asList(hops), 10, null);
  }

  private static Route via(boolean ipv6, FakeLinks.Link... links) {
    return route(ipv6, Arrays.stream(links).map(link -> hop(link, ipv6)).toArray(Hop[]::new));
  }

  private static Route sourced(boolean ipv6, FakeLinks.Link link) {
    InetAddress source =
        link.addresses.stream()
            .filter(address -> address.isIpv6() == ipv6)
            .findFirst()
            .orElseThrow()
            .address();
    return new Route(Route.MAIN, Prefix.everything(ipv6), List.of(hop(link, ipv6)), 10, source);
  }

  private static Route onto(boolean ipv6, FakeLinks.Link link) {
    return route(ipv6, new Hop(null, link.device, link.index));
  }

  private @Nullable String put(Route route, int protocol, Mode mode) {
    return kernel.routes.put(new Held(route, protocol), mode, _ -> false);
  }

  private @Nullable String add(Route route) {
    return put(route, FakeKernel.OURS, Mode.EXCLUSIVE);
  }

  private List<Route> routes() {
    return kernel.routes.all().stream().map(Held::route).toList();
  }

  @Test
  void anExclusiveAdditionIsRefusedWhereverAnybodyStands() {
    for (boolean ipv6 : new boolean[] {false, true}) {
      assertThat(put(via(ipv6, one), FakeKernel.FOREIGN, Mode.EXCLUSIVE)).isNull();
      assertThat(add(via(ipv6, two))).isEqualTo("EEXIST");
    }
  }

  @Test
  void anIpv4ReplacementTakesTheFirstOfAnyProtocol() {
    assertThat(add(via(false, one))).isNull();
    assertThat(put(onto(false, two), FakeKernel.FOREIGN, Mode.PREPEND)).isNull();
    assertThat(put(via(false, two), FakeKernel.OURS, Mode.REPLACE)).isNull();
    assertThat(routes()).containsExactly(via(false, two), via(false, one));
  }

  @Test
  void anIpv6ReplacementTakesTheFirstThatLikewiseHasAGatewayOrNone() {
    assertThat(add(via(true, one))).isNull();
    assertThat(put(onto(true, two), FakeKernel.FOREIGN, Mode.APPEND)).isNull();
    assertThat(put(onto(true, one), FakeKernel.OURS, Mode.REPLACE)).isNull();
    assertThat(routes()).containsExactly(via(true, one), onto(true, one));
  }

  @Test
  void anIpv6RouteThatIsAppendedJoinsTheGroupUnderItsNumber() {
    assertThat(add(via(true, one))).isNull();
    assertThat(put(via(true, two), FakeKernel.FOREIGN, Mode.APPEND)).isNull();
    assertThat(kernel.routes.all()).containsExactly(new Held(via(true, one, two), FakeKernel.OURS));
  }

  @Test
  void anIpv6GroupHasGatewaysOnlyAndEachOnce() {
    Hop bare = new Hop(null, two.device, two.index);
    assertThat(add(route(true, hop(one, true), bare))).startsWith("EINVAL");
    assertThat(add(via(true, one, one))).isEqualTo("EEXIST");
    assertThat(add(route(false, hop(one, false), bare))).isNull();
  }

  @Test
  void aDeletionMeansTheWholeRouteOfThatProtocol() {
    Route group = via(false, one, two);
    assertThat(add(group)).isNull();
    for (Held other :
        List.of(
            new Held(group, FakeKernel.FOREIGN),
            new Held(via(false, two, one), FakeKernel.OURS),
            new Held(via(false, two), FakeKernel.OURS))) {
      assertThat(kernel.routes.delete(other)).isEqualTo("ESRCH");
    }
    assertThat(kernel.routes.delete(new Held(group, FakeKernel.OURS))).isNull();
  }

  @Test
  void aGatewayHasToBeANeighbourUnlessWeSaySo() {
    Hop stranger = new Hop(FakeWorld.ip("10.9.9.9"), one.device, one.index);
    assertThat(add(route(false, stranger))).startsWith("ENETUNREACH");
    Held held = new Held(route(false, stranger), FakeKernel.OURS);
    assertThat(kernel.routes.put(held, Mode.EXCLUSIVE, _ -> true)).isNull();
  }

  @Test
  void nothingIsPutOntoAnInterfaceThatIsDown() {
    kernel.down(one);
    assertThat(add(via(false, one))).isEqualTo("ENETDOWN");
    assertThat(add(via(true, one))).isEqualTo("ENETDOWN");
  }

  @Test
  void withALinkRoutesOfIpv4GoWithoutAWordAndThoseOfIpv6WithOne() {
    assertThat(add(via(false, one))).isNull();
    assertThat(add(via(true, one))).isNull();
    kernel.announced.clear();
    kernel.down(one);
    assertThat(routes()).isEmpty();
    assertThat(kernel.announced).containsExactly(new Held(via(true, one), FakeKernel.OURS));
  }

  @Test
  void aGroupStaysAsItIsWhileOneOfItsLinksIsUp() {
    List<Route> groups = List.of(via(false, one, two), via(true, one, two));
    groups.forEach(group -> assertThat(add(group)).isNull());
    kernel.down(one);
    assertThat(routes()).isEqualTo(groups);
    kernel.down(two);
    assertThat(routes()).isEmpty();
  }

  @Test
  void withAPulledInterfaceTheWholeIpv4GroupGoesWithoutAWord() {
    assertThat(add(via(false, one, two))).isNull();
    kernel.announced.clear();
    kernel.remove(two);
    assertThat(routes()).isEmpty();
    assertThat(kernel.announced).isEmpty();
  }

  @Test
  void withAPulledInterfaceAnIpv6GroupLosesOneHop() {
    assertThat(add(via(true, one, two))).isNull();
    kernel.remove(two);
    assertThat(routes()).containsExactly(via(true, one));
  }

  @Test
  void withAnAddressItsIpv4RoutesGoAndThoseOfIpv6ForgetIt() {
    for (boolean ipv6 : new boolean[] {false, true}) {
      Route route = sourced(ipv6, one);
      assertThat(add(route)).isNull();
    }
    kernel.announced.clear();
    List.copyOf(one.addresses).forEach(address -> kernel.remove(one, address));
    assertThat(routes()).containsExactly(via(true, one));
    assertThat(kernel.announced).isEmpty();
  }
}
