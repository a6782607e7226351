package dev.linkflux.wire.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A name server on loopback that answers by UDP and TCP whatever the test tells it to. */
public final class ScriptedNameserver implements AutoCloseable {
  /** What to do with a query. */
  public interface Script {
    void asked(byte[] query, Answering answering) throws IOException;
  }

  /** What a script may do with the one who asks, now or later. */
  public interface Answering {
    void send(byte[] answer) throws IOException;

    /** From another port than the one that was asked. */
    void sendFromElsewhere(byte[] answer) throws IOException;
  }

  /** Where a query came from and what it was. */
  public record Heard(InetSocketAddress from, ByteBuffer query) {}

  public static final Script SILENCE = (_, _) -> {};

  private final DatagramChannel udp;
  private final DatagramChannel elsewhere;
  private final ServerSocket tcp;
  private final Script script;
  private final UnaryOperator<byte[]> overTcp;
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final List<byte[]> heardByTcp = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  /** One that closes TCP connections without an answer. */
  public ScriptedNameserver(String address, Script script) throws IOException {
    this(address, script, _ -> new byte[0]);
  }

  /**
   * @param overTcp makes the answer to a query; an empty one closes the connection
   */
  public ScriptedNameserver(String address, Script script, UnaryOperator<byte[]> overTcp)
      throws IOException {
    this.script = script;
    this.overTcp = overTcp;
    InetAddress host = InetAddress.ofLiteral(address);
    PortPair ports = PortPair.open(host);
    udp = ports.udp();
    tcp = ports.tcp();
    elsewhere = DatagramChannel.open().bind(new InetSocketAddress(host, 0));
    var _ = Thread.ofPlatform().daemon().name("name server").start(this::serve);
    var _ = Thread.ofPlatform().daemon().name("name server, tcp").start(this::accept);
  }

  private void serve() {
    ByteBuffer buffer = ByteBuffer.allocate(4096);
    try {
      while (true) {
        buffer.clear();
        SocketAddress from = udp.receive(buffer);
        byte[] query = new byte[buffer.flip().remaining()];
        buffer.get(query);
        heard.add(new Heard((InetSocketAddress) from, ByteBuffer.wrap(query)));
        script.asked(query.clone(), answering(from));
      }
    } catch (ClosedChannelException _) {
      // The test is over.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answering answering(SocketAddress to) {
    return new Answering() {
      @Override
      public void send(byte[] answer) throws IOException {
        udp.send(ByteBuffer.wrap(answer), to);
      }

      @Override
      public void sendFromElsewhere(byte[] answer) throws IOException {
        elsewhere.send(ByteBuffer.wrap(answer), to);
      }
    };
  }

  private void accept() {
    while (true) {
      try (Socket socket = tcp.accept()) {
        open.add(socket);
        answer(socket);
      } catch (SocketException _) {
        if (tcp.isClosed()) {
          return;
        }
      } catch (IOException _) {
        // The client has gone.
      }
    }
  }

  private void answer(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    byte[] query = in.readNBytes(in.readUnsignedShort());
    heardByTcp.add(query);
    byte[] answer = overTcp.apply(query.clone());
    if (answer.length > 0) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeShort(answer.length);
      out.write(answer);
      out.flush();
      int _ = in.read(); // until the client closes
    }
  }

  public InetSocketAddress address() {
    try {
      return (InetSocketAddress) udp.getLocalAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All queries by UDP so far. */
  public List<Heard> heard() {
    return new ArrayList<>(heard);
  }

  /** All queries by TCP so far. */
  public List<byte[]> heardByTcp() {
    return new ArrayList<>(heardByTcp);
  }

  /** Nobody listens there by TCP any more. */
  public void refuseTcp() throws IOException {
    tcp.close();
  }

  @Override
  public void close() throws IOException {
    udp.close(); // ends the thread
    elsewhere.close();
    tcp.close(); // ends the other
    for (Socket socket : open) {
      socket.close();
    }
  }
}
