package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.engine.Instruments;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.Observation.Bounced;
import dev.linkflux.probe.Observation.Returned;
import dev.linkflux.probe.Observation.Sent;
import dev.linkflux.probe.Observation.Withheld;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.probe.udp.UdpProber;
import dev.linkflux.probe.udp.Way;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stamping;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.wire.Passage;
import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** UDP probes over a cable to an echo on the far side, while interface and addresses change. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class UdpProbingIT {
  private static final int PORT = 7;
  private static final int CLOSED = 9;
  private static final Uplink UPLINK =
      new Uplink(new UplinkId("wan", 0), "a0", 1, List.of(), 1, false);

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(2, EpollIoHandler.newFactory());
  private final IoEventLoop nearLoop = group.next();
  private final IoEventLoop farLoop = group.next();
  private final Instruments instruments = new Instruments();
  private final List<Observation> seen = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private KernelLab lab;

  @BeforeEach
  void build() throws Exception {
    lab = KernelLab.open();
    nearLoop
        .submit(
            () -> {
              KernelLab.enter(lab.near);
              return true;
            })
        .get();
    for (IpFamily family : IpFamily.values()) {
      UdpSocket socket =
          lab.inFar(() -> UdpSocket.bind(new InetSocketAddress(family.any(), PORT), "", 0));
      UdpChannel.open(farLoop, socket, echo(socket), failures::add).get();
    }
  }

  private UdpVisitor echo(UdpSocket socket) {
    return (payload, arrival) -> {
      try {
        socket.sendTo(arrival.from(), arrival.to(), payload);
      } catch (SystemCallException e) {
        assertThat(e.errnoName()).as("the cable is out").isIn("ENETUNREACH", "ENODEV");
      }
    };
  }

  @AfterEach
  void remove() throws IOException {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    if (lab != null) {
      lab.close();
    }
    assertThat(failures).isEmpty();
  }

  private static InetAddress far(IpFamily family) {
    return InetAddress.ofLiteral(family == IpFamily.V4 ? "10.77.0.2" : "fd77::2");
  }

  /** Probes every 20 ms. */
  private Disposable probe(InetAddress address, int port) {
    Target target = new Target(new TargetId("t", 0), new Question.Echo(address, port));
    Flux<ProbeId> turns =
        Flux.interval(Duration.ofMillis(20), Schedulers.fromExecutorService(nearLoop))
            .onBackpressureDrop()
            .map(tick -> new ProbeId(UPLINK.id(), target.id(), tick + 1));
    Way way = new Way.ThroughDevices((_, name) -> Mono.error(new AssertionError(name)));
    return new UdpProber(nearLoop, 16, way, Passage.ANY, instruments)
        .observations(UPLINK, List.of(target), turns)
        .subscribe(it -> seen.add((Observation) it.at(Moment.ZERO)), failures::add);
  }

  /** Waits until so many of what is seen from now on are like this. */
  private void awaitMore(String what, int count, Predicate<Observation> wanted) {
    int from = seen.size();
    KernelLab.await(
        count + " " + what + " after " + seen.stream().skip(Math.max(0, from - 3)).toList(),
        () -> seen.stream().skip(from).filter(wanted).count() >= count);
  }

  private void awaitReplies(int count) {
    awaitMore("replies", count, Returned.class::isInstance);
  }

  private void awaitWithheld(String reason) {
    awaitMore(reason, 5, it -> it instanceof Withheld failed && failed.reason().equals(reason));
  }

  @ParameterizedTest
  @EnumSource
  void everyTimeIsTheKernelsFromTheFirstOnItStamps(IpFamily family) {
    Disposable probing = probe(far(family), PORT);
    KernelLab.await("stamps", () -> instruments.timings(Stamping.KERNEL) > 0);
    long others = timedOtherwise();
    awaitReplies(50);
    probing.dispose();
    assertThat(timedOtherwise()).isEqualTo(others);
    assertThat(seen)
        .hasOnlyElementsOfTypes(Sent.class, Returned.class)
        .filteredOn(Returned.class::isInstance)
        .allSatisfy(it -> assertThat(((Returned) it).rtt()).isPositive())
        .extracting(it -> it.id().sequence())
        .doesNotHaveDuplicates();
    assertThat(instruments.foreigners(UPLINK.id())).isZero();
  }

  private long timedOtherwise() {
    return instruments.timings(Stamping.KERNEL_RECEIVE) + instruments.timings(Stamping.PROGRAM);
  }

  @ParameterizedTest
  @EnumSource
  void whileTheInterfaceIsDownNothingIsSent(IpFamily family) throws IOException {
    Disposable probing = probe(far(family), PORT);
    awaitReplies(3);
    KernelLab.run("ip", "-n", lab.near, "link", "set", "a0", "down");
    awaitWithheld("ENETUNREACH");
    KernelLab.run("ip", "-n", lab.near, "link", "set", "a0", "up");
    awaitReplies(3);
    probing.dispose();
  }

  @ParameterizedTest
  @EnumSource
  void anInterfaceThatIsGoneAndComesBackIsUsedAgain(IpFamily family) throws IOException {
    Disposable probing = probe(far(family), PORT);
    awaitReplies(3);
    KernelLab.run("ip", "-n", lab.near, "link", "del", "a0");
    awaitWithheld("ENODEV");
    lab.plug();
    awaitReplies(3);
    probing.dispose();
  }

  @ParameterizedTest
  @EnumSource
  void anotherAddressOfTheInterfaceIsTakenOver(IpFamily family) throws IOException {
    boolean v4 = family == IpFamily.V4;
    Disposable probing = probe(far(family), PORT);
    awaitReplies(3);
    String next = v4 ? "10.77.0.4/24" : "fd77::4/64";
    KernelLab.run("ip", "-n", lab.near, "address", "add", next, "dev", "a0");
    KernelLab.run(
        "ip", "-n", lab.near, "address", "del", v4 ? "10.77.0.1/24" : "fd77::1/64", "dev", "a0");
    if (v4) {
      // The next one went with it, as a secondary one of its prefix. The kernel would now send from
      // 0.0.0.0, and for ever.
      awaitWithheld("EADDRNOTAVAIL");
      KernelLab.run("ip", "-n", lab.near, "address", "add", next, "dev", "a0");
    }
    awaitReplies(10);
    probing.dispose();
  }

  @ParameterizedTest
  @EnumSource
  void whatTheFirewallRefusesIsWithheldAndNoLoss(IpFamily family) throws IOException {
    Assumptions.assumeTrue(
        KernelLab.attempt("nft", "--version").status() == 0, "SKIPPED: needs the nft command");
    Disposable probing = probe(far(family), PORT);
    awaitReplies(3);
    nft(
        "add table inet t; add chain inet t o { type filter hook output priority 0; };"
            + " add rule inet t o meta l4proto udp drop");
    awaitWithheld("EPERM");
    nft("delete table inet t");
    KernelLab.await("stamps", () -> instruments.timings(Stamping.KERNEL) > 0);
    long others = timedOtherwise();
    awaitReplies(10);
    probing.dispose();
    assertThat(timedOtherwise()).isEqualTo(others);
  }

  private void nft(String commands) throws IOException {
    KernelLab.run("ip", "netns", "exec", lab.near, "nft", commands);
  }

  @ParameterizedTest
  @EnumSource
  void aClosedPortBouncesEveryProbe(IpFamily family) {
    probeUntilBounces(20, far(family), CLOSED);
    assertEachBounced(far(family), family == IpFamily.V4 ? "3/3" : "1/4");
  }

  @ParameterizedTest
  @EnumSource
  void aRouterThatKnowsNoWayBouncesEveryProbe(IpFamily family) {
    boolean v4 = family == IpFamily.V4;
    InetAddress nowhere = InetAddress.ofLiteral(v4 ? "10.99.1.1" : "fd99:1::1");
    // Of a route that is unreachable Linux reports a burst of five, and one a second then.
    probeUntilBounces(v4 ? 5 : 20, nowhere, PORT);
    assertEachBounced(far(family), v4 ? "3/1" : "1/[03]");
  }

  private void probeUntilBounces(int count, InetAddress address, int port) {
    Disposable probing = probe(address, port);
    awaitMore("bounces", count, Bounced.class::isInstance);
    probing.dispose();
  }

  private void assertEachBounced(InetAddress reporter, String type) {
    assertThat(seen)
        .filteredOn(Bounced.class::isInstance)
        .allSatisfy(
            it -> {
              Bounced bounced = (Bounced) it;
              assertThat(bounced.type() + "/" + bounced.code()).matches(type);
              assertThat(bounced.reporter()).isEqualTo(reporter);
            })
        .extracting(it -> it.id().sequence())
        .doesNotHaveDuplicates()
        .startsWith(1L, 2L, 3L);
    assertThat(seen).hasOnlyElementsOfTypes(Sent.class, Bounced.class);
  }
}
