package dev.linkflux.route.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.NoBlocking;
import dev.linkflux.decision.Carried;
import dev.linkflux.kernel.NetlinkEvent;
import dev.linkflux.kernel.NetlinkEvents;
import dev.linkflux.kernel.Rtnetlink;
import dev.linkflux.lab.Namespace;
import dev.linkflux.lab.NeedsLab;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Uplink;
import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

@Isolated("it measures how long news take")
@NeedsLab
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LinuxLinkWatchIT {
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(2, EpollIoHandler.newFactory());
  private final IoEventLoop loop = group.next();
  private final List<Told> told = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private RouteLab lab;
  private Namespace namespace;
  private Rtnetlink rtnetlink;
  private @Nullable Disposable subscription;

  private record Told(long at, Event event) {}

  @BeforeEach
  void build() throws IOException {
    lab = new RouteLab();
    namespace = new Namespace(lab.router);
    rtnetlink = namespace.call(Rtnetlink::open);
  }

  @AfterEach
  void remove() throws IOException {
    if (subscription != null) {
      subscription.dispose();
    }
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    rtnetlink.close();
    lab.close();
    assertThat(failures).isEmpty();
  }

  private void watch(List<Uplink> uplinks) {
    LinuxLinkWatch watch =
        new LinuxLinkWatch(uplinks, RouteLab.ROUTING, rtnetlink, loop, Schedulers.boundedElastic());
    subscription =
        namespace.call(
            () ->
                watch
                    .facts()
                    .subscribe(
                        event -> told.add(new Told(System.nanoTime(), event.at(Moment.ZERO))),
                        failures::add));
    RouteLab.await(
        "first facts",
        () -> uplinks.stream().noneMatch(uplink -> facts(uplink.id().ordinal()).isEmpty()));
  }

  private List<LinkFacts> facts(int ordinal) {
    return told.stream()
        .map(Told::event)
        .filter(LinkFacts.class::isInstance)
        .map(LinkFacts.class::cast)
        .filter(facts -> facts.uplink().ordinal() == ordinal)
        .toList();
  }

  private LinkFacts last(int ordinal) {
    return facts(ordinal).getLast();
  }

  private Told await(String what, int ordinal, Predicate<LinkFacts> wanted) {
    RouteLab.await(what, () -> wanted.test(last(ordinal)));
    return told.stream()
        .filter(
            one ->
                one.event() instanceof LinkFacts facts
                    && facts.uplink().ordinal() == ordinal
                    && wanted.test(facts))
        .toList()
        .getLast();
  }

  @Test
  void firstComesWhatCarriesThenTheFactsOfEveryUplink() throws IOException {
    lab.inRouter("route", "add", "default", "via", "10.1.1.1", "metric", "200", "proto", "dhcp");
    lab.inRouter("route", "add", "default", "via", "10.1.2.1", "metric", "100", "proto", "dhcp");
    lab.inRouter("-6", "route", "add", "default", "via", "fe80::7", "dev", "wan2", "proto", "ra");
    List<Uplink> uplinks = RouteLab.uplinks("", "", "192.0.2.1");
    watch(uplinks);
    assertThat(told.getFirst().event())
        .isEqualTo(new Carried(Moment.ZERO, List.of(uplinks.get(1).id())));
    assertThat(last(0))
        .isEqualTo(
            new LinkFacts(
                Moment.ZERO,
                uplinks.get(0).id(),
                lab.index("wan1"),
                true,
                true,
                List.of(
                    new Prefix(RouteLab.ip("10.1.1.2"), 24),
                    new Prefix(RouteLab.ip("fd01:1::2"), 64)),
                List.of(RouteLab.ip("10.1.1.1")),
                false));
    assertThat(last(1).gateways()).containsExactly(RouteLab.ip("10.1.2.1"), RouteLab.ip("fe80::7"));
    assertThat(last(2).isPresent()).isFalse();
  }

  @Test
  void nothingCarriesWithoutADefaultRoute() throws IOException {
    watch(RouteLab.uplinks("", ""));
    assertThat(told.getFirst().event()).isEqualTo(new Carried(Moment.ZERO, List.of()));
    assertThat(last(0).gateways()).isEmpty();
  }

  @Test
  void theHopsOfAMultipathRouteTeachTheirGateways() throws IOException {
    lab.inRouter(
        "route", "add", "default", "nexthop", "via", "10.1.1.1", "nexthop", "via", "10.1.2.1");
    List<Uplink> uplinks = RouteLab.uplinks("", "");
    watch(uplinks);
    assertThat(told.getFirst().event())
        .isEqualTo(new Carried(Moment.ZERO, uplinks.stream().map(Uplink::id).toList()));
    assertThat(last(0).gateways()).containsExactly(RouteLab.ip("10.1.1.1"));
    assertThat(last(1).gateways()).containsExactly(RouteLab.ip("10.1.2.1"));
  }

  @Test
  void aLostCarrierIsToldWithinMomentsAndTheGatewayIsKeptForItsReturn() throws Exception {
    lab.inRouter("route", "add", "default", "via", "10.1.1.1", "metric", "100", "proto", "dhcp");
    List<Long> announced = new CopyOnWriteArrayList<>();
    int rounds = 6;
    long[] sinceCommand = new long[rounds];
    long[] sinceEvent = new long[rounds];
    try (NetlinkEvents _ =
        namespace.call(
            () ->
                NetlinkEvents.open(
                        group.next(),
                        NetlinkEvents.RECEIVE_BUFFER_BYTES,
                        event -> {
                          if (event instanceof NetlinkEvent.LinkChanged(var link, var gone)
                              && link.name().equals("wan1")
                              && !link.lowerUp()) {
                            announced.add(System.nanoTime());
                          }
                        },
                        failures::add)
                    .get())) {
      watch(RouteLab.uplinks("", ""));
      for (int i = 0; i < rounds; i++) {
        announced.clear();
        long begin = System.nanoTime();
        lab.inFar("link", "set", "p1", "down");
        Told lost = await("carrier lost", 0, facts -> !facts.carrier());
        RouteLab.await("announced", () -> !announced.isEmpty());
        sinceCommand[i] = lost.at() - begin;
        sinceEvent[i] = lost.at() - announced.getFirst();
        assertThat(last(0).gateways()).containsExactly(RouteLab.ip("10.1.1.1"));
        assertThat(last(0).up()).isTrue();
        lab.inFar("link", "set", "p1", "up");
        await("carrier back", 0, LinkFacts::carrier);
      }
      lab.inRouter("route", "del", "default", "via", "10.1.1.1", "metric", "100");
      // The next reading knows nothing of a gateway any more.
      lab.inFar("link", "set", "p1", "down");
      await("carrier lost", 0, facts -> !facts.carrier());
      lab.inFar("link", "set", "p1", "up");
      await("carrier back", 0, LinkFacts::carrier);
      assertThat(facts(0)).allMatch(facts -> facts.gateways().size() == 1);
    }
    System.out.println("command to take the peer down -> facts: " + Figures.of(sinceCommand));
    System.out.println("announcement of the first loss -> facts: " + Figures.of(sinceEvent[0]));
    System.out.println("announcement of the loss -> facts: " + Figures.of(sinceEvent));
    // Not since the command: the kernel looks at carriers once a second at most.
    for (long nanos : sinceEvent) {
      assertThat(nanos).isLessThan(Duration.ofMillis(100).toNanos());
    }
  }

  @Test
  void aLinkTakenDownAndUpByItsAdministratorKeepsItsGateway() throws IOException {
    lab.inRouter("route", "add", "default", "via", "10.1.1.1", "proto", "dhcp");
    watch(RouteLab.uplinks("", ""));
    lab.inRouter("link", "set", "wan1", "down");
    await("down", 0, facts -> !facts.up());
    lab.inRouter("link", "set", "wan1", "up");
    await("up", 0, facts -> facts.up() && facts.carrier() && facts.addresses().size() == 2);
    assertThat(last(0).gateways()).containsExactly(RouteLab.ip("10.1.1.1"));
  }

  @Test
  void anotherNetworkForgetsTheGateway() throws IOException {
    lab.inRouter("route", "add", "default", "via", "10.1.1.1", "proto", "dhcp");
    watch(RouteLab.uplinks("", ""));
    lab.inRouter("address", "flush", "dev", "wan1", "scope", "global");
    await("no address", 0, facts -> facts.addresses().isEmpty());
    lab.inRouter("address", "add", "10.7.0.2/24", "dev", "wan1");
    await("new address", 0, facts -> !facts.addresses().isEmpty());
    assertThat(last(0).gateways()).isEmpty();
    lab.inRouter("route", "add", "default", "via", "10.7.0.1", "proto", "dhcp");
    await("new gateway", 0, facts -> facts.gateways().equals(List.of(ip("10.7.0.1"))));
  }

  private static InetAddress ip(String address) {
    try {
      return RouteLab.ip(address);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anInterfaceAppearsIsRenamedAndIsMadeAnew() throws IOException {
    watch(RouteLab.uplinks("", "", ""));
    assertThat(last(2).isPresent()).isFalse();
    lab.addWan(3);
    await("wan3 is there", 2, facts -> facts.carrier() && facts.addresses().size() == 2);
    int index = last(2).index();
    lab.inRouter("link", "set", "wan3", "down");
    lab.inRouter("link", "set", "wan3", "name", "other");
    await("renamed", 2, facts -> !facts.isPresent());
    lab.inRouter("link", "set", "other", "name", "wan3");
    await("renamed back", 2, facts -> facts.index() == index);
    lab.inRouter("link", "del", "wan3");
    await("gone", 2, facts -> !facts.isPresent());
    lab.addWan(3);
    await("made anew", 2, facts -> facts.isPresent() && facts.index() != index);
  }

  @Test
  void anAddressThatComesBackAtOnceIsToldAsGoneAndBack() throws IOException {
    watch(RouteLab.uplinks("", ""));
    Prefix address = new Prefix(RouteLab.ip("10.1.1.2"), 24);
    namespace.ip("address del 10.1.1.2/24 dev wan1", "address add 10.1.1.2/24 dev wan1");
    await("it is back", 0, facts -> facts(0).size() > 1 && facts.addresses().contains(address));
    assertThat(facts(0)).anyMatch(facts -> !facts.addresses().contains(address));
  }

  @Test
  void aReadingThatFailsEndsTheWatchWithAnErrorAndSubscribedAnewItWorksAgain() throws IOException {
    watch(RouteLab.uplinks("", ""));
    rtnetlink.close();
    lab.inRouter("address", "add", "10.7.0.2/24", "dev", "wan1");
    RouteLab.await("an error", () -> !failures.isEmpty());
    assertThat(failures.getFirst()).hasMessageContaining("netlink");
    failures.clear();
    told.clear();
    rtnetlink = namespace.call(Rtnetlink::open);
    watch(RouteLab.uplinks("", ""));
    assertThat(last(0).addresses()).contains(new Prefix(RouteLab.ip("10.7.0.2"), 24));
  }

  @Test
  void announcementsThatWereLostAreMadeGoodByAReading() throws IOException {
    watch(RouteLab.uplinks("", ""));
    // More than the receive buffer takes while the loop does not look.
    CountDownLatch busy = new CountDownLatch(1);
    loop.execute(() -> NoBlocking.onPurpose(busy));
    String[] lines = new String[6000];
    Arrays.setAll(
        lines,
        i ->
            (i % 2 == 0 ? "route add" : "route del")
                + " 10.77."
                + (i / 2 / 250)
                + "."
                + (i / 2 % 250)
                + "/32 dev wan2");
    namespace.ip(lines);
    lab.inRouter("address", "add", "10.7.0.2/24", "dev", "wan1");
    busy.countDown();
    await("the new address", 0, facts -> facts.addresses().size() == 3);
  }

  @Test
  void aNewRunLearnsTheGatewayFromWhatTheLastOneLeft() throws IOException {
    lab.inRouter("route", "add", "default", "via", "10.1.1.1", "metric", "100", "proto", "dhcp");
    List<Uplink> uplinks = RouteLab.uplinks("", "");
    watch(uplinks);
    RoutePlan plan = Plans.carriedBy(0, uplinks, List.of(last(0), last(1)));
    LinuxRouteSink sink =
        new LinuxRouteSink(RouteLab.ROUTING, rtnetlink, Schedulers.boundedElastic());
    assertThat(sink.apply(plan).block()).isNotNull();
    lab.inRouter("route", "del", "default", "via", "10.1.1.1", "metric", "100", "proto", "dhcp");
    Objects.requireNonNull(subscription).dispose();
    told.clear();
    watch(uplinks);
    assertThat(told.getFirst().event())
        .isEqualTo(new Carried(Moment.ZERO, List.of(uplinks.getFirst().id())));
    assertThat(last(0).gateways()).containsExactly(RouteLab.ip("10.1.1.1"));
  }
}
