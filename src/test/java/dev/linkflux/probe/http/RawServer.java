package dev.linkflux.probe.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that answers each request as it is told, however malformed. */
public final class RawServer implements AutoCloseable {
  /** Content type of TLS records (RFC 8446 section 5.1). */
  private static final byte CLIENT_HELLO = 22;

  private final ServerSocket listening;
  private final Script script;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** What is done when the head of a request has come. Afterwards the connection is closed. */
  public interface Script {
    void answer(Socket client) throws IOException;
  }

  public RawServer(String address, Script script) {
    this(address, 0, script);
  }

  public RawServer(String address, int port, Script script) {
    try {
      this.listening = new ServerSocket(port, 50, InetAddress.ofLiteral(address));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.script = script;
    var _ = Thread.ofVirtual().start(this::accept);
  }

  /** One on 127.0.0.1. */
  public RawServer(Script script) {
    this("127.0.0.1", script);
  }

  /** Sends these pieces, each as a segment of its own, and closes. */
  public static RawServer sending(String... pieces) {
    return new RawServer(
        client -> {
          client.setTcpNoDelay(true);
          for (String piece : pieces) {
            send(client, piece);
          }
        });
  }

  /** Takes requests and never answers. */
  public static RawServer silent() {
    return new RawServer(
        client -> client.getInputStream().transferTo(OutputStream.nullOutputStream()));
  }

  /** Sends a text, a byte for each character. */
  public static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** Heads of the requests so far. */
  public List<String> requests() {
    return requests;
  }

  /** Connections whose client has not gone away. */
  public int connections() {
    return open.size();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        open.add(client);
        var _ = Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void serve(Socket client) {
    try (client) {
      requests.add(head(client.getInputStream()));
      script.answer(client);
      client.shutdownOutput();
      client.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (SocketException _) {
      // the prober hangs up by a reset
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      open.remove(client);
    }
  }

  private static String head(InputStream input) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    for (int one = input.read(); one >= 0; one = input.read()) {
      head.write(one);
      if (isEnough(head.toByteArray())) {
        break;
      }
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket client : open) {
        client.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The blank line; or for who speaks TLS, whatever came first. */
  private static boolean isEnough(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    return text.endsWith("\r\n\r\n") || head[0] == CLIENT_HELLO;
  }
}
