package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.linkflux.kernel.RouteRequest.AddRoute;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our routes beside many of somebody else's. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TableReaderIT {
  private static final int OURS = 76;
  private static final int THEIRS = 99;
  private static final int FOREIGN = 500;

  private KernelLab lab;
  private RouteEntry v4;
  private RouteEntry v6;

  @BeforeEach
  void build() throws IOException {
    lab = KernelLab.open();
    int a0 = lab.inNear(() -> BoundSocket.interfaceIndex("a0")).orElseThrow();
    InetAddress gateway = InetAddress.ofLiteral("10.77.0.2");
    InetAddress gateway6 = InetAddress.ofLiteral("fd77::2");
    v4 = RouteEntry.via(IpPrefix.all(IpFamily.V4), gateway, a0, 50, 1001, OURS);
    v6 = RouteEntry.via(IpPrefix.all(IpFamily.V6), gateway6, a0, 9, 254, OURS);
    List<RouteRequest> foreign =
        IntStream.range(0, FOREIGN)
            .mapToObj(i -> InetAddress.ofLiteral("10.200." + (i >> 8) + "." + (i & 255)))
            .map(host -> RouteEntry.via(IpPrefix.host(host), gateway, a0, 50, 254, THEIRS))
            .<RouteRequest>map(AddRoute::new)
            .toList();
    try (Rtnetlink rtnetlink = lab.inNear(Rtnetlink::open)) {
      assertThat(rtnetlink.carryOut(foreign)).containsOnly(Optional.empty());
      assertThat(rtnetlink.carryOut(List.of(new AddRoute(v6), new AddRoute(v4))))
          .containsOnly(Optional.empty());
    }
  }

  @AfterEach
  void remove() throws IOException {
    if (lab != null) {
      lab.close();
    }
  }

  /** Counts what the kernel sends of the IPv4 routes of our protocol. */
  private static int messages(NetlinkSocket socket) throws IOException {
    NetlinkWriter ours =
        new NetlinkWriter(Netlink.RTM_GETROUTE, 0)
            .u8(Linux.AF_INET)
            .bytes(new byte[4])
            .u8(OURS)
            .bytes(new byte[6]);
    AtomicInteger messages = new AtomicInteger();
    assertThat(socket.dump(ours, "ours", _ -> messages.incrementAndGet())).isTrue();
    return messages.get();
  }

  @Test
  void theKernelLeavesOutTheRoutesOfOthers() throws IOException {
    NetlinkOptions strict = NetlinkOptions.of(NetlinkSocket.ROUTE).withStrictChecks();
    try (NetlinkSocket socket = lab.inNear(() -> NetlinkSocket.open(strict))) {
      assertThat(messages(socket)).isEqualTo(1);
      TableReader tables = new TableReader(socket);
      assertThat(tables.routes(OURS)).containsExactly(v4, v6);
      assertThat(tables.routes(TableReader.ANY_PROTOCOL))
          .hasSizeGreaterThan(FOREIGN)
          .contains(v4, v6);
    }
  }

  @Test
  void whereTheKernelSendsThemAllTheyAreLeftOutHere() throws IOException {
    try (NetlinkSocket socket = lab.inNear(() -> NetlinkSocket.open(NetlinkSocket.ROUTE))) {
      assertThat(messages(socket)).isGreaterThan(FOREIGN);
      assertThat(new TableReader(socket).routes(OURS)).containsExactly(v4, v6);
    }
  }

  @Test
  void aDumpThatItsReaderBreaksOffLeavesTheSocketUsable() throws IOException {
    try (NetlinkSocket socket = lab.inNear(() -> NetlinkSocket.open(NetlinkSocket.ROUTE))) {
      NetlinkWriter all = new NetlinkWriter(Netlink.RTM_GETROUTE, 0).bytes(new byte[12]);
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  socket.dump(
                      all,
                      "routes",
                      _ -> {
                        throw new IllegalStateException("enough");
                      }));
      assertThat(lab.inNear(() -> socket.dump(all, "routes"))).hasSizeGreaterThan(FOREIGN);
    }
  }
}
