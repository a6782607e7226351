package dev.linkflux.probe.udp;

import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.kernel.UdpArrival;
import dev.linkflux.kernel.UdpChannel;
import dev.linkflux.kernel.UdpSocket;
import dev.linkflux.kernel.UdpVisitor;
import dev.linkflux.probe.udp.ReflectorTally.Refusal;
import io.netty.channel.IoEventLoop;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** One address where a reflector is asked: an open socket, read by an event loop. */
public final class ReflectorPort implements AutoCloseable {
  private final InetSocketAddress local;
  private final UdpChannel channel;

  private ReflectorPort(InetSocketAddress local, UdpChannel channel) {
    this.local = local;
    this.channel = channel;
  }

  /**
   * Opens the socket.
   *
   * @param loop an epoll event loop; the same for all ports of a reflector
   * @param local may be the address "any" of a family, and port 0 for a free one
   * @param broke is told on the loop if the socket breaks; it is closed then
   * @return an error of a {@link SystemCallException} if the address is not to be had
   */
  public static Mono<ReflectorPort> open(
      IoEventLoop loop, InetSocketAddress local, Reflector reflector, Consumer<IOException> broke) {
    return Mono.create(
        sink -> {
          try {
            UdpSocket socket = UdpSocket.bind(local, "", 0);
            Answering answering = new Answering(reflector, socket);
            Future<UdpChannel> channel = UdpChannel.open(loop, socket, answering, broke);
            channel.addListener(
                _ -> {
                  if (channel.isSuccess()) {
                    sink.success(new ReflectorPort(answering.bound, channel.getNow()));
                  } else {
                    sink.error(channel.cause());
                  }
                });
          } catch (SystemCallException e) {
            sink.error(e);
          }
        });
  }

  /** Where it is asked, with the port that it got. */
  public InetSocketAddress local() {
    return local;
  }

  /** Closes the socket soon. May be called from anywhere, and more than once. */
  @Override
  public void close() {
    channel.close();
  }

  private static final class Answering implements UdpVisitor {
    private final Reflector reflector;
    private final UdpSocket socket;
    private final InetSocketAddress bound;

    Answering(Reflector reflector, UdpSocket socket) throws SystemCallException {
      this.reflector = reflector;
      this.socket = socket;
      try {
        this.bound = socket.local();
      } catch (SystemCallException e) {
        socket.close();
        throw e;
      }
    }

    @Override
    public void received(ByteBuffer payload, UdpArrival arrival) {
      ByteBuffer answer = reflector.answer(payload, arrival, bound.getPort());
      if (answer == null) {
        return;
      }
      try {
        socket.sendTo(arrival.from(), arrival.to(), answer);
        reflector.tally().answer();
      } catch (SystemCallException _) {
        reflector.tally().refuse(Refusal.NOT_SENT);
      }
    }
  }
}
