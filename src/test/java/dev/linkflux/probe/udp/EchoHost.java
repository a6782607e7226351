package dev.linkflux.probe.udp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A UDP echo on loopback, on a thread of its own, that answers what it is told to. */
final class EchoHost implements AutoCloseable {
  /** What to send back for a datagram; none for silence. */
  interface Answer extends Function<byte[], List<byte[]>> {}

  static final Answer ECHO = List::of;
  static final Answer SILENCE = _ -> List.of();

  private final DatagramChannel channel;
  private final List<byte[]> heard = new CopyOnWriteArrayList<>();
  private final List<InetSocketAddress> askers = new CopyOnWriteArrayList<>();
  private final Answer answer;

  EchoHost(Answer answer) throws IOException {
    this(answer, "127.0.0.1", 0);
  }

  EchoHost(Answer answer, String address, int port) throws IOException {
    this.answer = answer;
    channel =
        DatagramChannel.open().bind(new InetSocketAddress(InetAddress.ofLiteral(address), port));
    var _ = Thread.ofPlatform().daemon().name("echo").start(this::serve);
  }

  private void serve() {
    ByteBuffer buffer = ByteBuffer.allocate(2048);
    try {
      while (true) {
        buffer.clear();
        SocketAddress asker = channel.receive(buffer);
        askers.add((InetSocketAddress) asker);
        buffer.flip();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        heard.add(bytes);
        for (byte[] reply : answer.apply(bytes.clone())) {
          channel.send(ByteBuffer.wrap(reply), asker);
        }
      }
    } catch (ClosedChannelException _) {
      // The test is over.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All datagrams so far. */
  List<byte[]> heard() {
    return heard;
  }

  /** Who sent them. */
  List<InetSocketAddress> askers() {
    return askers;
  }

  InetSocketAddress address() {
    try {
      return (InetSocketAddress) channel.getLocalAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close(); // ends the thread
  }
}
