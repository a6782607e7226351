package dev.linkflux.probe.icmp;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.BoundSocket;
import dev.linkflux.kernel.IcmpChannel;
import dev.linkflux.kernel.IcmpSocket;
import dev.linkflux.kernel.IpFamily;
import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.uplink.Uplink;
import io.netty.channel.IoEventLoop;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/**
 * How the sockets of one uplink are opened.
 *
 * @param payload bytes after the header of each request; more if the token needs them
 * @param heard is told on the loop what comes back
 * @param broke is told on the loop if a socket breaks; it is closed then
 * @param opened is told what kind of socket was to be had
 */
record Opening(
    IoEventLoop loop,
    Uplink uplink,
    int payload,
    Instruments instruments,
    Consumer<Unstamped> heard,
    Consumer<IOException> broke,
    Consumer<IcmpSocket.Kind> opened) {

  Opening {
    payload = Math.max(Flight.TOKEN_BYTES, payload);
  }

  /**
   * Opens a socket, from anywhere.
   *
   * @return an error if it cannot be had: no such device, no right
   */
  Mono<IcmpLine> line(IpFamily family) {
    return Mono.create(
        sink -> {
          try {
            EchoVisitor visitor = new EchoVisitor(uplink.id(), family, payload, instruments, heard);
            Future<IcmpChannel> channel = channel(family, visitor);
            channel.addListener(
                _ -> {
                  if (channel.isSuccess()) {
                    sink.success(opened(channel, visitor));
                  } else {
                    sink.error(channel.cause());
                  }
                });
          } catch (SystemCallException e) {
            sink.error(e);
          }
        });
  }

  /**
   * Opens a socket at once; on the loop only.
   *
   * @throws SystemCallException if it cannot be had
   */
  IcmpLine lineNow(IpFamily family) throws SystemCallException {
    EchoVisitor visitor = new EchoVisitor(uplink.id(), family, payload, instruments, heard);
    Future<IcmpChannel> channel = channel(family, visitor);
    if (!channel.isSuccess()) {
      throw new IllegalStateException("turns come on the loop of the probes", channel.cause());
    }
    return opened(channel, visitor);
  }

  private IcmpLine opened(Future<IcmpChannel> channel, EchoVisitor visitor) {
    IcmpLine line = new IcmpLine(channel.getNow(), visitor);
    opened.accept(line.kind());
    return line;
  }

  private Future<IcmpChannel> channel(IpFamily family, EchoVisitor visitor)
      throws SystemCallException {
    return IcmpChannel.open(loop, socket(family), visitor, broke);
  }

  private IcmpSocket socket(IpFamily family) throws SystemCallException {
    IcmpSocket socket = IcmpSocket.open(family, uplink.device().isEmpty() ? null : uplink.device());
    try {
      BoundSocket.leave(socket.fd(), "", uplink.mark()); // it is bound to the device already
      return socket;
    } catch (SystemCallException e) {
      socket.close();
      throw e;
    }
  }
}
