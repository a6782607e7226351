package dev.linkflux.probe.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.probe.Observation;
import dev.linkflux.probe.Observation.Bounced;
import dev.linkflux.probe.Observation.Returned;
import dev.linkflux.probe.Observation.Sent;
import dev.linkflux.probe.Observation.Withheld;
import dev.linkflux.time.Stamping;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TCP probes through real kernels. */
@Isolated("it measures round trips")
class TcpProberIT {
  private static TwoWays lab;

  @BeforeAll
  static void build() {
    lab = TwoWays.open();
  }

  @AfterAll
  static void remove() {
    if (lab != null) {
      lab.close();
    }
  }

  private static void asking(String device, String address, int port, Consumer<Asking> test) {
    asking(device, address, port, TcpProber.PATIENCE, test);
  }

  private static void asking(
      String device, String address, int port, Duration patience, Consumer<Asking> test) {
    lab.near.call(
        () -> {
          try (Asking asking =
              Asking.through(device, InetAddress.ofLiteral(address), port, patience)) {
            test.accept(asking);
          }
          return true;
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"198.51.100.1", "fd79:f::1"})
  void aProbeLeavesThroughItsOwnDeviceWhateverTheDefaultRouteSays(String address) {
    int first = lab.acceptedByFirst.get();
    int second = lab.acceptedBySecond.get();
    for (String device : List.of("w2", "w1", "w2")) {
      asking(
          device,
          address,
          TwoWays.OPEN,
          asking -> {
            for (int i = 0; i < 10; i++) {
              assertThat(asking.ask(2)).hasExactlyElementsOfTypes(Sent.class, Returned.class);
            }
          });
    }
    Asking.await("10 at the first", () -> lab.acceptedByFirst.get() == first + 10);
    Asking.await("20 at the second", () -> lab.acceptedBySecond.get() == second + 20);
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.1, 3, 1, 10.79.2.2",
    "203.0.113.13, 3, 13, 10.79.2.2",
    "203.0.113.3, 3, 3, 10.79.2.2",
    "fd79:9::1, 1, 0, fd79:2::2",
    "fd79:9::13, 1, 1, fd79:2::2",
    "fd79:9::3, 1, 4, fd79:2::2"
  })
  void aRouterThatRefusesIsNamed(String address, int type, int code, String reporter) {
    asking(
        "w2",
        address,
        TwoWays.OPEN,
        asking -> {
          for (int i = 0; i < 20; i++) {
            long before = lab.counted();
            long spent = asking.spent();
            assertBounced(asking.ask(2), type, code, reporter);
            assertThat(asking.spent() - spent).isEqualTo(lab.counted() - before);
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"203.0.113.7, 11, 10.79.2.2", "fd79:9::7, 3, fd79:2::2"})
  void aTimeExceededIsNamed(String address, int type, String reporter) {
    lab.near.sysctl("net/ipv4/ip_default_ttl=1", "net/ipv6/conf/w2/hop_limit=1");
    try {
      asking(
          "w2",
          address,
          TwoWays.OPEN,
          asking -> {
            long before = lab.counted();
            assertBounced(asking.ask(2), type, 0, reporter);
            assertThat(asking.spent()).isEqualTo(lab.counted() - before);
          });
    } finally {
      lab.near.sysctl("net/ipv4/ip_default_ttl=64", "net/ipv6/conf/w2/hop_limit=64");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.1, 80, 224",
    "198.51.100.1, 81, 100",
    "fd79:f::1, 80, 304",
    "fd79:f::1, 81, 140"
  })
  void everyByteIsCounted(String address, int port, int bytes) {
    asking(
        "w2",
        address,
        port,
        asking -> {
          for (int i = 1; i <= 50; i++) {
            long before = lab.counted();
            long spent = asking.spent();
            assertThat(asking.ask(2)).hasExactlyElementsOfTypes(Sent.class, Returned.class);
            int sofar = i;
            Asking.await("the reset", () -> asking.spent() == (long) sofar * bytes);
            Asking.await("its counter", () -> lab.counted() - before == bytes);
            assertThat(asking.spent() - spent).isEqualTo(bytes);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"198.51.100.1", "fd79:f::1"})
  void silenceIsOnlySentAndItsRepetitionsAreCounted(String address) {
    asking(
        "w2",
        address,
        TwoWays.SILENT,
        asking -> {
          long before = lab.counted();
          int syn = address.contains(":") ? 80 : 60;
          assertThat(asking.ask(1)).hasExactlyElementsOfTypes(Sent.class);
          Asking.await("giving up", () -> asking.spent() > 0);
          assertThat(asking.seen).hasSize(1);
          // How often it repeats a SYN in this time is the kernel's business.
          assertThat(asking.spent())
              .isEqualTo(lab.counted() - before)
              .isGreaterThanOrEqualTo(2L * syn);
          assertThat(asking.spent() % syn).isZero();
        });
  }

  @Test
  void theAnswerToARepeatedSynIsNone() {
    asking(
        "w2",
        "198.51.100.1",
        TwoWays.FIRST_LOST,
        asking -> {
          long before = lab.counted();
          asking.ask();
          // SYN, SYN, SYN/ACK, ACK, RST
          Asking.await("the reset", () -> asking.spent() == 60 + 60 + 60 + 52 + 52);
          assertThat(lab.counted() - before).isEqualTo(asking.spent());
          assertThat(asking.seen).hasExactlyElementsOfTypes(Sent.class);
          assertThat(asking.ask(2)).hasExactlyElementsOfTypes(Sent.class, Returned.class);
        });
  }

  /** For IPv4. Of IPv6 the kernel tells it to no socket that is bound to a device: silence. */
  @Test
  void aNeighbourThatIsNotThereIsReportedByThisMachineItself() {
    asking(
        "w2",
        "10.79.2.99",
        TwoWays.OPEN,
        Duration.ofSeconds(10),
        asking -> assertBounced(asking.ask(2), 3, 1, "10.79.2.1"));
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.77, unreachable, EHOSTUNREACH",
    "198.51.100.77, blackhole, EINVAL",
    "198.51.100.77, prohibit, EACCES",
    "198.51.100.77, throw, ENETUNREACH",
    "fd79:f::77, unreachable, EHOSTUNREACH",
    "fd79:f::77, blackhole, EINVAL",
    "fd79:f::77, prohibit, EACCES",
    "fd79:f::77, throw, ENETUNREACH"
  })
  void whatThisMachineRefusesToSendIsNotSent(String address, String route, String errno) {
    lab.near.ip("route add " + route + " " + address);
    try {
      asking(
          "",
          address,
          TwoWays.OPEN,
          asking -> {
            List<Observation> seen = asking.ask(1);
            assertThat(seen)
                .singleElement()
                .isInstanceOfSatisfying(
                    Withheld.class, it -> assertThat(it.reason()).isEqualTo(errno));
            assertThat(asking.spent()).isZero();
          });
    } finally {
      lab.near.ip("route del " + route + " " + address);
    }
  }

  /** The error comes while connect(2) runs and does not end the attempt, so that Netty errs. */
  @ParameterizedTest
  @CsvSource({
    "198.51.100.88, 3, 13, 10.79.1.1, ip daddr, icmp",
    "fd79:f::88, 1, 1, fd79:1::1, ip6 daddr, icmpv6"
  })
  void aRefusalOfTheOwnFirewallIsNoConnection(
      String address, int type, int code, String reporter, String match, String family) {
    TwoWays.rules(
        lab.near,
        "table inet own { chain out { type filter hook output priority 0; %s %s reject with %s type"
                .formatted(match, address, family)
            + " admin-prohibited; }; }");
    try {
      asking(
          "", address, TwoWays.OPEN, asking -> assertBounced(asking.ask(2), type, code, reporter));
    } finally {
      TwoWays.rules(lab.near, "delete table inet own");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"198.51.100.1", "fd79:f::1"})
  void theRoundTripTimeIsThatOfPing(String address) {
    asking(
        "w2",
        address,
        TwoWays.OPEN,
        asking -> {
          for (int i = 0; i < 200; i++) {
            asking.ask(2);
          }
          assertThat(asking.instruments.timings(Stamping.CONNECTION)).isEqualTo(200);
          long[] rtts =
              asking.seen.stream()
                  .filter(Returned.class::isInstance)
                  .mapToLong(it -> ((Returned) it).rtt())
                  .sorted()
                  .toArray();
          String said =
              TwoWays.must(List.of("ping", "-q", "-i", "0.005", "-c", "200", "-I", "w2", address));
          Matcher matcher = Pattern.compile("= [0-9.]+/([0-9.]+)/").matcher(said);
          assertThat(matcher.find()).as(said).isTrue();
          double average = Double.parseDouble(matcher.group(1)) * 1e6;
          assertThat((double) rtts[100]).as(said).isBetween(1_000.0, average + 100_000);
        });
  }

  private static void assertBounced(List<Observation> seen, int type, int code, String reporter) {
    assertThat(seen).hasExactlyElementsOfTypes(Sent.class, Bounced.class);
    Bounced bounced = (Bounced) seen.getLast();
    assertThat(bounced)
        .isEqualTo(
            new Bounced(bounced.at(), bounced.id(), type, code, InetAddress.ofLiteral(reporter)));
  }
}
