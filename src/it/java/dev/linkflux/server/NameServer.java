package dev.linkflux.server;

import dev.linkflux.lab.Lab;
import dev.linkflux.lab.Namespace;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.xbill.DNS.Message;
import org.xbill.DNS.Type;

/** A name server, over UDP and TCP, that does what its zone says and remembers who asked what. */
public final class NameServer implements AutoCloseable {
  private static final int PORT = 53;
  private static final int LARGEST = 4_096;

  private final Zone zone;
  private final List<Closeable> sockets = new CopyOnWriteArrayList<>();
  private final List<Query> queries = new CopyOnWriteArrayList<>();

  private NameServer(Zone zone) {
    this.zone = zone;
  }

  /**
   * What somebody asked.
   *
   * @param at nanoTime
   * @param name in small letters, without the last dot
   * @param type such as A
   * @param from whose packets these are: of each uplink its own
   */
  record Query(long at, String name, String type, InetAddress from, boolean tcp) {}

  /** Begins to serve in the world; ends with the lab. */
  static NameServer start(Lab lab, Zone zone, InetAddress... addresses) {
    NameServer server = lab.owned(new NameServer(zone));
    for (InetAddress address : addresses) {
      server.open(lab.world(), address);
    }
    return server;
  }

  /** What was asked since a nanoTime. */
  List<Query> queriesSince(long begin) {
    return queries.stream().filter(query -> query.at >= begin).toList();
  }

  /** How many fitting queries there were so far. */
  long count(Predicate<Query> fits) {
    return queries.stream().filter(fits).count();
  }

  private void open(Namespace where, InetAddress address) {
    InetAddress other = address instanceof Inet4Address ? Lab.SINK : Lab.SINK6;
    DatagramChannel udp = where.call(() -> bound(address, PORT));
    DatagramChannel elsewhere = where.call(() -> bound(other, 0));
    ServerSocket tcp = where.call(() -> new ServerSocket(PORT, 50, address));
    sockets.addAll(List.<Closeable>of(udp, elsewhere, tcp));
    var _ = Thread.ofPlatform().daemon().name("dns " + address).start(() -> serve(udp, elsewhere));
    var _ = Thread.ofPlatform().daemon().name("dns/tcp " + address).start(() -> accept(tcp));
  }

  private static DatagramChannel bound(InetAddress address, int port) throws IOException {
    return DatagramChannel.open().bind(new InetSocketAddress(address, port));
  }

  private void serve(DatagramChannel udp, DatagramChannel elsewhere) {
    ByteBuffer buffer = ByteBuffer.allocate(LARGEST);
    try {
      while (udp.isOpen()) {
        SocketAddress from = udp.receive(buffer.clear());
        byte[] query = new byte[buffer.flip().remaining()];
        buffer.get(query);
        heard(query, from, false);
        for (Zone.Reply reply : zone.overUdp(query)) {
          int _ = (reply.elsewhere() ? elsewhere : udp).send(reply.bytes(), from);
        }
      }
    } catch (IOException _) {
      // It is closed.
    }
  }

  private void accept(ServerSocket tcp) {
    while (!tcp.isClosed()) {
      try {
        Socket socket = tcp.accept();
        var _ = Thread.ofPlatform().daemon().name("dns client").start(() -> answer(socket));
      } catch (IOException _) {
        // It is closed.
      }
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      while (true) {
        byte[] query = in.readNBytes(in.readUnsignedShort());
        heard(query, socket.getRemoteSocketAddress(), true);
        byte[] answer = zone.overTcp(query).orElse(new byte[0]);
        if (answer.length > 0) {
          out.writeShort(answer.length);
          out.write(answer);
          out.flush();
        }
      }
    } catch (IOException _) {
      // The client has gone.
    }
  }

  private void heard(byte[] query, SocketAddress from, boolean tcp) throws IOException {
    Message message = new Message(query);
    queries.add(
        new Query(
            System.nanoTime(),
            Zone.asked(message).toLowerCase(Locale.ROOT),
            Type.string(message.getQuestion().getType()),
            ((InetSocketAddress) from).getAddress(),
            tcp));
  }

  @Override
  public void close() throws IOException {
    for (Closeable socket : sockets) {
      socket.close();
    }
  }
}
