package dev.linkflux.probe.icmp;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.BoundSocket;
import dev.linkflux.kernel.Destination;
import dev.linkflux.kernel.EchoTimes;
import dev.linkflux.kernel.Errno;
import dev.linkflux.kernel.IcmpChannel;
import dev.linkflux.kernel.IcmpSocket;
import dev.linkflux.kernel.IcmpVisitor;
import dev.linkflux.kernel.IpFamily;
import dev.linkflux.kernel.Rtt;
import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import io.netty.channel.IoEventLoop;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Echo requests and replies of one family through one uplink: a socket and what it has asked. */
final class IcmpLine implements AutoCloseable {
  /** Of ICMP, in both families (RFC 792, RFC 4443 section 4.1). */
  private static final int HEADER_BYTES = 8;

  private final IcmpChannel channel;
  private final UplinkId uplink;
  private final Flight flight;
  private final ByteBuffer payload;
  private final Instruments instruments;
  private final int bytes;

  private IcmpLine(IcmpChannel channel, Visitor visitor, int payload) {
    this.channel = channel;
    this.uplink = visitor.uplink;
    this.flight = visitor.flight;
    this.payload = ByteBuffer.allocate(payload);
    this.instruments = visitor.instruments;
    this.bytes = bytes(visitor.family, payload);
  }

  /**
   * Opens the socket.
   *
   * @param payload bytes after the header of each request; more if the token needs them
   * @param heard is told on the loop what comes back
   * @param broke is told on the loop if the socket breaks; it is closed then
   * @return an error if it cannot be had: no such device, no right
   */
  static Mono<IcmpLine> open(
      IoEventLoop loop,
      Uplink uplink,
      IpFamily family,
      int payload,
      Instruments instruments,
      Consumer<Unstamped> heard,
      Consumer<IOException> broke) {
    int length = Math.max(Flight.TOKEN_BYTES, payload);
    return Mono.create(
        sink -> {
          try {
            Visitor visitor = new Visitor(uplink.id(), family, length, instruments, heard);
            Future<IcmpChannel> channel =
                IcmpChannel.open(loop, socket(uplink, family), visitor, broke);
            channel.addListener(
                _ -> {
                  if (channel.isSuccess()) {
                    sink.success(new IcmpLine(channel.getNow(), visitor, length));
                  } else {
                    sink.error(channel.cause());
                  }
                });
          } catch (SystemCallException e) {
            sink.error(e);
          }
        });
  }

  private static IcmpSocket socket(Uplink uplink, IpFamily family) throws SystemCallException {
    IcmpSocket socket = IcmpSocket.open(family, uplink.device().isEmpty() ? null : uplink.device());
    try {
      BoundSocket.leave(socket.fd(), "", uplink.mark()); // it is bound to the device already
      return socket;
    } catch (SystemCallException e) {
      socket.close();
      throw e;
    }
  }

  IcmpSocket.Kind kind() {
    return channel.kind();
  }

  /**
   * Sends a request.
   *
   * @throws UncheckedIOException if the device is gone
   */
  Unstamped ask(ProbeId id, Destination destination) {
    Flight.Request request = flight.add(id, destination.address());
    flight.writeToken(request, payload);
    try {
      channel.send(destination, request.wire(), payload);
      instruments.spent(uplink, bytes);
      return new Sent(id);
    } catch (SystemCallException e) {
      if (Errno.ENODEV.is(e.errno()) || Errno.ENXIO.is(e.errno())) {
        throw new UncheckedIOException(e);
      }
      return at -> new Observation.Withheld(at, id, e.errnoName());
    }
  }

  @Override
  public void close() {
    channel.close();
  }

  /** Length of an echo, its IP header included. */
  private static int bytes(IpFamily family, int payload) {
    int ip =
        switch (family) {
          case V4 -> 20;
          case V6 -> 40;
        };
    return ip + HEADER_BYTES + payload;
  }

  // Not lambdas: under the compiler that the service runs with, those that capture something are
  // slow to make.

  private record Sent(ProbeId id) implements Unstamped {
    @Override
    public Event at(Moment moment) {
      return new Observation.Sent(moment, id);
    }
  }

  private record Returned(ProbeId id, long rtt) implements Unstamped {
    @Override
    public Event at(Moment moment) {
      return new Observation.Returned(moment, id, rtt);
    }
  }

  /** Tells replies from what only looks like them. */
  private static final class Visitor implements IcmpVisitor {
    private final UplinkId uplink;
    private final IpFamily family;
    private final int payload;
    private final Instruments instruments;
    private final Consumer<Unstamped> heard;
    private final Flight flight = new Flight();

    Visitor(
        UplinkId uplink,
        IpFamily family,
        int payload,
        Instruments instruments,
        Consumer<Unstamped> heard) {
      this.uplink = uplink;
      this.family = family;
      this.payload = payload;
      this.instruments = instruments;
      this.heard = heard;
    }

    @Override
    public void replied(int wire, InetAddress from, ByteBuffer data, EchoTimes times) {
      Flight.@Nullable Request request = flight.answered(wire, from, data);
      if (request != null) {
        instruments.spent(uplink, bytes(family, data.remaining()));
        Rtt rtt = times.rtt(request.sent());
        instruments.timed(rtt.stamping());
        instruments.receivedLate(times.waited(request.sent()));
        heard.accept(new Returned(request.id(), rtt.nanos()));
      } else {
        instruments.foreign(uplink);
      }
    }

    @Override
    public void unreachable(
        int wire, InetAddress destination, int type, int code, InetAddress reporter) {
      Flight.@Nullable Request request = flight.undelivered(wire, destination);
      if (request != null) {
        // It quotes the request (RFC 1812 section 4.3.2.3, RFC 4443 section 3).
        instruments.spent(uplink, bytes(family, bytes(family, payload)));
        heard.accept(at -> new Observation.Bounced(at, request.id(), type, code, reporter));
      }
    }
  }
}
