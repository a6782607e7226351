package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RtnetlinkIT {
  private static final int OURS = 76;
  private static final long TABLE = 1001;

  private KernelLab lab;
  private Rtnetlink rtnetlink;
  private int a0;

  @BeforeEach
  void build() throws IOException {
    lab = KernelLab.open();
    rtnetlink = lab.inNear(Rtnetlink::open);
    a0 = lab.inNear(() -> BoundSocket.interfaceIndex("a0")).orElseThrow();
  }

  @AfterEach
  void remove() throws IOException {
    if (rtnetlink != null) {
      rtnetlink.close();
    }
    if (lab != null) {
      lab.close();
    }
  }

  private static InetAddress ip(String address) throws IOException {
    return InetAddress.getByName(address);
  }

  private static InetAddress gateway(IpFamily family) throws IOException {
    return ip(family == IpFamily.V4 ? "10.77.0.2" : "fd77::2");
  }

  private static IpPrefix network(IpFamily family) throws IOException {
    return family == IpFamily.V4
        ? new IpPrefix(ip("10.50.0.0"), 16)
        : new IpPrefix(ip("fd50::"), 32);
  }

  private List<RouteEntry> ours() throws IOException {
    return rtnetlink.routes().stream().filter(route -> route.protocol() == OURS).toList();
  }

  private List<RuleEntry> ourRules() throws IOException {
    return rtnetlink.rules().stream().filter(rule -> rule.protocol() == OURS).toList();
  }

  @Test
  void linksAreAsTheIpCommandMadeThem() throws IOException {
    KernelLab.run("ip", "-n", lab.near, "link", "set", "a0", "mtu", "1400");
    LinkEntry link =
        rtnetlink.links().stream().filter(l -> l.name().equals("a0")).findFirst().orElseThrow();
    assertThat(link.index()).isEqualTo(a0);
    assertThat(link.mtu()).isEqualTo(1400);
    assertThat(link.up()).isTrue();
    assertThat(link.lowerUp()).isTrue();
    assertThat(link.operState()).isEqualTo(6);
    assertThat(link.pointToPoint()).isFalse();
    assertThat(rtnetlink.links()).anyMatch(LinkEntry::loopback);
  }

  @Test
  void addressesComeWithPeerPrefixAndScope() throws IOException {
    KernelLab.run(
        "ip", "-n", lab.near, "address", "add", "10.60.0.1", "peer", "10.60.0.9/32", "dev", "a0");
    List<AddressEntry> addresses =
        rtnetlink.addresses().stream().filter(address -> address.index() == a0).toList();
    assertThat(addresses)
        .anySatisfy(
            entry -> {
              assertThat(entry.address()).isEqualTo(ip("10.77.0.1"));
              assertThat(entry.prefixLength()).isEqualTo(24);
              assertThat(entry.peer()).isNull();
              assertThat(entry.scope()).isEqualTo(AddressEntry.SCOPE_GLOBAL);
            })
        .anySatisfy(
            entry -> {
              assertThat(entry.address()).isEqualTo(ip("10.60.0.1"));
              assertThat(entry.peer()).isEqualTo(ip("10.60.0.9"));
            })
        .anySatisfy(
            entry -> {
              assertThat(entry.address()).isEqualTo(ip("fd77::1"));
              assertThat(entry.prefixLength()).isEqualTo(64);
              assertThat(entry.usable()).isTrue();
            })
        .anySatisfy(
            entry -> {
              assertThat(entry.scope()).isEqualTo(AddressEntry.SCOPE_LINK);
              assertThat(entry.family()).isEqualTo(IpFamily.V6);
            });
  }

  @ParameterizedTest
  @EnumSource
  void aRouteIsAddedReadBackReplacedAndDeleted(IpFamily family) throws IOException {
    RouteEntry first = RouteEntry.via(network(family), gateway(family), a0, 50, TABLE, OURS);
    RouteEntry second = RouteEntry.onto(network(family), a0, 50, TABLE, OURS);
    OneChange.add(rtnetlink, first);
    assertThat(ours()).containsExactly(first);
    assertThatExceptionOfType(NetlinkException.class)
        .isThrownBy(() -> OneChange.add(rtnetlink, first))
        .satisfies(e -> assertThat(e.is(Errno.EEXIST)).isTrue());
    OneChange.replace(rtnetlink, second);
    assertThat(ours()).containsExactly(second);
    OneChange.replace(rtnetlink, first.withOnLink(true));
    assertThat(ours()).containsExactly(first.withOnLink(true));
    OneChange.delete(rtnetlink, first);
    assertThat(ours()).isEmpty();
    assertThatExceptionOfType(NetlinkException.class)
        .isThrownBy(() -> OneChange.delete(rtnetlink, first))
        .satisfies(e -> assertThat(e.is(Errno.ESRCH)).isTrue());
  }

  @ParameterizedTest
  @EnumSource
  void aDefaultRouteWithItsSourceIsReadBack(IpFamily family) throws IOException {
    InetAddress own = ip(family == IpFamily.V4 ? "10.77.0.1" : "fd77::1");
    RouteEntry route =
        RouteEntry.via(IpPrefix.all(family), gateway(family), a0, 4711, 254, OURS)
            .withPreferredSource(own);
    OneChange.replace(rtnetlink, route);
    assertThat(ours()).containsExactly(route);
    assertThat(KernelLab.run("ip", "-n", lab.near, flag(family), "route", "show", "default"))
        .contains(
            "via " + gateway(family).getHostAddress().replace("fd77:0:0:0:0:0:0:2", "fd77::2"))
        .contains("metric 4711");
    OneChange.delete(rtnetlink, route);
    assertThat(ours()).isEmpty();
  }

  private static String flag(IpFamily family) {
    return family == IpFamily.V4 ? "-4" : "-6";
  }

  @ParameterizedTest
  @EnumSource
  void aMultipathRouteIsReadBackWithItsWeights(IpFamily family) throws IOException {
    InetAddress other = ip(family == IpFamily.V4 ? "10.77.0.3" : "fd77::3");
    RouteEntry route =
        RouteEntry.multipath(
            network(family),
            List.of(new NextHop(gateway(family), a0, 10, false), new NextHop(other, a0, 256, true)),
            50,
            TABLE,
            OURS);
    OneChange.replace(rtnetlink, route);
    assertThat(ours()).containsExactly(route);
    OneChange.delete(rtnetlink, route);
    assertThat(ours()).isEmpty();
  }

  @Test
  void anIpv4RouteMayGoThroughAnIpv6Router() throws IOException {
    RouteEntry route = RouteEntry.via(network(IpFamily.V4), ip("fd77::2"), a0, 50, TABLE, OURS);
    OneChange.add(rtnetlink, route);
    assertThat(ours()).containsExactly(route);
  }

  @Test
  void aBadGatewayIsRefusedInTheWordsOfTheKernel() throws IOException {
    RouteEntry route = RouteEntry.via(network(IpFamily.V4), ip("10.123.0.1"), a0, 50, TABLE, OURS);
    assertThatExceptionOfType(NetlinkException.class)
        .isThrownBy(() -> OneChange.replace(rtnetlink, route))
        .satisfies(
            e -> {
              assertThat(e.errnoName()).isEqualTo("ENETUNREACH");
              assertThat(e.kernelMessage()).isEqualTo("Nexthop has invalid gateway");
            })
        .withMessage(
            "RTM_NEWROUTE: ENETUNREACH (101): 10.50.0.0/16 in table 1001:"
                + " Nexthop has invalid gateway");
  }

  @Test
  void aRouteOfAnotherProtocolIsNotDeleted() throws IOException {
    OneChange.add(
        rtnetlink, RouteEntry.via(network(IpFamily.V4), gateway(IpFamily.V4), a0, 50, TABLE, 99));
    RouteEntry ours =
        RouteEntry.via(network(IpFamily.V4), gateway(IpFamily.V4), a0, 50, TABLE, OURS);
    assertThatExceptionOfType(NetlinkException.class)
        .isThrownBy(() -> OneChange.delete(rtnetlink, ours))
        .satisfies(e -> assertThat(e.is(Errno.ESRCH)).isTrue());
  }

  @ParameterizedTest
  @EnumSource
  void rulesAreAddedReadBackAndDeleted(IpFamily family) throws IOException {
    List<RuleEntry> rules =
        List.of(
            RuleEntry.fromSource(1000, network(family), TABLE, OURS),
            RuleEntry.forMark(family, 1001, 0x1000, 0xff00, TABLE, OURS),
            RuleEntry.forOutput(family, 1002, "a0", 254, OURS).withSuppressPrefixLength(0),
            RuleEntry.forOutput(family, 1003, "a0", 70000, OURS));
    for (RuleEntry rule : rules) {
      OneChange.add(rtnetlink, rule);
      assertThatExceptionOfType(NetlinkException.class)
          .isThrownBy(() -> OneChange.add(rtnetlink, rule))
          .satisfies(e -> assertThat(e.is(Errno.EEXIST)).isTrue());
    }
    assertThat(ourRules()).containsExactlyElementsOf(rules);
    for (RuleEntry rule : rules) {
      OneChange.delete(rtnetlink, rule);
      assertThatExceptionOfType(NetlinkException.class)
          .isThrownBy(() -> OneChange.delete(rtnetlink, rule))
          .satisfies(e -> assertThat(e.is(Errno.ENOENT)).isTrue());
    }
    assertThat(ourRules()).isEmpty();
  }

  @Test
  void aRuleWithBitsBeyondItsPrefixIsReadNevertheless() throws IOException {
    KernelLab.run(
        "ip",
        "-n",
        lab.near,
        "rule",
        "add",
        "from",
        "10.1.2.3/24",
        "lookup",
        "9",
        "protocol",
        "76");
    assertThat(ourRules())
        .extracting(RuleEntry::from)
        .containsExactly(new IpPrefix(ip("10.1.2.0"), 24));
  }

  @Test
  void aTableOfManyRoutesIsReadWhole() throws IOException {
    for (int i = 0; i < 3000; i++) {
      InetAddress address = ip("10.200." + (i >> 8) + "." + (i & 255));
      OneChange.add(
          rtnetlink,
          RouteEntry.via(IpPrefix.host(address), gateway(IpFamily.V4), a0, 50, TABLE, OURS));
    }
    assertThat(ours()).hasSize(3000).doesNotHaveDuplicates();
  }

  @Test
  void rulesAreReadWholeWhileTheyChange() throws Exception {
    for (int i = 0; i < 1500; i++) {
      OneChange.add(rtnetlink, RuleEntry.forMark(IpFamily.V4, 10_000 + i, i, -1, TABLE, OURS));
    }
    AtomicBoolean stop = new AtomicBoolean();
    try (Rtnetlink other = lab.inNear(Rtnetlink::open)) {
      // At the front of the table, so that what a dump has not sent yet moves on by one.
      RuleEntry moving = RuleEntry.forMark(IpFamily.V4, 100, 1, -1, TABLE, 99);
      FutureTask<Integer> changes =
          new FutureTask<>(
              () -> {
                int count = 0;
                while (!stop.get()) {
                  OneChange.add(other, moving);
                  OneChange.delete(other, moving);
                  count++;
                  LockSupport.parkNanos(10_000_000);
                }
                return count;
              });
      Thread.ofPlatform().start(changes);
      for (int whole = 0; whole < 100; ) {
        try {
          assertThat(ourRules()).hasSize(1500).doesNotHaveDuplicates();
          whole++;
        } catch (NetlinkException e) {
          assertThat(e.is(Errno.EINTR)).as("%s", e).isTrue(); // it never stood still, which is said
        }
      }
      stop.set(true);
      assertThat(changes.get(10, TimeUnit.SECONDS)).isPositive();
    } finally {
      stop.set(true);
    }
  }

  @Test
  void anInterfaceThatIsNotThereHasNoIndex() {
    assertThat(lab.inNear(() -> BoundSocket.interfaceIndex("gone0")))
        .isEqualTo(OptionalInt.empty());
  }
}
