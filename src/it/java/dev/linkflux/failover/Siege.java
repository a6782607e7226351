package dev.linkflux.failover;

import dev.linkflux.lab.Namespace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An attack on an HTTP server of loopback, from many addresses of 127.0.0.0/8: connections that let
 * a head trickle and never end it, and among them heads that nobody can read and tokens that are
 * wrong, as fast as they are answered.
 */
public final class Siege implements AutoCloseable {
  private static final int SLOW = 500;
  private static final Duration BETWEEN = Duration.ofMillis(2);
  private static final int PATIENCE_MILLIS = 10_000;

  private static final List<String> RUBBISH =
      List.of(
          "\u0000\u0001\u0002\u00ff",
          "GET /" + "x".repeat(10_000) + " HTTP/1.1",
          "GET / HTTP/1.1|Host: localhost|X: " + "y".repeat(40_000),
          "GET /%zz HTTP/1.1|Host: localhost|Connection: close",
          "PUT /api/v1/uplinks/wan1/pin HTTP/1.1|Host: localhost|Transfer-Encoding: chunked",
          "GET /api/v1/status HTTP/1.1|Host: localhost|Authorization: Bearer no|Connection: close");

  private final int port;
  private final CountDownLatch slowOnes = new CountDownLatch(SLOW);
  private final AtomicLong requests = new AtomicLong();
  private volatile boolean over;

  private Siege(int port) {
    this.port = port;
  }

  /** Begins; returns when the slow connections stand. */
  public static Siege of(Namespace namespace, int port) {
    Siege siege = new Siege(port);
    var _ = namespace.start("siege, slow", siege::trickle);
    var _ = namespace.start("siege, rubbish", siege::shout);
    try {
      if (!siege.slowOnes.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("only " + (SLOW - siege.slowOnes.getCount()) + " connections");
      }
      return siege;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  /** How many heads were sent that nobody can read. */
  long requests() {
    return requests.get();
  }

  private void trickle() {
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; !over; i = (i + 1) % SLOW) {
      Pause.of(BETWEEN);
      try {
        if (slow.size() < SLOW) {
          slow.add(begun(slow.size()));
          slowOnes.countDown();
        } else {
          slow.get(i).getOutputStream().write('x');
        }
      } catch (IOException _) {
        if (i < slow.size()) {
          slow.set(i, renewed(i, slow.get(i)));
        }
      }
    }
    slow.forEach(Siege::close);
  }

  private Socket renewed(int i, Socket old) {
    close(old);
    try {
      return begun(i);
    } catch (IOException _) {
      return old; // the service has ended, or takes no more
    }
  }

  private Socket begun(int i) throws IOException {
    Socket socket = connected(i);
    socket
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String head(int i) {
    return RUBBISH.get(i % RUBBISH.size()).replace("|", "\r\n") + "\r\n\r\n";
  }

  private void shout() {
    for (int i = 0; !over; i++) {
      try (Socket socket = connected(i)) {
        socket.getOutputStream().write(head(i).getBytes(StandardCharsets.ISO_8859_1));
        requests.incrementAndGet();
        int _ = socket.getInputStream().read();
      } catch (IOException _) {
        // refused: that is what is to be done with it
      }
    }
  }

  private Socket connected(int i) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.bind(
          new InetSocketAddress(
              InetAddress.ofLiteral("127.1.%d.%d".formatted(i / 250 % 250, 1 + i % 250)), 0));
      socket.connect(
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), PATIENCE_MILLIS);
      return socket;
    } catch (IOException refused) {
      socket.close();
      throw refused;
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // it is closed then
    }
  }

  @Override
  public void close() {
    over = true;
  }
}
