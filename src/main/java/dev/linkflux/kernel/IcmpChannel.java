package dev.linkflux.kernel;

import io.netty.channel.IoEventLoop;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** An {@link IcmpSocket} that an event loop of Netty reads; the loop alone sends through it. */
public final class IcmpChannel implements AutoCloseable {
  private final IcmpSocket socket;
  private final LoopReader reader;

  private IcmpChannel(IcmpSocket socket, LoopReader reader) {
    this.socket = socket;
    this.reader = reader;
  }

  /**
   * Hands the socket over to the loop, which closes it in the end, also when this fails.
   *
   * @param visitor is told on the loop what arrives
   * @param failed is told on the loop if the socket breaks; it is closed then
   * @throws IllegalArgumentException if the loop is not an epoll loop
   */
  public static Future<IcmpChannel> open(
      IoEventLoop loop, IcmpSocket socket, IcmpVisitor visitor, Consumer<IOException> failed) {
    SocketSource source =
        new SocketSource(socket.fd(), () -> socket.receive(visitor), failed, socket::close);
    return Futures.map(
        loop, LoopReader.open(loop, source), reader -> new IcmpChannel(socket, reader));
  }

  public IcmpSocket.Kind kind() {
    return socket.kind();
  }

  /**
   * Sends an echo request; on the loop only. See {@link IcmpSocket#send}.
   *
   * @throws SystemCallException if the kernel did not take it
   */
  public void send(Destination destination, int sequence, ByteBuffer payload)
      throws SystemCallException {
    socket.send(destination, sequence, payload);
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
