package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.linkflux.time.Stamping;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** UDP over a cable: the kernel's stamps, and what it and a router say of what does not arrive. */
class UdpSocketIT {
  private static final int PORT = 7;
  private static final int CLOSED = 9;

  private static KernelLab lab;
  private static UdpSocket v4;
  private static UdpSocket v6;

  private final UdpHeard heard = new UdpHeard();

  /** The kernel begins to stamp a moment after the first socket of the system asked for it. */
  @BeforeAll
  static void build() throws IOException {
    lab = KernelLab.open();
    v4 = server(IpFamily.V4, PORT);
    v6 = server(IpFamily.V6, PORT);
    KernelLab.await("stamps", UdpSocketIT::isStamped);
  }

  private static boolean isStamped() {
    try (UdpSocket socket = open(far(IpFamily.V4, PORT))) {
      return ask(socket, 1).stamping() == Stamping.KERNEL;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterAll
  static void remove() throws IOException {
    if (v6 != null) {
      v4.close();
      v6.close();
    }
    if (lab != null) {
      lab.close();
    }
  }

  @AfterEach
  void forget() throws IOException {
    UdpHeard left = new UdpHeard();
    v4.receive(left);
    v6.receive(left);
  }

  private static UdpSocket server(IpFamily family, int port) {
    return lab.inFar(() -> UdpSocket.bind(new InetSocketAddress(family.any(), port), "", 0));
  }

  private static UdpSocket server(UdpSocket client) {
    return client.family() == IpFamily.V4 ? v4 : v6;
  }

  private static UdpSocket open(InetSocketAddress peer) {
    return lab.inNear(() -> UdpSocket.connect(peer, "a0", 0));
  }

  private static InetAddress address(IpFamily family, String inV4, String inV6) {
    return InetAddress.ofLiteral(family == IpFamily.V4 ? inV4 : inV6);
  }

  private static InetSocketAddress far(IpFamily family, int port) {
    return new InetSocketAddress(address(family, "10.77.0.2", "fd77::2"), port);
  }

  private static ByteBuffer payload(int number) {
    return ByteBuffer.allocate(16).putLong(number * 0x9E3779B97F4A7C15L).putLong(4711).flip();
  }

  private static void receive(UdpSocket socket, UdpHeard heard, int datagrams, int refusals) {
    KernelLab.await(
        datagrams + " datagrams and " + refusals + " refusals",
        () -> {
          try {
            socket.receive(heard);
          } catch (SystemCallException e) {
            throw new IllegalStateException(e);
          }
          return heard.datagrams.size() >= datagrams && heard.refusals.size() >= refusals;
        });
  }

  /** One datagram there and back. */
  private static Rtt ask(UdpSocket socket, int key) throws IOException {
    return ask(socket, server(socket), key);
  }

  private static Rtt ask(UdpSocket socket, UdpSocket server, int key) throws IOException {
    UdpHeard answers = new UdpHeard();
    long sent = System.nanoTime();
    socket.send(payload(key), key);
    answer(socket, server);
    receive(socket, answers, 1, 0);
    UdpHeard.Datagram answer = answers.datagrams.getFirst();
    assertThat(answer.payload()).isEqualTo(payload(key));
    assertThat(answer.arrival().hopLimit()).isEqualTo(64);
    assertThat(answers.stamps).containsOnlyKeys(key);
    return answer.arrival().times().withTransmitted(socket.transmitted(key, answers)).rtt(sent);
  }

  /** The far side sends back what it gets. */
  private static void answer(UdpSocket client, UdpSocket server) throws IOException {
    UdpHeard questions = new UdpHeard();
    receive(server, questions, 1, 0);
    for (UdpHeard.Datagram question : questions.datagrams) {
      assertThat(question.arrival().from()).isEqualTo(client.local());
      server.sendTo(question.arrival().from(), question.arrival().to(), question.payload());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theRoundTripTimeIsThatOfTheKernel(IpFamily family) throws IOException {
    try (UdpSocket socket = open(far(family, PORT))) {
      for (int key : new int[] {0, 7, 3, -1, Integer.MAX_VALUE, 7}) {
        Rtt rtt = ask(socket, key);
        assertThat(rtt.stamping()).isEqualTo(Stamping.KERNEL);
        assertThat(rtt.nanos()).isPositive();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerKnowsWhenItWasAskedAndWhere(IpFamily family) throws IOException {
    try (UdpSocket socket = open(far(family, PORT))) {
      socket.setHopLimit(33);
      socket.send(payload(1), 1);
      receive(server(socket), heard, 1, 0);
      UdpArrival arrival = heard.datagrams.getFirst().arrival();
      assertThat(arrival.times().received())
          .isBetween(socket.transmitted(1, new UdpHeard()), arrival.times().handledWall());
      assertThat(arrival.times().transmitted()).isZero();
      assertThat(arrival.from()).isEqualTo(socket.local());
      assertThat(arrival.to()).isEqualTo(far(family, PORT).getAddress());
      assertThat(arrival.hopLimit()).isEqualTo(33);
    }
  }

  @ParameterizedTest
  @EnumSource
  void stampsStayRightAfterTheInterfaceWasDown(IpFamily family) throws IOException {
    try (UdpSocket socket = open(far(family, PORT))) {
      ask(socket, 1);
      ask(socket, 2);
      KernelLab.run("ip", "-n", lab.near, "link", "set", "a0", "down");
      try {
        for (int key = 3; key < 6; key++) {
          int refused = key;
          assertThatExceptionOfType(SystemCallException.class)
              .isThrownBy(() -> socket.send(payload(refused), refused))
              .satisfies(e -> assertThat(e.errnoName()).isEqualTo("ENETUNREACH"))
              .withMessageContaining(" through a0");
        }
      } finally {
        KernelLab.run("ip", "-n", lab.near, "link", "set", "a0", "up");
        KernelLab.await("carrier", () -> KernelLab.lowerUp(lab.near, "a0"));
        lab.addRoutes();
      }
      KernelLab.await("a route again", () -> isTaken(socket));
      answer(socket, server(socket));
      receive(socket, heard, 1, 0);
      for (int key = 10; key < 15; key++) {
        assertThat(ask(socket, key).stamping()).isEqualTo(Stamping.KERNEL);
      }
    }
  }

  private static boolean isTaken(UdpSocket socket) {
    try {
      socket.send(payload(9), 9);
      return true;
    } catch (SystemCallException e) {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource
  void stampsStayRightAfterTheFirewallRefusedToSend(IpFamily family) throws IOException {
    Assumptions.assumeTrue(
        KernelLab.attempt("nft", "--version").status() == 0, "SKIPPED: needs the nft command");
    try (UdpSocket socket = open(far(family, PORT))) {
      ask(socket, 1);
      nft(
          "add table inet t; add chain inet t o { type filter hook output priority 0; };"
              + " add rule inet t o meta l4proto udp drop");
      try {
        assertThatExceptionOfType(SystemCallException.class)
            .isThrownBy(() -> socket.send(payload(2), 2))
            .satisfies(e -> assertThat(e.errnoName()).isEqualTo("EPERM"));
      } finally {
        nft("delete table inet t");
      }
      for (int key = 10; key < 15; key++) {
        assertThat(ask(socket, key).stamping()).isEqualTo(Stamping.KERNEL);
      }
    }
  }

  private static void nft(String commands) throws IOException {
    KernelLab.run("ip", "netns", "exec", lab.near, "nft", commands);
  }

  @ParameterizedTest
  @EnumSource
  void anUnreachableHostIsReportedByTheRouterWithWhatWasSent(IpFamily family) throws IOException {
    InetAddress nowhere = address(family, "10.99.1.1", "fd99:1::1");
    try (UdpSocket socket = open(new InetSocketAddress(nowhere, PORT))) {
      socket.send(payload(42), 42);
      receive(socket, heard, 0, 1);
      UdpHeard.Refusal refusal = heard.refusals.getFirst();
      assertThat(refusal.quoted()).isEqualTo(payload(42));
      assertThat(refusal.type()).isEqualTo(family == IpFamily.V4 ? 3 : 1);
      // Host unreachable (RFC 792); address unreachable (RFC 4443, code 3) or no route (code 0).
      assertThat(refusal.code()).isIn(family == IpFamily.V4 ? List.of(1) : List.of(0, 3));
      assertThat(refusal.reporter()).isEqualTo(far(family, 0).getAddress());
      assertThat(heard.datagrams).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anExceededHopLimitIsReportedByTheRouterWithWhatWasSent(IpFamily family) throws IOException {
    InetAddress distant = address(family, "10.99.2.2", "fd99:2::2");
    try (UdpSocket socket = open(new InetSocketAddress(distant, PORT))) {
      socket.setHopLimit(1);
      socket.send(payload(77), 77);
      receive(socket, heard, 0, 1);
      assertThat(heard.refusals)
          .containsExactly(
              new UdpHeard.Refusal(
                  payload(77), family == IpFamily.V4 ? 11 : 3, 0, far(family, 0).getAddress()));
    }
  }

  /** Not for IPv4: the kernel reports that over lo, where a socket of a0 does not hear it. */
  @Test
  void aNeighbourThatDoesNotAnswerIsReportedByThisMachine() throws IOException {
    InetAddress silent = InetAddress.ofLiteral("fd77::98");
    try (UdpSocket socket = open(new InetSocketAddress(silent, PORT))) {
      socket.send(payload(8), 8);
      receive(socket, heard, 0, 1);
      UdpHeard.Refusal refusal = heard.refusals.getFirst();
      assertThat(refusal.quoted()).isEqualTo(payload(8));
      assertThat(refusal.type()).isEqualTo(1);
      assertThat(refusal.code()).isEqualTo(3);
      assertThat(refusal.reporter()).isEqualTo(InetAddress.ofLiteral("fd77::1"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPendingRefusalFailsNoSendAndSpoilsNoStamp(IpFamily family) throws IOException {
    try (UdpSocket socket = open(far(family, CLOSED));
        UdpSocket witness = open(far(family, PORT))) {
      for (int key = 0; key < 5; key++) {
        socket.send(payload(key), key);
        // Its answer comes behind the refusal over the same cable: now that is pending.
        ask(witness, key);
      }
      receive(socket, heard, 0, 5);
      assertThat(heard.refusals)
          .extracting(UdpHeard.Refusal::quoted)
          .containsExactly(payload(0), payload(1), payload(2), payload(3), payload(4));
      assertThat(heard.refusals)
          .allSatisfy(
              it -> {
                assertThat(it.type()).isEqualTo(family == IpFamily.V4 ? 3 : 1);
                assertThat(it.code()).isEqualTo(family == IpFamily.V4 ? 3 : 4);
                assertThat(it.reporter()).isEqualTo(far(family, 0).getAddress());
              });
      try (UdpSocket opened = server(family, CLOSED)) {
        for (int key = 5; key < 10; key++) {
          assertThat(ask(socket, opened, key).stamping()).isEqualTo(Stamping.KERNEL);
        }
      }
    }
  }

  /** IPv4 says so with the next send; IPv6 says nothing, and sends from an address of nobody. */
  @ParameterizedTest
  @EnumSource
  void aSocketWhoseAddressIsGoneKnowsIt(IpFamily family) throws IOException {
    String own = family == IpFamily.V4 ? "10.77.0.1/24" : "fd77::1/64";
    try (UdpSocket socket = open(far(family, PORT))) {
      assertThat(lab.inNear(socket::hasItsAddress)).isTrue();
      KernelLab.run("ip", "-n", lab.near, "address", "del", own, "dev", "a0");
      try {
        assertThat(lab.inNear(socket::hasItsAddress)).isFalse();
      } finally {
        KernelLab.run("ip", "-n", lab.near, "address", "add", own, "dev", "a0");
        lab.addRoutes();
      }
    }
  }
}
