package dev.linkflux.route.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.kernel.FlowEntry;
import dev.linkflux.kernel.FlowTuple;
import dev.linkflux.route.Expiry;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowExpiryTest {
  private static Expiry expiry(boolean sparingMarked) {
    return new Expiry(
        new UplinkId("u2", 1),
        List.of(InetAddress.ofLiteral("10.1.1.2"), InetAddress.ofLiteral("fd01::2")),
        0x1001,
        0xffff,
        sparingMarked);
  }

  private static FlowEntry flow(String translatedTo, int status, int mark) {
    InetAddress to = InetAddress.ofLiteral("192.0.2.1");
    FlowTuple original =
        new FlowTuple(InetAddress.ofLiteral("10.5.0.1"), to, 17, new FlowTuple.Ports(1, 2));
    FlowTuple reply =
        new FlowTuple(to, InetAddress.ofLiteral(translatedTo), 17, new FlowTuple.Ports(2, 1));
    return new FlowEntry(original, reply, status, mark, 7, 0);
  }

  @ParameterizedTest
  @CsvSource({
    // translated to, status, mark; forgotten, forgotten when it drains
    "10.1.1.2, 0x10, 0, true, true",
    "10.1.1.2, 0x00, 0, false, false",
    "10.1.1.2, 0x20, 0, false, false",
    "10.1.2.2, 0x10, 0, false, false",
    "10.1.1.2, 0x10, 0x1001, true, false",
    "10.1.2.2, 0x10, 0x1001, true, false",
    "10.1.2.2, 0x00, 0x1001, true, false",
    "10.1.2.2, 0x00, 0x71001, true, false",
    "10.1.2.2, 0x00, 0x1000, false, false",
    "10.1.1.2, 0x10, 0x1000, true, true",
    "10.1.2.2, 0x00, 0x1003, false, false",
  })
  void thoseThatWereTranslatedOrMarkedForTheUplinkAreHit(
      String translatedTo, String status, String mark, boolean expires, boolean drains) {
    FlowEntry flow = flow(translatedTo, Integer.decode(status), Integer.decode(mark));
    assertThat(FlowExpiry.hits(expiry(false), flow)).isEqualTo(expires);
    assertThat(FlowExpiry.hits(expiry(true), flow)).isEqualTo(drains);
  }

  @Test
  void withoutConnectionTrackingNoneIsForgotten() {
    FlowExpiry flows = new FlowExpiry(null, _ -> {});
    flows.carryOut(List.of(expiry(false)));
    assertThat(flows.settle()).isZero();
  }
}
