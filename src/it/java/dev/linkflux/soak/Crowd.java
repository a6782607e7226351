package dev.linkflux.soak;

import dev.linkflux.lab.Namespace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Clients of the event stream that ask for everything and never read. */
final class Crowd implements AutoCloseable {
  private static final int SMALL = 4096;

  private final List<SocketChannel> clients = new ArrayList<>();

  /** So many come; whoever is refused stays away. */
  Crowd(Namespace namespace, int port, int size) {
    byte[] request =
        "GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    boolean _ =
        namespace.call(
            () -> {
              for (int i = 0; i < size; i++) {
                try {
                  clients.add(come(port, i, request));
                } catch (IOException _) {
                  return false;
                }
              }
              return true;
            });
  }

  private static SocketChannel come(int port, int number, byte[] request) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL);
      channel.bind(
          new InetSocketAddress(InetAddress.ofLiteral("127.2.0." + (1 + number % 250)), 0));
      channel.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      int _ = channel.write(ByteBuffer.wrap(request));
      return channel;
    } catch (IOException refused) {
      channel.close();
      throw refused;
    }
  }

  @Override
  public void close() {
    for (SocketChannel client : clients) {
      try {
        client.close();
      } catch (IOException _) {
        // it is closed then
      }
    }
  }
}
