package dev.linkflux.probe.icmp;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.Destination;
import dev.linkflux.kernel.Errno;
import dev.linkflux.kernel.IcmpChannel;
import dev.linkflux.kernel.IcmpSocket;
import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.UplinkId;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Echo requests and replies of one family through one uplink: a socket and what it has asked. */
final class IcmpLine implements AutoCloseable {
  private final IcmpChannel channel;
  private final UplinkId uplink;
  private final Flight flight;
  private final ByteBuffer payload;
  private final Instruments instruments;
  private final int bytes;

  /** One whose channel tells that visitor what arrives. */
  IcmpLine(IcmpChannel channel, EchoVisitor visitor) {
    this.channel = channel;
    this.uplink = visitor.uplink();
    this.flight = visitor.flight();
    this.payload = ByteBuffer.allocate(visitor.payload());
    this.instruments = visitor.instruments();
    this.bytes = EchoVisitor.bytes(visitor.family(), visitor.payload());
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

  /**
   * Not a lambda: under the compiler that the service runs with, those that capture something are
   * slow to make.
   */
  private record Sent(ProbeId id) implements Unstamped {
    @Override
    public Event at(Moment moment) {
      return new Observation.Sent(moment, id);
    }
  }
}
