package dev.linkflux.probe.udp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A piece of network on loopback that loses every third datagram, in one direction only. */
final class Forwarder implements AutoCloseable {
  /** Where datagrams are lost. */
  enum Loss {
    THERE,
    BACK
  }

  private final DatagramChannel front;
  private final DatagramChannel back;
  private final Loss loss;
  private final AtomicReference<@Nullable InetSocketAddress> asker = new AtomicReference<>();

  Forwarder(InetSocketAddress far, Loss loss) throws IOException {
    InetAddress loopback = far.getAddress();
    this.loss = loss;
    this.front = DatagramChannel.open().bind(new InetSocketAddress(loopback, 0));
    this.back = DatagramChannel.open().bind(new InetSocketAddress(loopback, 0)).connect(far);
    var _ = Thread.ofPlatform().daemon().name("there").start(() -> run(this::there));
    var _ = Thread.ofPlatform().daemon().name("back").start(() -> run(this::back));
  }

  private interface Way {
    void run() throws IOException;
  }

  private static void run(Way way) {
    try {
      way.run();
    } catch (ClosedChannelException | PortUnreachableException _) {
      // The test is over.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void there() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(2048);
    for (int number = 1; ; number++) {
      asker.set((InetSocketAddress) front.receive(buffer.clear()));
      if (loss != Loss.THERE || number % 3 != 0) {
        back.write(buffer.flip());
      }
    }
  }

  private void back() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(2048);
    for (int number = 1; ; number++) {
      back.read(buffer.clear());
      if (loss != Loss.BACK || number % 3 != 0) {
        front.send(buffer.flip(), asker.get());
      }
    }
  }

  InetSocketAddress address() throws IOException {
    return (InetSocketAddress) front.getLocalAddress();
  }

  @Override
  public void close() throws IOException {
    front.close(); // ends the threads
    back.close();
  }
}
