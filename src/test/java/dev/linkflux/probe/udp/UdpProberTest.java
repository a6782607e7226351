package dev.linkflux.probe.udp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.engine.Unstamped;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.Observation.Bounced;
import dev.linkflux.probe.Observation.Returned;
import dev.linkflux.probe.Observation.Sent;
import dev.linkflux.probe.Observation.Withheld;
import dev.linkflux.time.Stamping;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** Probes that reach a host, over real sockets on loopback. */
class UdpProberTest extends Probes {
  private Flux<Unstamped> probes(EchoHost host) {
    return prober(host.address())
        .observations(UPLINK, List.of(target(0, "")), turns(target(0, "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void everyTargetAnswersAndSentComesBeforeReturned(String address) throws Exception {
    try (EchoHost one = new EchoHost(EchoHost.ECHO, address, 0);
        EchoHost two = new EchoHost(EchoHost.ECHO, address, 0)) {
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
            assertThat(it.reflected()).isEqualTo(Returned.UNTOLD);
          }
          case Bounced _, Withheld _ -> throw new AssertionError("unexpected " + observation);
        }
      }
      assertThat(seen).extracting(it -> it.id().target().ordinal()).contains(0, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void everyByteOfIpIsCountedAndEveryTimeByItsKind(String address) throws Exception {
    try (EchoHost host = new EchoHost(EchoHost.ECHO, address, 0)) {
      List<Observation> seen = until(probes(host), several(Returned.class, 10));
      long packet = (address.contains(":") ? 40L : 20L) + 8 + PROBING.payload();
      // What came after the last that was looked at is counted too.
      long counted = count(seen, Sent.class) + count(seen, Returned.class);
      assertThat(instruments.spent(UPLINK.id()) % packet).isZero();
      assertThat(instruments.spent(UPLINK.id()) / packet).isBetween(counted, counted + 40);
      long timed = Arrays.stream(Stamping.values()).mapToLong(instruments::timings).sum();
      assertThat(timed).isBetween(count(seen, Returned.class), count(seen, Returned.class) + 20);
      assertThat(instruments.foreigners(UPLINK.id())).isZero();
    }
  }

  @Test
  void aDatagramIsAsLongAsThePayloadButNeverShorterThanItsHeader() throws Exception {
    try (EchoHost host = new EchoHost(EchoHost.ECHO)) {
      for (int payload : new int[] {0, 15, 16, 777, 1400}) {
        UdpProber prober = prober(payload, new Way.Emulated((_, _) -> host.address()));
        until(
            prober.observations(UPLINK, List.of(target(0, "")), turns(target(0, ""))),
            several(Returned.class, 1));
        assertThat(host.heard().getLast()).hasSize(Math.max(16, payload));
      }
    }
  }

  @Test
  void silenceIsOnlySent() throws Exception {
    try (EchoHost host = new EchoHost(EchoHost.SILENCE)) {
      List<Observation> seen = until(probes(host), several(Sent.class, 10));
      assertThat(seen).hasOnlyElementsOfType(Sent.class);
    }
  }

  @Test
  void aReplyCountsOnlyWithTheRightTokenSequenceAndLength() throws Exception {
    EchoHost.Answer forgeries =
        bytes ->
            List.of(
                changed(bytes, 0),
                changed(bytes, 7),
                changed(bytes, 8),
                changed(bytes, 14),
                Arrays.copyOf(bytes, 15),
                Arrays.copyOf(bytes, 17),
                new byte[0],
                bytes);
    try (EchoHost host = new EchoHost(forgeries)) {
      List<Observation> seen = until(probes(host), several(Returned.class, 8));
      assertThat(seen)
          .filteredOn(Returned.class::isInstance)
          .extracting(it -> it.id().sequence())
          .doesNotHaveDuplicates()
          .hasSizeGreaterThanOrEqualTo(8);
      assertThat(count(seen, Sent.class) + count(seen, Returned.class)).isEqualTo(seen.size());
      assertThat(instruments.foreigners(UPLINK.id()))
          .isGreaterThanOrEqualTo(7 * count(seen, Returned.class));
    }
  }

  private static byte[] changed(byte[] bytes, int at) {
    byte[] copy = bytes.clone();
    copy[at] ^= 0x40;
    return copy;
  }

  @Test
  void anotherSocketHasAnotherToken() throws Exception {
    try (EchoHost host = new EchoHost(EchoHost.ECHO)) {
      for (int round = 0; round < 3; round++) {
        until(probes(host), several(Sent.class, 3));
      }
      assertThat(host.heard().stream().map(it -> ByteBuffer.wrap(it).getLong()).distinct())
          .hasSize(3);
    }
  }

  @Test
  void aDuplicateIsPassedOnAsOftenAsItComes() throws Exception {
    try (EchoHost host = new EchoHost(bytes -> List.of(bytes, bytes, bytes))) {
      List<Observation> seen = until(probes(host), several(Returned.class, 30));
      Map<Long, Long> times =
          seen.stream()
              .filter(Returned.class::isInstance)
              .collect(Collectors.groupingBy(it -> it.id().sequence(), Collectors.counting()));
      assertThat(times).hasSizeBetween(10, 11).containsEntry(1L, 3L).containsEntry(2L, 3L);
    }
  }

  @Test
  void aReplyThatComesManyProbesLateIsStillThatOfItsProbe() throws Exception {
    Deque<byte[]> waiting = new ArrayDeque<>();
    EchoHost.Answer late =
        bytes -> {
          waiting.add(bytes);
          return waiting.size() > 6 ? List.of(waiting.remove()) : List.of();
        };
    try (EchoHost host = new EchoHost(late)) {
      List<Observation> seen = until(probes(host), several(Returned.class, 3));
      assertThat(seen)
          .filteredOn(Returned.class::isInstance)
          .extracting(it -> it.id().sequence())
          .containsExactly(1L, 2L, 3L);
      // Six pauses of at least 30 ms each lie between.
      assertThat(seen)
          .filteredOn(Returned.class::isInstance)
          .allSatisfy(it -> assertThat(((Returned) it).rtt()).isGreaterThan(6 * 30_000_000L));
    }
  }

  @Test
  void itsSocketIsClosedInTheEnd() throws Exception {
    try (EchoHost host = new EchoHost(EchoHost.ECHO)) {
      until(probes(host), several(Returned.class, 1));
      int port = host.askers().getFirst().getPort();
      await(
          "port " + port + " free",
          () -> {
            try (EchoHost taker = new EchoHost(EchoHost.ECHO, "127.0.0.1", port)) {
              return taker.address().getPort() == port;
            } catch (Exception _) {
              return false;
            }
          });
    }
  }
}
