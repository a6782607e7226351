package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.linkflux.time.Stamping;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IcmpSocketIT {
  private static KernelLab lab;
  private static IcmpSocket keeper;

  /** The kernel begins to stamp a moment after the first socket of the system asked for it. */
  @BeforeAll
  static void build() throws IOException {
    lab = KernelLab.open();
    keeper = open(IpFamily.V4, IcmpSocket.Kind.RAW);
    KernelLab.await("stamps", () -> isStamped(keeper));
  }

  private static boolean isStamped(IcmpSocket socket) {
    try {
      return ping(socket, 1).stamping() == Stamping.KERNEL;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterAll
  static void remove() throws IOException {
    if (keeper != null) {
      keeper.close();
    }
    if (lab != null) {
      lab.close();
    }
  }

  static Stream<Arguments> sockets() {
    List<Arguments> all = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      for (IcmpSocket.Kind kind : IcmpSocket.Kind.values()) {
        all.add(Arguments.of(family, kind));
      }
    }
    return all.stream();
  }

  private static IcmpSocket open(IpFamily family, IcmpSocket.Kind kind) {
    return lab.inNear(() -> IcmpSocket.open(family, kind, "a0"));
  }

  private static InetAddress address(IpFamily family, String v4, String v6) throws IOException {
    return InetAddress.getByName(family == IpFamily.V4 ? v4 : v6);
  }

  private static InetAddress far(IpFamily family) throws IOException {
    return address(family, "10.77.0.2", "fd77::2");
  }

  private static ByteBuffer payload(int sequence) {
    return ByteBuffer.allocate(16).putLong(sequence * 0x9E3779B97F4A7C15L).putLong(4711).flip();
  }

  /** Receives until the socket has said enough. */
  private static void receive(IcmpSocket socket, Heard heard, int replies, int refusals) {
    KernelLab.await(
        replies + " replies and " + refusals + " refusals",
        () -> {
          try {
            socket.receive(heard);
          } catch (SystemCallException e) {
            throw new IllegalStateException(e);
          }
          return heard.replies.size() >= replies && heard.refusals.size() >= refusals;
        });
  }

  /** One request and its reply, which must have both stamps of the kernel. */
  private static Rtt ping(IcmpSocket socket, int sequence) throws IOException {
    Heard heard = new Heard();
    long sent = System.nanoTime();
    socket.send(Destination.of(far(socket.family())), sequence, payload(sequence));
    receive(socket, heard, 1, 0);
    Heard.Reply reply = heard.replies.getFirst();
    assertThat(reply.sequence()).isEqualTo(sequence);
    assertThat(heard.stamps).containsOnlyKeys(sequence);
    return reply.times().rtt(sent);
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void repliesComeWithTokenAndBothStamps(IpFamily family, IcmpSocket.Kind kind) throws IOException {
    try (IcmpSocket socket = open(family, kind)) {
      assertThat(socket.kind()).isEqualTo(kind);
      assertThat(socket.kernelStamps()).isTrue();
      for (int sequence : new int[] {0, 7, 3, 65535, 7}) {
        Heard heard = new Heard();
        long sent = System.nanoTime();
        socket.send(Destination.of(far(family)), sequence, payload(sequence));
        receive(socket, heard, 1, 0);
        Heard.Reply reply = heard.replies.getFirst();
        Rtt rtt = reply.times().rtt(sent);
        assertThat(reply.sequence()).isEqualTo(sequence);
        assertThat(reply.from()).isEqualTo(far(family));
        assertThat(reply.payload()).isEqualTo(Heard.bytes(payload(sequence)));
        assertThat(rtt.stamping()).isEqualTo(Stamping.KERNEL);
        assertThat(rtt.nanos()).isBetween(500L, reply.times().handled() - sent);
        assertThat(heard.stamps).containsEntry(sequence, reply.times().transmitted());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void payloadsMayBeEmptyOddOrLong(IpFamily family, IcmpSocket.Kind kind) throws IOException {
    try (IcmpSocket socket = open(family, kind)) {
      for (int size : new int[] {0, 1, 15, 16, IcmpSocket.MAX_PAYLOAD}) {
        Heard heard = new Heard();
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 0xa7);
        socket.send(Destination.of(far(family)), size, ByteBuffer.wrap(bytes));
        receive(socket, heard, 1, 0);
        assertThat(heard.replies.getFirst().payload())
            .isEqualTo(Heard.bytes(ByteBuffer.wrap(bytes)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void stampsStayRightAfterTheInterfaceWasDown(IpFamily family, IcmpSocket.Kind kind)
      throws IOException {
    try (IcmpSocket socket = open(family, kind)) {
      ping(socket, 1);
      ping(socket, 2);
      KernelLab.run("ip", "-n", lab.near, "link", "set", "a0", "down");
      try {
        for (int sequence = 3; sequence < 6; sequence++) {
          int refused = sequence;
          assertThatExceptionOfType(SystemCallException.class)
              .isThrownBy(() -> socket.send(Destination.of(far(family)), refused, payload(refused)))
              .satisfies(e -> assertThat(e.errnoName()).isEqualTo("ENETUNREACH"))
              .withMessageContaining(far(family).getHostAddress() + " through a0");
        }
      } finally {
        KernelLab.run("ip", "-n", lab.near, "link", "set", "a0", "up");
        KernelLab.await("carrier", () -> KernelLab.lowerUp(lab.near, "a0"));
        lab.addRoutes();
      }
      KernelLab.await("a route again", () -> isReachable(socket));
      for (int sequence = 10; sequence < 15; sequence++) {
        assertThat(ping(socket, sequence).stamping()).isEqualTo(Stamping.KERNEL);
      }
    }
  }

  private static boolean isReachable(IcmpSocket socket) {
    Heard heard = new Heard();
    try {
      socket.send(Destination.of(far(socket.family())), 9, payload(9));
      receive(socket, heard, 1, 0);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void stampsStayRightAfterTheFirewallRefusedToSend(IpFamily family, IcmpSocket.Kind kind)
      throws IOException {
    Assumptions.assumeTrue(
        KernelLab.attempt("nft", "--version").status() == 0, "SKIPPED: needs the nft command");
    try (IcmpSocket socket = open(family, kind)) {
      ping(socket, 1);
      KernelLab.run(
          "ip",
          "netns",
          "exec",
          lab.near,
          "nft",
          "add table inet t; add chain inet t o { type filter hook output priority 0; };"
              + " add rule inet t o meta l4proto { icmp, icmpv6 } drop");
      try {
        if (family == IpFamily.V6 && kind == IcmpSocket.Kind.DGRAM) {
          // The kernel says nothing here (ping_v6_sendmsg passes over it), and counts the request.
          socket.send(Destination.of(far(family)), 2, payload(2));
        } else {
          assertThatExceptionOfType(SystemCallException.class)
              .isThrownBy(() -> socket.send(Destination.of(far(family)), 2, payload(2)))
              .satisfies(e -> assertThat(e.errnoName()).isEqualTo("EPERM"));
        }
      } finally {
        KernelLab.run("ip", "netns", "exec", lab.near, "nft", "delete table inet t");
      }
      for (int sequence = 10; sequence < 15; sequence++) {
        assertThat(ping(socket, sequence).stamping()).isEqualTo(Stamping.KERNEL);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void anUnreachableHostIsReportedWithItsSequence(IpFamily family, IcmpSocket.Kind kind)
      throws IOException {
    InetAddress nowhere = address(family, "10.99.1.1", "fd99:1::1");
    try (IcmpSocket socket = open(family, kind)) {
      Heard heard = new Heard();
      socket.send(Destination.of(nowhere), 4242, payload(1));
      receive(socket, heard, 0, 1);
      Heard.Refusal refusal = heard.refusals.getFirst();
      assertThat(refusal.sequence()).isEqualTo(4242);
      assertThat(refusal.destination()).isEqualTo(nowhere);
      assertThat(refusal.type()).isEqualTo(family == IpFamily.V4 ? 3 : 1);
      // Host unreachable (RFC 792); address unreachable (RFC 4443, code 3) or no route (code 0).
      assertThat(refusal.code()).isIn(family == IpFamily.V4 ? List.of(1) : List.of(0, 3));
      assertThat(refusal.reporter()).isEqualTo(far(family));
      assertThat(heard.replies).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNeighbourThatDoesNotAnswerIsReportedToPingSockets(IpFamily family) throws IOException {
    InetAddress silent = address(family, "10.77.0.99", "fd77::99");
    try (IcmpSocket socket = open(family, IcmpSocket.Kind.DGRAM)) {
      Heard heard = new Heard();
      socket.send(Destination.of(silent), 8, payload(8));
      receive(socket, heard, 0, 1);
      Heard.Refusal refusal = heard.refusals.getFirst();
      assertThat(refusal.sequence()).isEqualTo(8);
      assertThat(refusal.type()).isEqualTo(family == IpFamily.V4 ? 3 : 1);
      assertThat(refusal.code()).isEqualTo(family == IpFamily.V4 ? 1 : 3);
      assertThat(refusal.reporter()).isEqualTo(address(family, "10.77.0.1", "fd77::1"));
    }
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void anExceededHopLimitIsReportedWithItsSequence(IpFamily family, IcmpSocket.Kind kind)
      throws IOException {
    InetAddress distant = address(family, "10.99.2.2", "fd99:2::2");
    try (IcmpSocket socket = open(family, kind)) {
      Heard heard = new Heard();
      socket.setHopLimit(1);
      socket.send(Destination.of(distant), 77, payload(1));
      receive(socket, heard, 0, 1);
      assertThat(heard.refusals)
          .containsExactly(
              new Heard.Refusal(77, distant, family == IpFamily.V4 ? 11 : 3, 0, far(family)));
    }
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void anErrorOfOneTargetDoesNotFailTheNextSendToAnother(IpFamily family, IcmpSocket.Kind kind)
      throws IOException {
    InetAddress distant = address(family, "10.99.2.2", "fd99:2::2");
    try (IcmpSocket socket = open(family, kind);
        IcmpSocket witness = open(family, kind)) {
      socket.setHopLimit(1);
      socket.send(Destination.of(distant), 1, payload(1));
      // Its reply comes behind the error over the same cable: now the error is pending.
      ping(witness, 1);
      Heard heard = new Heard();
      long sent = System.nanoTime();
      socket.send(Destination.of(far(family)), 2, payload(2));
      receive(socket, heard, 1, 1);
      assertThat(heard.refusals.getFirst().sequence()).isEqualTo(1);
      assertThat(heard.replies.getFirst().sequence()).isEqualTo(2);
      assertThat(heard.replies.getFirst().times().rtt(sent).stamping()).isEqualTo(Stamping.KERNEL);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPingSocketIsTakenWhereAllowedOtherwiseARawOne(boolean allowed) throws IOException {
    lab.allowPingSockets(allowed);
    try {
      for (IpFamily family : IpFamily.values()) {
        try (IcmpSocket socket = lab.inNear(() -> IcmpSocket.open(family, "a0"))) {
          assertThat(socket.kind())
              .isEqualTo(allowed ? IcmpSocket.Kind.DGRAM : IcmpSocket.Kind.RAW);
          ping(socket, 5);
        }
      }
    } finally {
      lab.allowPingSockets(true);
    }
  }

  @Test
  void twoRawSocketsDoNotHearEachOther() throws IOException {
    try (IcmpSocket one = open(IpFamily.V4, IcmpSocket.Kind.RAW);
        IcmpSocket other = open(IpFamily.V4, IcmpSocket.Kind.RAW)) {
      Heard heardByOther = new Heard();
      ping(one, 1);
      other.send(Destination.of(far(IpFamily.V4)), 2, payload(2));
      receive(other, heardByOther, 1, 0);
      assertThat(heardByOther.replies).extracting(Heard.Reply::sequence).containsExactly(2);
    }
  }

  @Test
  void aDeviceThatIsNotThereIsRefused() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> lab.inNear(() -> IcmpSocket.open(IpFamily.V4, "gone0")))
        .withCauseInstanceOf(SystemCallException.class)
        .withMessageContaining("ENODEV");
  }
}
