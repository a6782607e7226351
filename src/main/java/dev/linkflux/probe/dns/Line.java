package dev.linkflux.probe.dns;

import dev.linkflux.kernel.Rtt;
import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.kernel.UdpArrival;
import dev.linkflux.kernel.UdpChannel;
import dev.linkflux.kernel.UdpSocket;
import dev.linkflux.kernel.UdpVisitor;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.dns.Query;
import io.netty.channel.IoEventLoop;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;

/**
 * One port of ours from which a name server is asked for a while: a connected socket, so that the
 * kernel takes nothing from anybody else, and the queries that went out of it. On the event loop.
 */
final class Line {
  /** Further ones push out the oldest, whose answers are foreign then. */
  private static final int KEPT = 256;

  private static final int UDP_BYTES = 8;
  private static final int ICMP_BYTES = 8;
  private static final int IPV4_BYTES = 20;
  private static final int IPV6_BYTES = 40;

  private final UdpChannel channel;
  private final LineVisitor visitor;
  private final int headers;
  private final long opened = System.nanoTime();
  private final LinkedHashMap<Integer, Asked> asked = new LinkedHashMap<>();
  private int keys;
  private boolean broken;

  /**
   * Opens a port.
   *
   * @throws SystemCallException if the kernel does not let it leave there
   * @throws IOException if the loop does not take it
   */
  Line(IoEventLoop loop, Uplink uplink, InetSocketAddress server, LineVisitor visitor)
      throws IOException {
    this.visitor = visitor;
    this.headers =
        UDP_BYTES + (server.getAddress() instanceof Inet4Address ? IPV4_BYTES : IPV6_BYTES);
    UdpSocket socket = UdpSocket.connect(server, uplink.device(), uplink.mark());
    Future<UdpChannel> opening = UdpChannel.open(loop, socket, new Ear(), _ -> broken = true);
    if (!opening.isSuccess()) {
      throw new IOException("no event loop for a socket", opening.cause());
    }
    this.channel = opening.getNow();
  }

  /** Nanoseconds since it was opened; for ever if it is of no use any more. */
  long age() {
    return broken ? Long.MAX_VALUE : System.nanoTime() - opened;
  }

  /**
   * Sends a query.
   *
   * @param queries each different from the others
   * @throws SystemCallException if the kernel did not take it: this line is of no use then
   */
  void send(ProbeId id, Supplier<Query> queries) throws SystemCallException {
    Query query = queries.get();
    while (asked.containsKey(query.id())) {
      query = queries.get();
    }
    Asked asking = new Asked(id, query, keys++, System.nanoTime());
    try {
      channel.socket().send(ByteBuffer.wrap(query.wire()), asking.key());
    } catch (SystemCallException e) {
      broken = true;
      throw e;
    }
    visitor.spent(headers + query.wire().length);
    asked.put(query.id(), asking);
    if (asked.size() > KEPT) {
      asked.pollFirstEntry();
    }
  }

  /** Closes the port: answers to it are refused by the kernel from now on. */
  void close() {
    channel.close();
  }

  private final class Ear implements UdpVisitor {
    @Override
    public void received(ByteBuffer payload, UdpArrival arrival) {
      visitor.spent(headers + payload.remaining());
      Asked asking = asked.get(Query.idOf(payload));
      Message answer = asking == null ? null : asking.query().answeredBy(payload);
      if (asking == null || answer == null) {
        visitor.foreign();
        return;
      }
      visitor.answered(asking, answer, rtt(asking, arrival));
    }

    private Rtt rtt(Asked asking, UdpArrival arrival) {
      try {
        long transmitted = channel.socket().transmitted(asking.key(), this);
        return arrival.times().withTransmitted(transmitted).rtt(asking.sent());
      } catch (SystemCallException _) {
        broken = true;
        return arrival.times().rtt(asking.sent());
      }
    }

    @Override
    public void unreachable(ByteBuffer quoted, int type, int code, InetAddress reporter) {
      visitor.spent(ICMP_BYTES + headers - UDP_BYTES + headers + quoted.remaining());
      Asked asking = undelivered(quoted);
      if (asking == null) {
        visitor.foreign();
      } else {
        visitor.undelivered(asking, type, code, reporter);
      }
    }

    /** Where only the UDP header is quoted, which is of this port, it was most likely the last. */
    private @Nullable Asked undelivered(ByteBuffer quoted) {
      int id = Query.idOf(quoted);
      if (id >= 0) {
        return asked.get(id);
      }
      return asked.isEmpty() ? null : asked.lastEntry().getValue();
    }
  }
}
