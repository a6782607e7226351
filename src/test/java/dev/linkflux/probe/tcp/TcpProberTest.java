package dev.linkflux.probe.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.ClosedPort;
import dev.linkflux.engine.Resolver;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.Observation.Returned;
import dev.linkflux.probe.Observation.Sent;
import dev.linkflux.probe.Observation.Withheld;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Stamping;
import dev.linkflux.uplink.Host;
import dev.linkflux.wire.Passage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Connections to this machine itself. */
class TcpProberTest {
  private static final String SYN_SENT = "02";
  private static final String TIME_WAIT = "06";
  private static final InetAddress V4 = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress V6 = InetAddress.ofLiteral("::1");

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void aConnectionIsAReplyThatTheKernelTimed(String address) throws IOException {
    InetAddress here = InetAddress.ofLiteral(address);
    try (ServerSocket host = new ServerSocket(0, 50, here);
        Asking asking = Asking.at(here, host.getLocalPort())) {
      List<Observation> seen = asking.ask(2);
      assertThat(seen).hasExactlyElementsOfTypes(Sent.class, Returned.class);
      assertThat(((Returned) seen.getLast()).rtt()).isBetween(1L, Asking.LIMIT.toNanos());
      assertThat(asking.instruments.timings(Stamping.CONNECTION)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void aRefusalIsAReplyToo(String address) throws IOException {
    InetAddress here = InetAddress.ofLiteral(address);
    try (Asking asking = Asking.at(here, ClosedPort.of(here))) {
      List<Observation> seen = asking.ask(2);
      assertThat(seen).hasExactlyElementsOfTypes(Sent.class, Returned.class);
      assertThat(((Returned) seen.getLast()).rtt()).isBetween(1L, Asking.LIMIT.toNanos());
      assertThat(asking.instruments.timings(Stamping.PROGRAM)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void aDeviceThatIsNotThereIsNoLoss(String address) {
    try (Asking asking =
        Asking.through("no-such-dev0", InetAddress.ofLiteral(address), 1, TcpProber.PATIENCE)) {
      assertWithheld(asking, "ENODEV");
    }
  }

  @Test
  void aNameIsResolvedAndTheFirstAddressWithARouteIsAsked() throws IOException {
    Resolver resolver =
        (uplink, name) ->
            name.equals("host.example") && uplink.name().equals("u0")
                ? Mono.just(List.of(V6, V4))
                : Mono.error(new IllegalArgumentException(name));
    try (ServerSocket host = new ServerSocket(0, 50, V4);
        Asking asking =
            new Asking(
                "",
                Host.named("host.example"),
                host.getLocalPort(),
                resolver,
                (_, address) -> address.equals(V4),
                TcpProber.PATIENCE)) {
      assertThat(asking.ask(2)).hasExactlyElementsOfTypes(Sent.class, Returned.class);
      try (Socket guest = host.accept()) {
        assertThat(guest.getInetAddress()).isEqualTo(V4);
      }
    }
  }

  @Test
  void aNameThatStandsForNothingIsNoLoss() {
    List<Resolver> failing =
        List.of(
            (_, name) -> Mono.error(new IOException(name)),
            (_, _) -> Mono.just(List.of()),
            (_, _) -> Mono.empty());
    for (Resolver resolver : failing) {
      try (Asking asking =
          new Asking("", Host.named("no.example"), 1, resolver, Passage.ANY, TcpProber.PATIENCE)) {
        assertWithheld(asking, Withheld.NO_NAME);
      }
    }
  }

  @Test
  void withoutARouteNothingIsSent() throws IOException {
    try (ServerSocket host = new ServerSocket(0, 50, V4);
        Asking asking =
            new Asking(
                "",
                Host.of(V4),
                host.getLocalPort(),
                (_, _) -> Mono.empty(),
                (_, _) -> false,
                TcpProber.PATIENCE)) {
      assertWithheld(asking, Withheld.NO_GATEWAY);
    }
  }

  @Test
  void manyProbesLeaveNothingBehind() throws IOException {
    try (ServerSocket host = new ServerSocket(0, 2_000, V4);
        Asking asking = Asking.at(V4, host.getLocalPort());
        Asking refused = Asking.at(V6, ClosedPort.of(V6))) {
      asking.ask(2);
      refused.ask(2);
      long descriptors = descriptors();
      for (int i = 0; i < 1_000; i++) {
        asking.ask();
        refused.ask();
        if (i % 50 == 0) {
          asking.ask(2);
          refused.ask(2);
        }
      }
      Asking.await(
          "all answers", () -> asking.seen.size() == 2 * 1_021 && refused.seen.size() == 2 * 1_021);
      Asking.await("all closed", () -> descriptors() <= descriptors);
      assertThat(statesOfConnectionsTo(host.getLocalPort())).doesNotContain(TIME_WAIT).isEmpty();
      assertThat(asking.spent()).isEqualTo(1_021 * (60 + 60 + 52 + 52));
      assertThat(refused.spent()).isEqualTo(1_021 * (80 + 60));
    }
  }

  /** Of a full queue of guests Linux lets every further SYN fall: a host that is silent. */
  @Test
  void ofTooManyThatWaitTheOldestIsAbandonedAndThoseLeftAreClosedAtTheEnd() throws IOException {
    try (ServerSocket host = new ServerSocket(0, 1, V4);
        Socket one = new Socket(V4, host.getLocalPort());
        Socket two = new Socket(V4, host.getLocalPort());
        Asking asking = Asking.at(V4, host.getLocalPort())) {
      assertThat(one.isConnected() && two.isConnected()).isTrue();
      for (int i = 0; i < 200; i++) {
        asking.ask(1);
      }
      assertThat(asking.seen).hasOnlyElementsOfType(Sent.class);
      Asking.await("128 under way", () -> connecting(host.getLocalPort()) == 128);
      ProbeId last = asking.ask();
      Asking.await("the last one", () -> asking.of(last).size() == 1);
      Asking.await("128 under way again", () -> connecting(host.getLocalPort()) == 128);
      asking.stop();
      Asking.await("none under way", () -> connecting(host.getLocalPort()) == 0);
    }
  }

  private static void assertWithheld(Asking asking, String reason) {
    assertThat(asking.ask(1))
        .singleElement()
        .isInstanceOfSatisfying(Withheld.class, it -> assertThat(it.reason()).isEqualTo(reason));
    assertThat(asking.spent()).isZero();
  }

  private static long descriptors() {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long connecting(int port) {
    return statesOfConnectionsTo(port).stream().filter(SYN_SENT::equals).count();
  }

  /** States of the sockets whose far end is that port, as the kernel numbers them. */
  private static List<String> statesOfConnectionsTo(int port) {
    String end = ":%04X".formatted(port);
    return Stream.of("/proc/self/net/tcp", "/proc/self/net/tcp6")
        .flatMap(TcpProberTest::lines)
        .map(line -> line.strip().split(" +", -1))
        .filter(columns -> columns[2].endsWith(end))
        .map(columns -> columns[3])
        .toList();
  }

  private static Stream<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file)).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
