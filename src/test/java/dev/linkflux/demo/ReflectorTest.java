package dev.linkflux.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.resources.LoopResources;

/** A reflector over a real loopback socket. */
class ReflectorTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Weather AT_ONCE = Weather.fair(0, 0);

  private final LoopResources loops = LoopResources.create("reflector-test", 1, true);
  private final Scheduler timer = Schedulers.newSingle("delays", true);
  private final AtomicReference<Weather> weather = new AtomicReference<>(AT_ONCE);

  @SuppressWarnings("NullAway.Init")
  private DatagramSocket socket;

  @BeforeEach
  void open() throws IOException {
    Connection reflector =
        new Reflector(weather::get, loops, timer, 7).open().blockOptional(LIMIT).orElseThrow();
    socket = new DatagramSocket();
    socket.connect((InetSocketAddress) reflector.channel().localAddress());
    socket.setSoTimeout((int) LIMIT.toMillis());
  }

  @AfterEach
  void close() {
    socket.close();
    timer.dispose();
    loops.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block(LIMIT);
  }

  private void send(int number) throws IOException {
    socket.send(new DatagramPacket(ByteBuffer.allocate(4).putInt(number).array(), 4));
  }

  private int receive() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[64], 64);
    socket.receive(packet);
    assertThat(packet.getLength()).isEqualTo(4);
    return ByteBuffer.wrap(packet.getData()).getInt();
  }

  /** Which of so many numbers come back before nothing came for a second. */
  private List<Integer> echoed(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      send(i);
    }
    List<Integer> back = new ArrayList<>();
    socket.setSoTimeout(1000);
    try {
      while (back.size() < count) {
        back.add(receive());
      }
    } catch (SocketTimeoutException _) {
      return back;
    }
    return back;
  }

  @Test
  void whatIsSentComesBack() throws IOException {
    assertThat(echoed(50)).hasSize(50).doesNotHaveDuplicates();
  }

  @Test
  void itComesBackNotBeforeTheRoundTripTime() throws IOException {
    weather.set(Weather.fair(80, 20));
    for (int i = 0; i < 3; i++) {
      long before = System.nanoTime();
      send(i);
      assertThat(receive()).isEqualTo(i);
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isBetween(Duration.ofMillis(80), LIMIT);
    }
  }

  @Test
  void aShareIsLostByTheSeed() throws IOException {
    weather.set(AT_ONCE.withLoss(0.5));
    SplittableRandom random = new SplittableRandom(7);
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      if (weather.get().fate(random) != Weather.LOST) {
        expected.add(i);
      }
    }
    assertThat(expected).hasSizeBetween(10, 30);
    assertThat(echoed(40)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void frozenItIsSilentAndAfterwardsNothingOldComes() throws IOException {
    weather.set(AT_ONCE.freeze());
    assertThat(echoed(10)).isEmpty();
    weather.set(AT_ONCE);
    send(99);
    assertThat(receive()).isEqualTo(99);
  }
}
