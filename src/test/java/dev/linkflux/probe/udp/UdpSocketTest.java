package dev.linkflux.probe.udp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.probe.Observation;
import dev.linkflux.probe.Observation.Bounced;
import dev.linkflux.probe.Observation.Returned;
import dev.linkflux.probe.Observation.Withheld;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sockets that are refused, that are bound to a device, or whose port is closed. */
class UdpSocketTest extends Probes {
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
                .observations(UPLINK, List.of(target(0, "")), turns(target(0, "")))
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
  void withoutTheDeviceEachProbeIsWithheldWithTheReason() {
    UdpProber prober = new UdpProber(PROBING.payload(), Way.THROUGH_DEVICES, loops);
    List<Observation> seen =
        until(
            prober.observations(
                UPLINK, List.of(target(0, "127.0.0.1:9")), turns(target(0, "127.0.0.1:9"))),
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
      UdpProber prober = new UdpProber(PROBING.payload(), Way.THROUGH_DEVICES, loops);
      String address = "127.0.0.1:" + host.address().getPort();
      List<Observation> seen =
          until(
              prober.observations(loopback, List.of(target(0, address)), turns(target(0, address))),
              several(Returned.class, 3));
      assertThat(count(seen, Withheld.class)).isZero();
    }
  }
}
