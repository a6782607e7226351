package dev.linkflux.server;

import dev.linkflux.lab.Lab;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A server at some addresses of the world that answers every request over TLS in one way. */
final class Site implements AutoCloseable {
  private static final Duration DRIP = Duration.ofMillis(100);
  private static final int BACKLOG = 50;

  private final Manner manner;
  private final List<ServerSocket> listening = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<InetAddress> clients = new CopyOnWriteArrayList<>();

  private volatile @Nullable Identity identity;

  private Site(Manner manner, @Nullable Identity identity) {
    this.manner = manner;
    this.identity = identity;
  }

  /** How it answers. */
  interface Manner {
    void answer(Request request, OutputStream out) throws IOException;
  }

  /**
   * What is asked.
   *
   * @param line such as {@code GET / HTTP/1.1}
   * @param headers by their names in small letters
   */
  record Request(String line, Map<String, String> headers, String body) {}

  /** A whole answer with a status and a text. */
  static Manner saying(int status, String text) {
    return (_, out) -> out.write(answer(status, text));
  }

  /** A whole answer of JSON. */
  static byte[] answer(int status, String text) {
    String answer =
        "HTTP/1.1 %d Said\r\ncontent-type: application/json\r\ncontent-length: %d\r\n"
                .formatted(status, text.length())
            + "connection: close\r\n\r\n"
            + text;
    return answer.getBytes(StandardCharsets.US_ASCII);
  }

  /** A body that never ends. */
  static Manner endless() {
    return (_, out) -> {
      out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      while (true) {
        out.write('.');
        out.flush();
        LockSupport.parkNanos(DRIP.toNanos());
      }
    };
  }

  /**
   * Begins to serve; ends with the lab.
   *
   * @param identity null for one that knows nothing of TLS
   */
  static Site start(
      Lab lab, int port, @Nullable Identity identity, Manner manner, InetAddress... addresses) {
    Site site = lab.owned(new Site(manner, identity));
    for (InetAddress address : addresses) {
      ServerSocket socket = lab.world().call(() -> new ServerSocket(port, BACKLOG, address));
      site.listening.add(socket);
      var _ =
          Thread.ofPlatform()
              .daemon()
              .name("site " + address + " " + port)
              .start(() -> site.accept(socket));
    }
    return site;
  }

  /** From now on it has this key. */
  void become(Identity other) {
    identity = other;
  }

  /** Who has asked, oldest first. */
  List<InetAddress> clients() {
    return List.copyOf(clients);
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        open.add(client);
        var _ = Thread.ofPlatform().daemon().name("client of a site").start(() -> serve(client));
      } catch (IOException _) {
        // It is closed.
      }
    }
  }

  private void serve(Socket connection) {
    try (Socket client = secured(connection)) {
      Request request = read(client.getInputStream());
      if (request.line().isEmpty()) {
        return; // nothing was asked: it was only tried whether the port is open
      }
      clients.add(((InetSocketAddress) client.getRemoteSocketAddress()).getAddress());
      manner.answer(request, client.getOutputStream());
      client.getOutputStream().flush();
    } catch (IOException _) {
      // The client has gone.
    } finally {
      open.remove(connection);
    }
  }

  private Socket secured(Socket connection) throws IOException {
    Identity now = identity;
    return now == null
        ? connection
        : now.context().getSocketFactory().createSocket(connection, null, true);
  }

  private static Request read(InputStream in) throws IOException {
    String line = line(in);
    Map<String, String> headers = new HashMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String[] words = header.split(": ", 2);
      headers.put(words[0].toLowerCase(Locale.ROOT), words.length > 1 ? words[1] : "");
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Request(line, headers, body);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || next > 0x7f) {
        break; // the client has gone, or speaks TLS to one that does not
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      for (ServerSocket socket : listening) {
        socket.close();
      }
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
