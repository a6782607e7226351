package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UdpSocketTest {
  private final UdpHeard heard = new UdpHeard();

  private static InetSocketAddress loopback(IpFamily family, int port) {
    return new InetSocketAddress(
        InetAddress.ofLiteral(family == IpFamily.V4 ? "127.0.0.1" : "::1"), port);
  }

  private static UdpSocket server(IpFamily family) throws IOException {
    return UdpSocket.bind(new InetSocketAddress(family.any(), 0), "", 0);
  }

  private static UdpSocket asking(UdpSocket server) throws IOException {
    return UdpSocket.connect(loopback(server.family(), server.local().getPort()), "", 0);
  }

  private static ByteBuffer bytes(int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length);
    for (int value : values) {
      buffer.put((byte) value);
    }
    return buffer.flip();
  }

  private static void receive(UdpSocket socket, UdpHeard heard, BooleanSupplier enough)
      throws IOException {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    do {
      socket.receive(heard);
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not enough came: " + heard.datagrams + heard.refusals);
      }
      LockSupport.parkNanos(20_000);
    } while (!enough.getAsBoolean());
  }

  private void receive(UdpSocket socket, BooleanSupplier enough) throws IOException {
    receive(socket, heard, enough);
  }

  @ParameterizedTest
  @EnumSource
  void aServerHearsWhoAskedWhereAndAnswersFromThere(IpFamily family) throws IOException {
    InetAddress asked =
        family == IpFamily.V4 ? InetAddress.ofLiteral("127.0.0.53") : InetAddress.ofLiteral("::1");
    try (UdpSocket server = server(family);
        UdpSocket client =
            UdpSocket.connect(new InetSocketAddress(asked, server.local().getPort()), "", 0)) {
      client.setHopLimit(77);
      client.send(bytes(1, 2, 3), 5);
      receive(server, () -> !heard.datagrams.isEmpty());
      UdpHeard.Datagram question = heard.datagrams.getFirst();
      assertThat(question.payload()).isEqualTo(bytes(1, 2, 3));
      assertThat(question.arrival().from()).isEqualTo(client.local());
      assertThat(question.arrival().to()).isEqualTo(asked);
      assertThat(question.arrival().hopLimit()).isEqualTo(77);

      // A connected socket takes it only if it comes from the address that was asked.
      server.sendTo(question.arrival().from(), question.arrival().to(), bytes(4, 5));
      UdpHeard answers = new UdpHeard();
      receive(client, answers, () -> !answers.datagrams.isEmpty());
      UdpHeard.Datagram answer = answers.datagrams.getFirst();
      assertThat(answer.payload()).isEqualTo(bytes(4, 5));
      assertThat(answer.arrival().from())
          .isEqualTo(new InetSocketAddress(asked, server.local().getPort()));
      assertThat(answer.arrival().to()).isNull();
      assertThat(answer.arrival().hopLimit()).isEqualTo(64);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theStampOfSendingIsKnownByItsKey(IpFamily family) throws IOException {
    try (UdpSocket server = server(family);
        UdpSocket client = asking(server)) {
      assertThat(client.kernelStamps()).isTrue();
      long before = wall();
      for (int key : new int[] {0, 3, 100_000, -1}) {
        client.send(bytes(9), key);
        receive(client, () -> heard.stamps.containsKey(key));
        long stamp = client.transmitted(key, heard);
        assertThat(stamp).isEqualTo(heard.stamps.get(key)).isBetween(before, wall());
      }
      assertThat(client.transmitted(4, heard)).isZero();
    }
  }

  private static long wall() {
    return ClockReading.now().wall();
  }

  @ParameterizedTest
  @EnumSource
  void aClosedPortIsToldWithWhatWasSentAndWhoSaidSo(IpFamily family) throws IOException {
    UdpSocket server = server(family);
    try (UdpSocket client = asking(server)) {
      server.close();
      client.send(bytes(1, 2, 3), 1);
      receive(client, () -> !heard.refusals.isEmpty());
      UdpHeard.Refusal refusal = heard.refusals.getFirst();
      assertThat(refusal.quoted()).isEqualTo(bytes(1, 2, 3));
      assertThat(refusal.type()).isEqualTo(family == IpFamily.V4 ? 3 : 1);
      assertThat(refusal.code()).isEqualTo(family == IpFamily.V4 ? 3 : 4);
      assertThat(refusal.reporter()).isEqualTo(loopback(family, 0).getAddress());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPendingErrorDoesNotFailTheNextSend(IpFamily family) throws IOException {
    UdpSocket server = server(family);
    try (UdpSocket client = asking(server)) {
      server.close();
      // Over loopback the error is there before the call returns: it is pending at the next send.
      for (int key = 0; key < 5; key++) {
        client.send(bytes(key), key);
      }
      receive(client, () -> heard.refusals.size() >= 5);
      assertThat(heard.refusals)
          .extracting(it -> (int) it.quoted().get(0))
          .containsExactly(0, 1, 2, 3, 4);
    }
  }

  @Test
  void aConnectedSocketHearsNobodyElse() throws IOException {
    try (UdpSocket server = server(IpFamily.V4);
        UdpSocket stranger = server(IpFamily.V4);
        UdpSocket client = asking(server)) {
      stranger.sendTo(client.local(), null, bytes(66));
      server.sendTo(client.local(), null, bytes(1));
      receive(client, () -> !heard.datagrams.isEmpty());
      assertThat(heard.datagrams)
          .singleElement()
          .satisfies(it -> assertThat(it.payload()).isEqualTo(bytes(1)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void payloadsMayBeEmptyOrLongAndAreNotConsumed(IpFamily family) throws IOException {
    try (UdpSocket server = server(family);
        UdpSocket client = asking(server)) {
      for (int length : new int[] {0, 1, 1472, UdpSocket.MAX_PAYLOAD}) {
        heard.datagrams.clear();
        ByteBuffer payload = ByteBuffer.allocate(length);
        client.send(payload, length);
        assertThat(payload.remaining()).isEqualTo(length);
        receive(server, () -> !heard.datagrams.isEmpty());
        assertThat(heard.datagrams.getFirst().payload().remaining()).isEqualTo(length);
      }
      ByteBuffer tooLong = ByteBuffer.allocate(UdpSocket.MAX_PAYLOAD + 1);
      assertThatIllegalArgumentException().isThrownBy(() -> client.send(tooLong, 1));
    }
  }

  @Test
  void whatIsNotToBeHadIsRefusedByName() {
    assertThatExceptionOfType(SystemCallException.class)
        .isThrownBy(() -> UdpSocket.connect(loopback(IpFamily.V4, 9), "gone0", 0))
        .satisfies(it -> assertThat(it.errnoName()).isEqualTo("ENODEV"));
    assertThatExceptionOfType(SystemCallException.class)
        .isThrownBy(() -> UdpSocket.bind(new InetSocketAddress("192.0.2.1", 0), "", 0))
        .satisfies(it -> assertThat(it.errnoName()).isEqualTo("EADDRNOTAVAIL"));
  }

  @Test
  void bothFamiliesMayBeBoundToOnePort() throws IOException {
    try (UdpSocket v6 = server(IpFamily.V6);
        UdpSocket v4 =
            UdpSocket.bind(new InetSocketAddress(IpFamily.V4.any(), v6.local().getPort()), "", 0)) {
      assertThat(v4.local().getPort()).isEqualTo(v6.local().getPort());
    }
  }

  @Test
  void aClosedSocketSaysSoAndMayBeClosedAgain() throws IOException {
    UdpSocket socket = server(IpFamily.V4);
    InetSocketAddress own = socket.local();
    socket.close();
    socket.close();
    assertThatIllegalStateException().isThrownBy(() -> socket.sendTo(own, null, bytes(1)));
  }
}
