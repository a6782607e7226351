package dev.linkflux.stream;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;

/**
 * A client of the event stream that loses its connection again and again and comes back behind the
 * last event that it has seen, until the last order of the test. Half of them take gzip, and some
 * read nothing for a while.
 */
public final class ResumingClient implements Runnable {
  private static final int SILENCE_MILLIS = 60_000;
  private static final long AWAY = Duration.ofMillis(150).toNanos();
  private static final long IDLE = Duration.ofMillis(400).toNanos();

  private final int number;
  private final int port;
  private final String path;
  private final boolean loyal;
  private final BiConsumer<String, String> told;
  private final SplittableRandom random;
  private final Account account = new Account();
  private volatile boolean over;

  /**
   * @param number 0 to 199; decides what it is like
   */
  ResumingClient(int number, int port) {
    this(number, port, "/api/v1/events", false, (_, _) -> {});
  }

  private ResumingClient(
      int number, int port, String path, boolean loyal, BiConsumer<String, String> told) {
    this.number = number;
    this.port = port;
    this.path = path;
    this.loyal = loyal;
    this.told = told;
    random = new SplittableRandom(number);
  }

  /**
   * One that behaves well: it reads all it is told, stays as long as there is a service, and comes
   * back behind the last event when there is one again, until it is ended.
   *
   * @param types of events, as the stream takes them
   * @param told takes kind and data of each event, on the thread of the client
   */
  public static ResumingClient loyal(int port, String types, BiConsumer<String, String> told) {
    return new ResumingClient(0, port, "/api/v1/events?types=" + types, true, told);
  }

  public Account account() {
    return account;
  }

  /** It does not come back any more. */
  public void end() {
    over = true;
  }

  @Override
  public void run() {
    while (!isDone()) {
      try (Socket socket = new Socket()) {
        // An address of its own: on one address a socket may connect to itself.
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.1." + (number + 1)), 0));
        socket.setSoTimeout(SILENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        read(body(socket), loyal ? Integer.MAX_VALUE : random.nextInt(20, 800));
      } catch (IOException _) {
        // It is cut, or there is no service now: it comes back.
      }
      LockSupport.parkNanos(random.nextLong(1, AWAY));
    }
  }

  private boolean isDone() {
    return over || (!loyal && account.marker() >= 0);
  }

  private InputStream body(Socket socket) throws IOException {
    boolean packed = number % 2 == 1;
    String request =
        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nLast-Event-ID: %d\r\n%s\r\n"
            .formatted(path, port, account.last(), packed ? "Accept-Encoding: gzip\r\n" : "");
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    InputStream in = new BufferedInputStream(socket.getInputStream());
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int one = in.read();
      if (one < 0) {
        throw new EOFException("no head");
      }
      head.append((char) one);
    }
    if (!head.toString().startsWith("HTTP/1.1 200 ")) {
      throw new IOException(head.toString());
    }
    InputStream body = new Unchunked(in);
    return packed ? new GZIPInputStream(body, 4096) : body;
  }

  /**
   * Reads until it is cut off, or cuts it off itself.
   *
   * @param most events that it reads
   */
  private void read(InputStream body, int most) throws IOException {
    int idle = !loyal && number % 5 == 0 ? random.nextInt(most) : -1;
    StringBuilder text = new StringBuilder();
    byte[] bytes = new byte[8192];
    for (int events = 0; events < most && !isDone(); ) {
      int got = body.read(bytes);
      if (got < 0) {
        return;
      }
      text.append(new String(bytes, 0, got, StandardCharsets.ISO_8859_1));
      int end = text.indexOf("\n\n");
      for (; end >= 0 && events < most && !isDone(); end = text.indexOf("\n\n")) {
        take(text.substring(0, end));
        text.delete(0, end + 2);
        if (++events == idle) {
          LockSupport.parkNanos(IDLE);
        }
      }
    }
  }

  /** All up to an empty line. */
  private void take(String block) throws IOException {
    String kind = "";
    String data = "";
    long id = -1;
    for (String line : block.split("\n", -1)) {
      if (line.startsWith("event: ")) {
        kind = line.substring(7);
      } else if (line.startsWith("data: ")) {
        data = line.substring(6);
      } else if (line.startsWith("id: ")) {
        id = Long.parseLong(line.substring(4));
      }
    }
    if (kind.equals("gap")) {
      account.gap(data);
    } else if (id >= 0) {
      account.event(id, kind, data);
      told.accept(kind, data);
    }
  }
}
