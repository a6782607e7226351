package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.linkflux.NoBlocking;
import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** What runs on Netty's event loop: announcements of the network, and ICMP. */
@Isolated("it measures processor time")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EventLoopIT {
  private static final int OURS = 76;

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final IoEventLoop loop = group.next();
  private final List<NetlinkEvent> events = new CopyOnWriteArrayList<>();
  private final List<IOException> failures = new CopyOnWriteArrayList<>();
  private KernelLab lab;

  @BeforeEach
  void build() throws IOException {
    lab = KernelLab.open();
  }

  @AfterEach
  void remove() throws IOException {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    if (lab != null) {
      lab.close();
    }
    assertThat(failures).isEmpty();
  }

  private NetlinkEvents announcements(int receiveBuffer) {
    return lab.inNear(
        () -> NetlinkEvents.open(loop, receiveBuffer, events::add, failures::add).get());
  }

  private void awaitEvent(String what, Predicate<NetlinkEvent> wanted) {
    KernelLab.await(what, () -> events.stream().anyMatch(wanted));
  }

  private static boolean isCarrier(NetlinkEvent event, boolean carrier) {
    return event instanceof NetlinkEvent.LinkChanged(var link, var gone)
        && !gone
        && link.name().equals("a0")
        && link.up()
        && link.lowerUp() == carrier;
  }

  @Test
  void theCarrierGoesWhenThePeerGoesDownAndComesBack() throws IOException {
    try (NetlinkEvents _ = announcements(NetlinkEvents.RECEIVE_BUFFER_BYTES)) {
      KernelLab.run("ip", "-n", lab.far, "link", "set", "b0", "down");
      awaitEvent("carrier lost", event -> isCarrier(event, false));
      events.clear();
      KernelLab.run("ip", "-n", lab.far, "link", "set", "b0", "up");
      awaitEvent("carrier back", event -> isCarrier(event, true));
    }
  }

  @Test
  void everyKindOfChangeIsAnnouncedForBothFamilies() throws IOException {
    try (NetlinkEvents _ = announcements(NetlinkEvents.RECEIVE_BUFFER_BYTES);
        Rtnetlink rtnetlink = lab.inNear(Rtnetlink::open)) {
      int a0 = lab.inNear(() -> BoundSocket.interfaceIndex("a0")).orElseThrow();
      for (IpFamily family : IpFamily.values()) {
        boolean v4 = family == IpFamily.V4;
        InetAddress gateway = InetAddress.getByName(v4 ? "10.77.0.2" : "fd77::2");
        RouteEntry route = RouteEntry.via(IpPrefix.all(family), gateway, a0, 50, 254, OURS);
        RuleEntry rule = RuleEntry.forOutput(family, 1000, "a0", 1001, OURS);
        OneChange.add(rtnetlink, route);
        awaitEvent("route", new NetlinkEvent.RouteChanged(route, false, rtnetlink.port())::equals);
        OneChange.delete(rtnetlink, route);
        awaitEvent(
            "route gone", new NetlinkEvent.RouteChanged(route, true, rtnetlink.port())::equals);
        OneChange.add(rtnetlink, rule);
        awaitEvent("rule", new NetlinkEvent.RuleChanged(rule, false, rtnetlink.port())::equals);
        OneChange.delete(rtnetlink, rule);
        awaitEvent("rule gone", new NetlinkEvent.RuleChanged(rule, true, rtnetlink.port())::equals);
        String address = v4 ? "10.61.0.1/24" : "fd61::1/64";
        KernelLab.run("ip", "-n", lab.near, "address", "add", address, "dev", "a0");
        awaitEvent("address", event -> isAddress(event, address, false));
        KernelLab.run("ip", "-n", lab.near, "address", "del", address, "dev", "a0");
        awaitEvent("address gone", event -> isAddress(event, address, true));
      }
    }
  }

  @Test
  void anAnnouncementTellsWhoAskedForTheChange() throws IOException {
    try (NetlinkEvents _ = announcements(NetlinkEvents.RECEIVE_BUFFER_BYTES);
        Rtnetlink rtnetlink = lab.inNear(Rtnetlink::open)) {
      int a0 = lab.inNear(() -> BoundSocket.interfaceIndex("a0")).orElseThrow();
      InetAddress gateway = InetAddress.getByName("fd77::2");
      RouteEntry route = RouteEntry.via(IpPrefix.all(IpFamily.V6), gateway, a0, 50, 254, OURS);
      OneChange.add(rtnetlink, route);
      awaitEvent("our own", event -> isRoute(event, route, false, rtnetlink::isOwn));
      KernelLab.run("ip", "-n", lab.near, "-6", "route", "del", "default", "metric", "50");
      awaitEvent(
          "that of ip",
          event -> isRoute(event, route, true, port -> port != 0 && !rtnetlink.isOwn(port)));
      OneChange.add(rtnetlink, route);
      events.clear();
      KernelLab.run("ip", "-n", lab.near, "link", "set", "a0", "down");
      awaitEvent("that of the kernel", event -> isRoute(event, route, true, port -> port == 0));
    }
  }

  private static boolean isRoute(
      NetlinkEvent event, RouteEntry wanted, boolean isGone, IntPredicate wantedPort) {
    return event instanceof NetlinkEvent.RouteChanged(var route, var gone, var port)
        && route.equals(wanted)
        && gone == isGone
        && wantedPort.test(port);
  }

  private static boolean isAddress(NetlinkEvent event, String text, boolean isGone) {
    String address = text.substring(0, text.indexOf('/')).replace("fd61::1", "fd61:0:0:0:0:0:0:1");
    return event instanceof NetlinkEvent.AddressChanged(var entry, var gone)
        && gone == isGone
        && entry.address().getHostAddress().equals(address);
  }

  @Test
  void leavingABridgeIsNotTheEndOfALink() throws IOException {
    KernelLab.run("ip", "-n", lab.near, "link", "add", "br0", "type", "bridge");
    KernelLab.run("ip", "-n", lab.near, "link", "set", "a0", "master", "br0");
    try (NetlinkEvents _ = announcements(NetlinkEvents.RECEIVE_BUFFER_BYTES)) {
      KernelLab.run("ip", "-n", lab.near, "link", "set", "a0", "nomaster");
      KernelLab.run("ip", "-n", lab.near, "link", "del", "br0");
      awaitEvent(
          "the bridge gone",
          event ->
              event instanceof NetlinkEvent.LinkChanged(var link, var gone)
                  && gone
                  && link.name().equals("br0"));
      assertThat(events)
          .noneMatch(
              event ->
                  event instanceof NetlinkEvent.LinkChanged(var link, var gone)
                      && gone
                      && link.name().equals("a0"));
    }
  }

  @Test
  void lostAnnouncementsAreAnOverrunAndLaterOnesStillCome() throws Exception {
    try (NetlinkEvents _ = announcements(4096);
        Rtnetlink rtnetlink = lab.inNear(Rtnetlink::open)) {
      int a0 = lab.inNear(() -> BoundSocket.interfaceIndex("a0")).orElseThrow();
      InetAddress gateway = InetAddress.getByName("10.77.0.2");
      CountDownLatch release = new CountDownLatch(1);
      CountDownLatch held = new CountDownLatch(1);
      loop.execute(
          () -> {
            held.countDown();
            NoBlocking.onPurpose(release);
          });
      held.await();
      for (int metric = 1; metric < 200; metric++) {
        OneChange.add(
            rtnetlink, RouteEntry.via(IpPrefix.all(IpFamily.V4), gateway, a0, metric, 1001, OURS));
      }
      release.countDown();
      awaitEvent("overrun", NetlinkEvent.Overrun.class::isInstance);
      RouteEntry last = RouteEntry.via(IpPrefix.all(IpFamily.V4), gateway, a0, 999, 1001, OURS);
      OneChange.add(rtnetlink, last);
      awaitEvent(
          "a later route", new NetlinkEvent.RouteChanged(last, false, rtnetlink.port())::equals);
      assertThat(events)
          .filteredOn(NetlinkEvent.RouteChanged.class::isInstance)
          .hasSizeLessThan(199);
    }
  }

  @Test
  void icmpOnTheLoopAnswersAndRestsAfterAnError() throws Exception {
    IcmpSocket socket = lab.inNear(() -> IcmpSocket.open(IpFamily.V4, "a0"));
    AtomicInteger replies = new AtomicInteger();
    AtomicInteger refusals = new AtomicInteger();
    IcmpVisitor visitor =
        new IcmpVisitor() {
          @Override
          public void replied(int sequence, InetAddress from, ByteBuffer payload, EchoTimes times) {
            replies.incrementAndGet();
          }

          @Override
          public void unreachable(
              int sequence, InetAddress destination, int type, int code, InetAddress reporter) {
            refusals.incrementAndGet();
          }
        };
    InetAddress far = InetAddress.getByName("10.77.0.2");
    InetAddress nowhere = InetAddress.getByName("10.99.1.1");
    try (IcmpChannel channel = IcmpChannel.open(loop, socket, visitor, failures::add).get()) {
      Future<Long> thread =
          loop.submit(
              () -> {
                for (int sequence = 0; sequence < 100; sequence++) {
                  channel.send(Destination.of(far), sequence, ByteBuffer.allocate(16));
                }
                channel.send(Destination.of(nowhere), 100, ByteBuffer.allocate(16));
                return Thread.currentThread().threadId();
              });
      KernelLab.await("all answers", () -> replies.get() == 100 && refusals.get() == 1);
      assertRests(thread.get());
    }
  }

  /** A loop that epoll wakes for ever would burn about all of this time. */
  private static void assertRests(long thread) {
    var threads = ManagementFactory.getThreadMXBean();
    long window = Duration.ofMillis(300).toNanos();
    long begun = System.nanoTime();
    long used = threads.getThreadCpuTime(thread);
    KernelLab.await("the window over", () -> System.nanoTime() - begun > window);
    assertThat(threads.getThreadCpuTime(thread) - used).isLessThan(window / 5);
  }

  @Test
  void aChannelMayBeClosedTwice() throws Exception {
    IcmpSocket socket = lab.inNear(() -> IcmpSocket.open(IpFamily.V4, "a0"));
    IcmpChannel channel = IcmpChannel.open(loop, socket, new Heard(), failures::add).get();
    channel.close();
    channel.close();
    assertThat(channel.closed().await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aLoopWithoutEpollIsRefused() {
    MultiThreadIoEventLoopGroup nio = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try {
      IcmpSocket socket = lab.inNear(() -> IcmpSocket.open(IpFamily.V4, "a0"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> IcmpChannel.open(nio.next(), socket, new Heard(), failures::add))
          .withMessageContaining("no epoll event loop");
    } finally {
      nio.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }
}
