package dev.linkflux.probe.icmp;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Unstamped;
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
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import io.netty.channel.IoEventLoop;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/** The sockets of one uplink, open: what is asked, and what comes back. On the event loop only. */
final class IcmpSession {
  /**
   * Replies that may wait for the gate. Beyond that they are dropped, which is a loss that a later
   * reply cannot mend.
   */
  private static final int WAITING = 4096;

  private final Uplink uplink;
  private final Map<TargetId, InetAddress> addresses;
  private final ByteBuffer payload;
  private final Instruments instruments;
  private final Map<IpFamily, IcmpChannel> channels = new EnumMap<>(IpFamily.class);
  private final Map<IpFamily, Flight> flights = new EnumMap<>(IpFamily.class);
  private final Sinks.Many<Unstamped> received =
      Sinks.many().unicast().onBackpressureBuffer(Queues.<Unstamped>get(WAITING).get());

  private IcmpSession(Uplink uplink, List<Target> targets, int payload, Instruments instruments) {
    this.uplink = uplink;
    this.addresses = targets.stream().collect(Collectors.toMap(Target::id, IcmpSession::addressOf));
    this.payload = ByteBuffer.allocate(Math.max(Flight.TOKEN_BYTES, payload));
    this.instruments = instruments;
  }

  private static InetAddress addressOf(Target target) {
    if (target.question() instanceof Question.Icmp(InetAddress address)) {
      return address;
    }
    throw new IllegalArgumentException(target + " is not asked by ICMP");
  }

  /**
   * Opens a socket for each family that the targets need.
   *
   * @return an error if a socket cannot be had: no such device, no right
   */
  static Mono<IcmpSession> open(
      IoEventLoop loop,
      Uplink uplink,
      List<Target> targets,
      int payload,
      Instruments instruments,
      Consumer<IcmpSocket.Kind> opened) {
    return Mono.defer(
        () -> {
          IcmpSession session = new IcmpSession(uplink, targets, payload, instruments);
          return Flux.fromStream(session.addresses.values().stream().map(IpFamily::of).distinct())
              .concatMap(family -> session.open(loop, family, opened))
              .then(Mono.just(session))
              .onErrorResume(failure -> session.close().then(Mono.error(failure)));
        });
  }

  private Mono<IcmpChannel> open(
      IoEventLoop loop, IpFamily family, Consumer<IcmpSocket.Kind> opened) {
    return Mono.create(
        sink -> {
          try {
            IcmpSocket socket =
                IcmpSocket.open(family, uplink.device().isEmpty() ? null : uplink.device());
            Flight flight = new Flight();
            flights.put(family, flight);
            Future<IcmpChannel> channel =
                IcmpChannel.open(loop, socket, new Visitor(flight), this::broke);
            channel.addListener(
                _ -> {
                  if (channel.isSuccess()) {
                    channels.put(family, channel.getNow());
                    opened.accept(socket.kind());
                    sink.success(channel.getNow());
                  } else {
                    sink.error(channel.cause());
                  }
                });
          } catch (SystemCallException e) {
            sink.error(e);
          }
        });
  }

  /** What comes back, from all sockets; an error if one breaks. */
  Flux<Unstamped> received() {
    return received.asFlux();
  }

  /** Asks a target. A device that is gone ends the session: its socket would stay deaf for ever. */
  Unstamped ask(ProbeId id) {
    InetAddress destination = Objects.requireNonNull(addresses.get(id.target()), id.toString());
    IpFamily family = IpFamily.of(destination);
    IcmpChannel channel = channels.get(family);
    Flight flight = flights.get(family);
    if (channel == null || flight == null) {
      throw new IllegalStateException(
          "no socket of " + family + " is open through " + uplink.device());
    }
    Flight.Request request = flight.add(id, destination);
    flight.writeToken(request, payload);
    try {
      channel.send(destination, request.wire(), payload);
      return at -> new Observation.Sent(at, id);
    } catch (SystemCallException e) {
      if (Errno.ENODEV.is(e.errno()) || Errno.ENXIO.is(e.errno())) {
        throw new UncheckedIOException(e);
      }
      return at -> new Observation.Withheld(at, id, e.errnoName());
    }
  }

  Mono<Void> close() {
    return Mono.fromRunnable(() -> channels.values().forEach(IcmpChannel::close));
  }

  private void broke(IOException failure) {
    Sinks.EmitResult _ = received.tryEmitError(failure);
  }

  private void emit(Unstamped observation) {
    Sinks.EmitResult _ = received.tryEmitNext(observation);
  }

  private final class Visitor implements IcmpVisitor {
    private final Flight flight;

    Visitor(Flight flight) {
      this.flight = flight;
    }

    @Override
    public void replied(
        int wire, InetAddress from, int hopLimit, ByteBuffer data, EchoTimes times) {
      Flight.@Nullable Request request = flight.answered(wire, from, data);
      if (request != null) {
        Rtt rtt = times.rtt(request.sent());
        instruments.timed(rtt.stamping());
        if (times.received() != 0) {
          // Never more than this program saw: the wall clock may have been set.
          long waited = times.handledWall() - times.received();
          instruments.receivedLate(Math.min(waited, times.handled() - request.sent()));
        }
        emit(at -> new Observation.Returned(at, request.id(), rtt.nanos()));
      } else {
        instruments.foreign(uplink.id());
      }
    }

    @Override
    public void unreachable(
        int wire, InetAddress destination, int type, int code, InetAddress reporter) {
      Flight.@Nullable Request request = flight.undelivered(wire, destination);
      if (request != null) {
        emit(at -> new Observation.Bounced(at, request.id(), type, code, reporter));
      }
    }
  }
}
