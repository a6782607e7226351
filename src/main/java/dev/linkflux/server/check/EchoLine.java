package dev.linkflux.server.check;

import dev.linkflux.kernel.BoundSocket;
import dev.linkflux.kernel.Destination;
import dev.linkflux.kernel.EchoTimes;
import dev.linkflux.kernel.Errno;
import dev.linkflux.kernel.IcmpChannel;
import dev.linkflux.kernel.IcmpSocket;
import dev.linkflux.kernel.IcmpVisitor;
import dev.linkflux.kernel.IpFamily;
import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.uplink.Uplink;
import io.netty.channel.IoEventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Pings of one family through one uplink: a socket, and what it has asked. On its loop only. */
final class EchoLine implements IcmpVisitor {
  /** Of ICMP, in both families (RFC 792, RFC 4443 section 4.1). */
  private static final int HEADER = 8;

  /** The token, filled up to what ping(8) lets one choose at least for its time. */
  private static final int PAYLOAD = 16;

  /** Servers have few addresses; of those that come and go over the years no more are kept. */
  private static final int KNOWN = 64;

  private final Uplink uplink;
  private final IpFamily family;
  private final Spending spending;
  private final LongSupplier tokens;
  private final Map<Integer, Asked> flight = new HashMap<>();

  /** The socket remembers where its latest thousands of requests went: not each by itself. */
  private final Map<InetAddress, Destination> destinations = new HashMap<>();

  private volatile @Nullable IcmpChannel channel;
  private int last;
  private volatile boolean broken;

  private record Asked(InetAddress address, long token, long sent, Sinks.One<Echo> echo) {}

  private EchoLine(Uplink uplink, IpFamily family, Spending spending, LongSupplier tokens) {
    this.uplink = uplink;
    this.family = family;
    this.spending = spending;
    this.tokens = tokens;
    this.last = (int) tokens.getAsLong() & 0xffff;
  }

  /**
   * Opens the socket.
   *
   * @param tokens are in each request, and prove an answer to be one
   * @return an error if it cannot be had: no such device, no right
   */
  static Mono<EchoLine> open(
      IoEventLoop loop, Uplink uplink, IpFamily family, Spending spending, LongSupplier tokens) {
    return Mono.create(
        sink -> {
          try {
            EchoLine line = new EchoLine(uplink, family, spending, tokens);
            Future<IcmpChannel> opening =
                IcmpChannel.open(loop, socket(uplink, family), line, _ -> line.broken = true);
            opening.addListener(
                _ -> {
                  if (opening.isSuccess()) {
                    line.channel = opening.getNow();
                    sink.success(line);
                  } else {
                    sink.error(opening.cause());
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

  /** True if nothing comes of it any more: its device is gone, or the socket broke. */
  boolean isBroken() {
    return broken;
  }

  /** Asks once. Ends with the answer, never by itself without one. */
  Mono<Echo> ask(InetAddress address) {
    return Mono.defer(
        () -> {
          last = (last + 1) & 0xffff;
          int sequence = last;
          Asked asked = new Asked(address, tokens.getAsLong(), System.nanoTime(), Sinks.one());
          flight.put(sequence, asked);
          return send(sequence, asked).doFinally(_ -> flight.remove(sequence, asked));
        });
  }

  private Mono<Echo> send(int sequence, Asked asked) {
    IcmpChannel open = channel;
    if (open == null || broken) {
      return Mono.just(new Echo.Local(Errno.ENODEV.name()));
    }
    ByteBuffer payload = ByteBuffer.allocate(PAYLOAD).putLong(0, asked.token());
    try {
      open.send(destination(asked.address()), sequence, payload);
      spending.spent(uplink.id(), bytes(PAYLOAD));
      return asked.echo().asMono();
    } catch (SystemCallException e) {
      broken = broken || Errno.ENODEV.is(e.errno()) || Errno.ENXIO.is(e.errno());
      return Mono.just(new Echo.Local(e.errnoName()));
    }
  }

  private Destination destination(InetAddress address) {
    if (destinations.size() >= KNOWN) {
      destinations.clear();
    }
    return destinations.computeIfAbsent(address, Destination::of);
  }

  void close() {
    broken = true;
    IcmpChannel open = channel;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void replied(int sequence, InetAddress from, ByteBuffer payload, EchoTimes times) {
    Asked asked = flight.get(sequence);
    boolean ours =
        asked != null
            && asked.address().equals(from)
            && payload.remaining() >= Long.BYTES
            && payload.getLong(payload.position()) == asked.token();
    if (asked == null || !ours) {
      spending.foreign(uplink.id());
      return;
    }
    spending.spent(uplink.id(), bytes(payload.remaining()));
    Sinks.EmitResult _ =
        asked.echo().tryEmitValue(new Echo.Answered(times.rtt(asked.sent()).nanos()));
  }

  @Override
  public void unreachable(
      int sequence, InetAddress destination, int type, int code, InetAddress reporter) {
    Asked asked = flight.get(sequence);
    if (asked != null && asked.address().equals(destination)) {
      // It quotes the request (RFC 1812 section 4.3.2.3, RFC 4443 section 3).
      spending.spent(uplink.id(), bytes(bytes(PAYLOAD)));
      Sinks.EmitResult _ = asked.echo().tryEmitValue(new Echo.Reported(type, code, reporter));
    }
  }

  /** Length of an echo, its IP header included. */
  private int bytes(int payload) {
    int ip =
        switch (family) {
          case V4 -> 20;
          case V6 -> 40;
        };
    return ip + HEADER + payload;
  }
}
