package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What NLM_F_REPLACE does, on which the order of changes rests: of every kind of route by every
 * other the outcome is exactly the new one, hops in their order, and there is no moment without.
 */
class ReplacementIT {
  private static final int OURS = 76;
  private static final int FOREIGN = 99;
  private static final int METRIC = 10;

  private KernelLab lab;
  private Rtnetlink rtnetlink;
  private int a0;

  @BeforeEach
  void open() throws IOException {
    lab = KernelLab.open();
    rtnetlink = lab.inNear(Rtnetlink::open);
    OptionalInt index = lab.inNear(() -> BoundSocket.interfaceIndex("a0"));
    a0 = index.orElseThrow();
  }

  @AfterEach
  void close() throws IOException {
    if (rtnetlink != null) {
      rtnetlink.close();
    }
    if (lab != null) {
      lab.close();
    }
  }

  private static IpPrefix destination(IpFamily family) {
    return family == IpFamily.V4
        ? new IpPrefix(InetAddress.ofLiteral("10.98.0.0"), 16)
        : new IpPrefix(InetAddress.ofLiteral("fd98::"), 16);
  }

  private static InetAddress router(IpFamily family, int number) {
    return InetAddress.ofLiteral((family == IpFamily.V4 ? "10.77.0." : "fd77::") + number);
  }

  private RouteEntry via(IpFamily family, int router, int protocol) {
    return RouteEntry.via(
        destination(family), router(family, router), a0, METRIC, RouteEntry.TABLE_MAIN, protocol);
  }

  private RouteEntry onto(IpFamily family, int protocol) {
    return RouteEntry.onto(destination(family), a0, METRIC, RouteEntry.TABLE_MAIN, protocol);
  }

  /** Of every router its weight is its number. */
  private RouteEntry group(IpFamily family, int... routers) {
    List<NextHop> hops = new ArrayList<>();
    for (int router : routers) {
      hops.add(new NextHop(router(family, router), a0, router, false));
    }
    return RouteEntry.multipath(destination(family), hops, METRIC, RouteEntry.TABLE_MAIN, OURS);
  }

  private List<RouteEntry> kinds(IpFamily family) {
    return List.of(
        via(family, 2, OURS),
        via(family, 3, OURS),
        onto(family, OURS),
        group(family, 2, 3),
        group(family, 3, 2),
        group(family, 4, 5),
        group(family, 2, 3, 4),
        group(family, 4, 2, 3));
  }

  private List<RouteEntry> held(IpFamily family) throws IOException {
    return rtnetlink.routes().stream()
        .filter(route -> route.destination().equals(destination(family)))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void ofEveryKindByEveryOtherTheNewRouteIsAllThatIsLeftAndNeverMissing(IpFamily family)
      throws Exception {
    OneChange.add(rtnetlink, via(family, 2, OURS));
    AtomicBoolean done = new AtomicBoolean();
    AtomicReference<Object> seen = new AtomicReference<>("nothing");
    Thread looking =
        Thread.ofPlatform().start(() -> seen.set(lab.inNear(() -> look(family, done))));
    for (RouteEntry before : kinds(family)) {
      for (RouteEntry after : kinds(family)) {
        OneChange.replace(rtnetlink, before);
        OneChange.replace(rtnetlink, after);
        assertThat(held(family)).as("%s by %s", before, after).containsExactly(after);
      }
    }
    done.set(true);
    looking.join();
    assertThat(seen.get()).isEqualTo("a route each time");
  }

  /**
   * Asks for the route again and again. In IPv6 one may just have found the route that the kernel
   * is about to let go of: only a second miss in a row is a gap.
   */
  private static String look(IpFamily family, AtomicBoolean done) throws IOException {
    int misses = 0;
    boolean missed = false;
    byte[] anywhere = destination(family).address().getAddress();
    anywhere[anywhere.length - 1] = 9;
    InetSocketAddress there = new InetSocketAddress(InetAddress.getByAddress(anywhere), 9);
    while (!done.get()) {
      try (DatagramChannel channel = DatagramChannel.open()) {
        DatagramChannel _ = channel.connect(there);
        missed = false;
      } catch (IOException e) {
        if (missed || family == IpFamily.V4 || ++misses > 2) {
          return e.toString();
        }
        missed = true;
      }
    }
    return "a route each time";
  }

  @ParameterizedTest
  @EnumSource
  void aReplacementThatIsRefusedLeavesTheOldRoute(IpFamily family) throws IOException {
    RouteEntry before = group(family, 2, 3);
    OneChange.add(rtnetlink, before);
    RouteEntry stranger =
        RouteEntry.via(
            destination(family),
            InetAddress.ofLiteral(family == IpFamily.V4 ? "10.123.0.1" : "fd23::1"),
            a0,
            METRIC,
            RouteEntry.TABLE_MAIN,
            OURS);
    for (RouteEntry bad :
        family == IpFamily.V6 ? List.of(stranger, group(family, 4, 4)) : List.of(stranger)) {
      assertThat(Stream.of(bad).filter(this::isTaken)).isEmpty();
      assertThat(held(family)).containsExactly(before);
    }
  }

  private boolean isTaken(RouteEntry route) {
    try {
      OneChange.replace(rtnetlink, route);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void anIpv4ReplacementHitsWhoeverStandsFirst() throws IOException {
    OneChange.add(rtnetlink, via(IpFamily.V4, 2, OURS));
    KernelLab.run(
        ("ip -n " + lab.near + " route prepend 10.98.0.0/16 via 10.77.0.3 metric 10 proto 99")
            .split(" "));
    OneChange.replace(rtnetlink, via(IpFamily.V4, 4, OURS));
    assertThat(held(IpFamily.V4))
        .containsExactly(via(IpFamily.V4, 4, OURS), via(IpFamily.V4, 2, OURS));
  }

  @Test
  void anIpv6ReplacementHitsTheFirstThatLikewiseHasAGatewayOrNone() throws IOException {
    OneChange.add(rtnetlink, via(IpFamily.V6, 2, OURS));
    KernelLab.run(
        ("ip -n " + lab.near + " -6 route append fd98::/16 dev a0 metric 10 proto 99").split(" "));
    OneChange.replace(rtnetlink, via(IpFamily.V6, 4, OURS));
    assertThat(held(IpFamily.V6))
        .containsExactly(via(IpFamily.V6, 4, OURS), onto(IpFamily.V6, FOREIGN));
    OneChange.replace(rtnetlink, onto(IpFamily.V6, OURS));
    assertThat(held(IpFamily.V6))
        .containsExactly(via(IpFamily.V6, 4, OURS), onto(IpFamily.V6, OURS));
  }
}
