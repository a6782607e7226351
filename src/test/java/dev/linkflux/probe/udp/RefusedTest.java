package dev.linkflux.probe.udp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.ClosedPort;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.Observation.Bounced;
import dev.linkflux.probe.Observation.Returned;
import dev.linkflux.probe.Observation.Withheld;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Probes that are refused, here or there, and sockets that are bound to a device. */
class RefusedTest extends Probes {
  private static final Uplink LOOPBACK =
      new Uplink(new UplinkId("lo", 0), "lo", 1, List.of(), 1, false);

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void aClosedPortBouncesEachProbeAndAnswersOnceItIsOpen(String address) throws Exception {
    InetAddress here = InetAddress.ofLiteral(address);
    InetSocketAddress closed = new InetSocketAddress(here, ClosedPort.of(here));
    boolean v6 = address.contains(":");
    List<EchoHost> reopened = new ArrayList<>();
    List<Observation> seen =
        until(
            prober(closed)
                .observations(UPLINK, List.of(target(0, "")), turns(target(0, "")))
                .doOnNext(it -> reopen(reopened, it.at(Moment.ZERO), address, closed.getPort())),
            several(Returned.class, 2));
    reopened.getFirst().close();

    assertThat(count(seen, Withheld.class)).isZero();
    assertThat(seen)
        .filteredOn(Bounced.class::isInstance)
        .hasSizeGreaterThanOrEqualTo(5)
        .allSatisfy(
            it -> {
              Bounced bounced = (Bounced) it;
              assertThat(bounced.type()).isEqualTo(v6 ? 1 : 3);
              assertThat(bounced.code()).isEqualTo(v6 ? 4 : 3);
              assertThat(bounced.reporter()).isEqualTo(closed.getAddress());
            })
        .extracting(it -> it.id().sequence())
        .startsWith(1L, 2L, 3L, 4L, 5L)
        .doesNotHaveDuplicates();
  }

  private static void reopen(List<EchoHost> open, Event seen, String address, int port) {
    if (open.isEmpty() && seen instanceof Bounced bounced && bounced.id().sequence() >= 5) {
      try {
        open.add(new EchoHost(EchoHost.ECHO, address, port));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void withoutTheDeviceEachProbeIsWithheldWithTheReason() {
    Target nowhere = target(0, "127.0.0.1:9");
    List<Observation> seen =
        until(
            prober(PROBING.payload(), new Way.ThroughDevices(NOBODY))
                .observations(UPLINK, List.of(nowhere), turns(nowhere)),
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
                  .observations(
                      UPLINK,
                      List.of(target(0, ""), target(1, "")),
                      turns(target(0, ""), target(1, ""))),
              it -> count(it, Withheld.class) >= 3 && count(it, Returned.class) >= 3);
      assertThat(seen)
          .filteredOn(it -> it.id().target().ordinal() == 0)
          .hasOnlyElementsOfType(Withheld.class)
          .allSatisfy(it -> assertThat(((Withheld) it).reason()).isEqualTo("EACCES"));
      assertThat(seen)
          .filteredOn(it -> it.id().target().ordinal() == 1)
          .doesNotHaveAnyElementsOfTypes(Withheld.class);
    }
  }

  @Test
  void withoutAWayNothingIsSent() throws Exception {
    AtomicBoolean open = new AtomicBoolean();
    try (EchoHost host = new EchoHost(EchoHost.ECHO)) {
      UdpProber prober =
          new UdpProber(
              loop,
              16,
              new Way.Emulated((_, _) -> host.address()),
              (_, address) -> {
                assertThat(address).isEqualTo(host.address().getAddress());
                return open.get();
              },
              instruments);
      List<Observation> seen =
          until(
              prober
                  .observations(UPLINK, List.of(target(0, "")), turns(target(0, "")))
                  .doOnNext(_ -> openAfter(open, host, 5)),
              several(Returned.class, 1));
      assertThat(seen)
          .filteredOn(Withheld.class::isInstance)
          .hasSizeGreaterThanOrEqualTo(5)
          .allSatisfy(it -> assertThat(((Withheld) it).reason()).isEqualTo(Withheld.NO_GATEWAY));
    }
  }

  private int withheld;

  private void openAfter(AtomicBoolean open, EchoHost host, int probes) {
    if (!open.get()) {
      assertThat(host.heard()).isEmpty();
      open.set(++withheld >= probes);
    }
  }

  @Test
  void aBoundSocketGoesThroughItsDevice() throws Exception {
    try (EchoHost host = new EchoHost(EchoHost.ECHO)) {
      String address = "127.0.0.1:" + host.address().getPort();
      List<Observation> seen =
          until(
              prober(PROBING.payload(), new Way.ThroughDevices(NOBODY))
                  .observations(LOOPBACK, List.of(target(0, address)), turns(target(0, address))),
              several(Returned.class, 3));
      assertThat(count(seen, Withheld.class)).isZero();
    }
  }
}
