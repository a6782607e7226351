package dev.linkflux.probe.udp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.probe.Observation;
import dev.linkflux.probe.Observation.Bounced;
import dev.linkflux.probe.Observation.Returned;
import dev.linkflux.probe.Observation.Sent;
import dev.linkflux.probe.Observation.Withheld;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Probes that reach a host, over real sockets on loopback. */
class UdpProberTest extends Probes {
  @Test
  void everyTargetAnswersAndSentComesBeforeReturned() throws Exception {
    try (EchoHost one = new EchoHost(EchoHost.ECHO);
        EchoHost two = new EchoHost(EchoHost.ECHO)) {
      List<Observation> seen =
          until(
              prober(one.address(), two.address())
                  .observations(
                      UPLINK,
                      List.of(target(0, ""), target(1, "")),
                      turns(target(0, ""), target(1, ""))),
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
      UdpProber prober = new UdpProber(777, Way.emulated((_, _) -> host.address()), loops);
      until(
          prober.observations(UPLINK, List.of(target(0, "")), turns(target(0, ""))),
          several(Returned.class, 1));
      assertThat(host.heard().getFirst()).hasSize(777);

      until(
          prober(host.address()).observations(UPLINK, List.of(target(0, "")), turns(target(0, ""))),
          several(Returned.class, 1));
      assertThat(host.heard().getLast()).hasSize(20);
    }
  }

  @Test
  void silenceIsOnlySent() throws Exception {
    try (EchoHost host = new EchoHost(EchoHost.SILENCE)) {
      List<Observation> seen =
          until(
              prober(host.address())
                  .observations(UPLINK, List.of(target(0, "")), turns(target(0, ""))),
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
              prober(host.address())
                  .observations(UPLINK, List.of(target(0, "")), turns(target(0, ""))),
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
}
