package dev.linkflux.probe.udp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.engine.Instruments;
import dev.linkflux.kernel.EchoTimes;
import dev.linkflux.kernel.UdpArrival;
import dev.linkflux.kernel.UdpSocket;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.Observation.Bounced;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a line makes of reports that no kernel here would write. */
class LineTest {
  private static final UplinkId UPLINK = new UplinkId("u", 0);
  private static final long TOKEN = 4711;
  private static final InetAddress ROUTER = InetAddress.ofLiteral("192.0.2.9");

  private final Instruments instruments = new Instruments();
  private final List<Observation> seen = new ArrayList<>();
  private UdpSocket server;
  private UdpSocket socket;
  private Line line;

  @BeforeEach
  void open() throws IOException {
    server = UdpSocket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), "", 0);
    socket = UdpSocket.connect(server.local(), "", 0);
    line =
        new Line(
            UPLINK,
            new TargetId("t", 0),
            socket,
            new EchoWording(TOKEN, 16),
            instruments,
            it -> seen.add((Observation) it.at(Moment.ZERO)));
  }

  @AfterEach
  void close() {
    socket.close();
    server.close();
  }

  private static ByteBuffer quote(long token, long sequence) {
    return ByteBuffer.allocate(16).putLong(token).putLong(sequence).flip();
  }

  @Test
  void aReportIsOfTheProbeThatItQuotes() throws IOException {
    line.send(1);
    line.send(2);
    line.unreachable(quote(TOKEN, 1), 3, 13, ROUTER);
    assertThat(seen).singleElement().isEqualTo(bounced(1));
  }

  private static Bounced bounced(long sequence) {
    return new Bounced(
        Moment.ZERO, new ProbeId(UPLINK, new TargetId("t", 0), sequence), 3, 13, ROUTER);
  }

  @Test
  void oneThatQuotesNoMoreThanTheHeaderIsOfTheLatest() throws IOException {
    line.send(1);
    line.send(2);
    line.unreachable(ByteBuffer.allocate(0), 3, 13, ROUTER);
    assertThat(seen).singleElement().isEqualTo(bounced(2));
  }

  @Test
  void oneOfAnotherTokenOrOfNoProbeIsForeign() throws IOException {
    line.unreachable(ByteBuffer.allocate(0), 3, 13, ROUTER);
    line.send(1);
    line.unreachable(quote(TOKEN + 1, 1), 3, 13, ROUTER);
    line.unreachable(quote(TOKEN, 2), 3, 13, ROUTER);
    line.unreachable(quote(TOKEN, -1), 3, 13, ROUTER);
    line.unreachable(ByteBuffer.allocate(15), 3, 13, ROUTER);
    assertThat(seen).isEmpty();
    assertThat(instruments.foreigners(UPLINK)).isEqualTo(5);
  }

  @Test
  void aReplyToWhatWasSentTooLongAgoIsNone() throws IOException {
    for (long sequence = 1; sequence <= 1025; sequence++) {
      line.send(sequence);
    }
    UdpArrival now =
        new UdpArrival(server.local(), null, 64, new EchoTimes(0, 0, System.nanoTime(), 0));
    line.received(quote(TOKEN, 1), now);
    assertThat(seen).isEmpty();
    line.received(quote(TOKEN, 2), now);
    line.received(quote(TOKEN, 1025), now);
    assertThat(seen).extracting(it -> it.id().sequence()).containsExactly(2L, 1025L);
  }
}
