package dev.linkflux.probe.udp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.engine.Unstamped;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.Observation.Bounced;
import dev.linkflux.probe.Observation.Returned;
import dev.linkflux.probe.Observation.Sent;
import dev.linkflux.probe.Observation.Withheld;
import dev.linkflux.probe.Probing;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.ProbeKind;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/** Probes over real sockets on loopback. */
class UdpProberTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Probing PROBING =
      new Probing(Duration.ofMillis(40), Duration.ofMillis(10), Duration.ofSeconds(1), 16);
  private static final Uplink UPLINK =
      new Uplink(new UplinkId("u0", 0), "no-such-dev0", 1, List.of(), 1, false);

  private final LoopResources loops = LoopResources.create("udp-test", 1, true);
  private final Scheduler timer = Schedulers.newSingle("turns", true);

  @AfterEach
  void stop() {
    timer.dispose();
    loops.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block(LIMIT);
  }

  private static Target target(int ordinal, String address) {
    return new Target(new TargetId("t" + ordinal, ordinal), ProbeKind.UDP, address);
  }

  private UdpProber prober(InetSocketAddress... addresses) {
    return new UdpProber(
        PROBING, Way.emulated((_, target) -> addresses[target.id().ordinal()]), loops, timer, 1);
  }

  /** Probes until enough was seen of what is looked for; all observations up to then. */
  private static List<Observation> until(
      Flux<Unstamped> observations, Predicate<List<Observation>> enough) {
    List<Observation> seen = new ArrayList<>();
    observations
        .map(it -> (Observation) it.at(Moment.ZERO))
        .takeUntil(
            it -> {
              seen.add(it);
              return enough.test(seen);
            })
        .blockLast(LIMIT);
    return seen;
  }

  private static Predicate<List<Observation>> several(Class<? extends Observation> kind, int n) {
    return seen -> count(seen, kind) >= n;
  }

  private static long count(List<Observation> seen, Class<? extends Observation> kind) {
    return seen.stream().filter(kind::isInstance).count();
  }

  private static Flux<Boolean> slow() {
    return Flux.just(false).concatWith(Flux.never());
  }

  @Test
  void everyTargetAnswersAndSentComesBeforeReturned() throws Exception {
    try (EchoHost one = new EchoHost(EchoHost.ECHO);
        EchoHost two = new EchoHost(EchoHost.ECHO)) {
      List<Observation> seen =
          until(
              prober(one.address(), two.address())
                  .observations(UPLINK, List.of(target(0, ""), target(1, "")), slow()),
              several(Returned.class, 20));

      Set<Object> sent = new HashSet<>();
      for (Observation observation : seen) {
        switch (observation) {
          case Sent it -> assertThat(sent.add(it.id())).as("%s sent once", it.id()).isTrue();
          case Returned it -> {
            assertThat(sent).contains(it.id());
            assertThat(it.rtt()).isBetween(1L, LIMIT.toNanos());
          }
          case Bounced _, Withheld _ -> throw new AssertionError("unexpected " + observation);
        }
      }
      assertThat(seen).extracting(it -> it.id().target().ordinal()).contains(0, 1);
    }
  }

  @Test
  void aDatagramIsAsLongAsThePayloadButNeverShorterThanItsHeader() throws Exception {
    try (EchoHost host = new EchoHost(EchoHost.ECHO)) {
      Probing large = new Probing(Duration.ofMillis(10), Duration.ofMillis(10), LIMIT, 777);
      UdpProber prober =
          new UdpProber(large, Way.emulated((_, _) -> host.address()), loops, timer, 1);
      until(
          prober.observations(UPLINK, List.of(target(0, "")), slow()), several(Returned.class, 1));
      assertThat(host.heard().getFirst()).hasSize(777);

      until(
          prober(host.address()).observations(UPLINK, List.of(target(0, "")), slow()),
          several(Returned.class, 1));
      assertThat(host.heard().getLast()).hasSize(20);
    }
  }

  @Test
  void silenceIsOnlySent() throws Exception {
    try (EchoHost host = new EchoHost(EchoHost.SILENCE)) {
      List<Observation> seen =
          until(
              prober(host.address()).observations(UPLINK, List.of(target(0, "")), slow()),
              several(Sent.class, 10));
      assertThat(seen).hasOnlyElementsOfType(Sent.class);
    }
  }

  @Test
  void aReplyCountsOnlyWithTheRightTokenSequenceAndPathAndOnlyOnce() throws Exception {
    EchoHost.Answer forgeries =
        bytes ->
            List.of(
                changed(bytes, 0),
                changed(bytes, 8),
                changed(bytes, 17),
                changed(bytes, 19),
                Arrays.copyOf(bytes, 19),
                Arrays.copyOf(bytes, 21),
                new byte[0],
                bytes,
                bytes);
    try (EchoHost host = new EchoHost(forgeries)) {
      List<Observation> seen =
          until(
              prober(host.address()).observations(UPLINK, List.of(target(0, "")), slow()),
              several(Sent.class, 10));
      assertThat(seen)
          .filteredOn(Returned.class::isInstance)
          .extracting(it -> it.id().sequence())
          .doesNotHaveDuplicates()
          .hasSizeGreaterThanOrEqualTo(8);
      assertThat(count(seen, Sent.class) + count(seen, Returned.class)).isEqualTo(seen.size());
    }
  }

  private static byte[] changed(byte[] bytes, int at) {
    byte[] copy = bytes.clone();
    copy[at] ^= 0x40;
    return copy;
  }

  @Test
  void aClosedPortBouncesEachProbeAndAnswersOnceItIsOpen() throws Exception {
    InetSocketAddress closed;
    try (EchoHost host = new EchoHost(EchoHost.ECHO)) {
      closed = host.address();
    }
    List<EchoHost> reopened = new ArrayList<>();
    List<Observation> seen =
        until(
            prober(closed)
                .observations(UPLINK, List.of(target(0, "")), slow())
                .doOnNext(it -> reopen(reopened, it.at(Moment.ZERO), closed)),
            several(Returned.class, 2));
    reopened.getFirst().close();

    assertThat(count(seen, Withheld.class)).isZero();
    assertThat(seen)
        .filteredOn(Bounced.class::isInstance)
        .hasSizeGreaterThanOrEqualTo(5)
        .allSatisfy(
            it -> {
              Bounced bounced = (Bounced) it;
              assertThat(bounced.type()).isEqualTo(3);
              assertThat(bounced.code()).isEqualTo(3);
              assertThat(bounced.reporter()).isNull();
            })
        .extracting(it -> it.id().sequence())
        .doesNotHaveDuplicates();
  }

  private static void reopen(List<EchoHost> open, Event seen, InetSocketAddress address) {
    if (open.isEmpty() && seen instanceof Bounced bounced && bounced.id().sequence() >= 5) {
      try {
        open.add(new EchoHost(EchoHost.ECHO, address.getPort()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void sequencesKeepRisingOverSubscriptions() throws Exception {
    try (EchoHost host = new EchoHost(EchoHost.ECHO)) {
      UdpProber prober = prober(host.address());
      List<Observation> all = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        all.addAll(
            until(
                prober.observations(UPLINK, List.of(target(0, "")), slow()),
                several(Returned.class, 3)));
      }
      assertThat(all)
          .filteredOn(Sent.class::isInstance)
          .extracting(it -> it.id().sequence())
          .isSorted()
          .doesNotHaveDuplicates()
          .hasSizeGreaterThanOrEqualTo(9);
    }
  }

  @Test
  void fastIsFasterAtOnce() throws Exception {
    try (EchoHost host = new EchoHost(EchoHost.ECHO)) {
      Probing probing = new Probing(LIMIT, Duration.ofMillis(10), LIMIT, 16);
      UdpProber prober =
          new UdpProber(probing, Way.emulated((_, _) -> host.address()), loops, timer, 1);
      Sinks.Many<Boolean> fast = Sinks.many().replay().latestOrDefault(false);
      List<Observation> seen =
          until(
              prober
                  .observations(UPLINK, List.of(target(0, "")), fast.asFlux())
                  .doOnNext(_ -> fast.tryEmitNext(true)),
              several(Returned.class, 10));
      assertThat(count(seen, Returned.class)).isEqualTo(10);
    }
  }

  @Test
  void withoutTheDeviceEachProbeIsWithheldWithTheReason() {
    UdpProber prober = new UdpProber(PROBING, Way.THROUGH_DEVICES, loops, timer, 1);
    List<Observation> seen =
        until(
            prober.observations(UPLINK, List.of(target(0, "127.0.0.1:9")), slow()),
            several(Withheld.class, 5));
    assertThat(seen)
        .hasOnlyElementsOfType(Withheld.class)
        .allSatisfy(it -> assertThat(((Withheld) it).reason()).isEqualTo("ENODEV"))
        .extracting(it -> it.id().sequence())
        .containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void aRefusedSendIsWithheldAndOtherTargetsGoOn() throws Exception {
    // Broadcast needs SO_BROADCAST: the kernel refuses to connect without it.
    InetSocketAddress refused = new InetSocketAddress(InetAddress.ofLiteral("255.255.255.255"), 9);
    try (EchoHost host = new EchoHost(EchoHost.ECHO)) {
      List<Observation> seen =
          until(
              prober(refused, host.address())
                  .observations(UPLINK, List.of(target(0, ""), target(1, "")), slow()),
              it -> count(it, Withheld.class) >= 3 && count(it, Returned.class) >= 3);
      assertThat(seen)
          .filteredOn(it -> it.id().target().ordinal() == 0)
          .hasOnlyElementsOfType(Withheld.class);
      assertThat(seen)
          .filteredOn(it -> it.id().target().ordinal() == 1)
          .doesNotHaveAnyElementsOfTypes(Withheld.class);
    }
  }

  @Test
  void aBoundSocketGoesThroughItsDevice() throws Exception {
    Uplink loopback = new Uplink(new UplinkId("lo", 0), "lo", 1, List.of(), 1, false);
    try (EchoHost host = new EchoHost(EchoHost.ECHO)) {
      UdpProber prober = new UdpProber(PROBING, Way.THROUGH_DEVICES, loops, timer, 1);
      String address = "127.0.0.1:" + host.address().getPort();
      List<Observation> seen =
          until(
              prober.observations(loopback, List.of(target(0, address)), slow()),
              several(Returned.class, 3));
      assertThat(count(seen, Withheld.class)).isZero();
    }
  }

  @Test
  void addressesOfBothFamiliesAreRead() {
    assertThat(Way.literal("192.0.2.1:7"))
        .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 7));
    assertThat(Way.literal("[2001:db8::1]:862"))
        .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 862));
  }
}
