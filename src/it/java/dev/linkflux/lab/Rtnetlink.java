package dev.linkflux.lab;

import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Requests to the kernel of one namespace, each answered before the call returns (RFC 3549). In
 * this process, so that the moment of a change is known to microseconds.
 */
final class Rtnetlink implements AutoCloseable {
  static final int NEW_LINK = 16;
  static final int NEW_ADDRESS = 20;
  static final int DEL_ADDRESS = 21;
  static final int NEW_ROUTE = 24;
  static final int DEL_ROUTE = 25;
  static final int GET_ROUTE = 26;
  static final int HEADER = 16;
  static final int LOOPBACK = 1;

  private static final int ERROR = 2;
  private static final int DONE = 3;
  private static final int REQUEST = 1;
  private static final int ACK = 4;
  private static final int DUMP = 0x300;
  private static final int CREATE_OR_REPLACE = 0x500;
  private static final int TABLE_MAIN = 254;
  private static final int PROTOCOL_STATIC = 4;
  private static final int TYPE_UNICAST = 1;
  private static final int IFF_UP = 1;

  private final int socket;
  private final ByteBuffer request = Native.buffer(256);
  private final ByteBuffer answer = Native.buffer(65536);

  Rtnetlink(int socket) {
    this.socket = socket;
  }

  static Rtnetlink open(Namespace namespace) {
    return namespace.call(() -> new Rtnetlink(socket(0)));
  }

  /** A netlink socket in the namespace of the calling thread, joined to these groups. */
  static int socket(int groups) {
    int socket = Native.call("socket", Native.AF_NETLINK, Native.SOCK_RAW | Native.SOCK_CLOEXEC, 0);
    ByteBuffer address = Native.buffer(12);
    address.putShort(0, (short) Native.AF_NETLINK).putInt(8, groups);
    Native.call("bind", socket, MemorySegment.ofBuffer(address), address.capacity());
    return socket;
  }

  synchronized void link(String device, boolean up) {
    begin(NEW_LINK, 0);
    request.putInt(0).putInt(0).putInt(up ? IFF_UP : 0).putInt(IFF_UP);
    attribute(3, (device + "\0").getBytes(StandardCharsets.US_ASCII));
    send(_ -> {});
  }

  /** Gives a host address to the loopback device, or takes it away. */
  synchronized void loopbackAddress(InetAddress address, boolean present) {
    begin(present ? NEW_ADDRESS : DEL_ADDRESS, present ? CREATE_OR_REPLACE : 0);
    byte bits = (byte) (8 * address.getAddress().length);
    request.put(family(address)).put(bits).putShort((short) 0).putInt(LOOPBACK);
    attribute(2, address.getAddress());
    send(_ -> {});
  }

  synchronized void route(InetAddress network, int prefix, InetAddress gateway) {
    begin(NEW_ROUTE, CREATE_OR_REPLACE);
    request.put(family(network)).put((byte) prefix).putShort((short) 0);
    request.put((byte) TABLE_MAIN).put((byte) PROTOCOL_STATIC).put((byte) 0);
    request.put((byte) TYPE_UNICAST).putInt(0);
    attribute(1, network.getAddress());
    attribute(5, gateway.getAddress());
    send(_ -> {});
  }

  /**
   * Hands every IPv4 route of the namespace to the consumer, as a message that starts at its
   * header.
   */
  synchronized void dumpRoutes(Consumer<ByteBuffer> each) {
    begin(GET_ROUTE, DUMP);
    request.put((byte) Native.AF_INET).put(new byte[11]);
    send(each);
  }

  @Override
  public void close() {
    Native.close(socket);
  }

  /** Cuts what was received into messages, without copying. */
  static void messages(ByteBuffer received, int length, Consumer<ByteBuffer> each) {
    for (int at = 0; at + HEADER <= length; ) {
      int size = received.getInt(at);
      each.accept(received.slice(at, size).order(received.order()));
      at += (size + 3) & ~3;
    }
  }

  private static byte family(InetAddress address) {
    return (byte) (address instanceof Inet6Address ? Native.AF_INET6 : Native.AF_INET);
  }

  private void begin(int type, int flags) {
    request.clear();
    request.putInt(0).putShort((short) type).putShort((short) (REQUEST | ACK | flags));
    request.putLong(0);
  }

  private void attribute(int type, byte[] value) {
    request.putShort((short) (4 + value.length)).putShort((short) type).put(value);
    request.position((request.position() + 3) & ~3);
  }

  private void send(Consumer<ByteBuffer> each) {
    int length = request.position();
    request.putInt(0, length);
    Native.write(socket, MemorySegment.ofBuffer(request.clear()), length);
    boolean[] done = {false};
    while (!done[0]) {
      int received = Native.read(socket, MemorySegment.ofBuffer(answer));
      messages(
          answer,
          received,
          message -> {
            int type = message.getShort(4);
            if (type == ERROR || type == DONE) {
              done[0] = true;
              int error = -message.getInt(HEADER);
              if (error != 0) {
                throw new Native.Failure("netlink request " + request.getShort(4), error);
              }
            } else {
              each.accept(message);
            }
          });
    }
  }
}
