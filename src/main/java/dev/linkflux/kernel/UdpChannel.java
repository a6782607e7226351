package dev.linkflux.kernel;

import io.netty.channel.IoEventLoop;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.function.Consumer;

/** A {@link UdpSocket} that an event loop of Netty reads; the loop alone sends through it. */
public final class UdpChannel implements AutoCloseable {
  private final UdpSocket socket;
  private final LoopReader reader;

  private UdpChannel(UdpSocket socket, LoopReader reader) {
    this.socket = socket;
    this.reader = reader;
  }

  /**
   * Hands the socket over to the loop, which closes it in the end, also when this fails.
   *
   * @param visitor is told on the loop what arrives
   * @param failed is told on the loop if the socket breaks; it is closed then
   * @return done at once if this is called on the loop
   * @throws IllegalArgumentException if the loop is not an epoll loop
   */
  public static Future<UdpChannel> open(
      IoEventLoop loop, UdpSocket socket, UdpVisitor visitor, Consumer<IOException> failed) {
    SocketSource source =
        new SocketSource(socket.fd(), () -> socket.receive(visitor), failed, socket::close);
    return Futures.map(
        loop, LoopReader.open(loop, source), reader -> new UdpChannel(socket, reader));
  }

  /** The socket, to send through; on the loop only. */
  public UdpSocket socket() {
    return socket;
  }

  /** Closes the socket soon, on the loop. May be called from anywhere, and more than once. */
  @Override
  public void close() {
    reader.close();
  }

  /** Done when the socket is closed. */
  public Future<Void> closed() {
    return reader.closed();
  }
}
