package dev.linkflux.lab;

import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.nio.ByteBuffer;

/**
 * A socket of Multipath TCP over IPv4, which Java has none for. Made in the namespace of the
 * calling thread; blocking.
 */
final class MptcpSocket implements AutoCloseable {
  private static final int SOCK_STREAM = 1;
  private static final int IPPROTO_MPTCP = 262;
  private static final int SHUT_RDWR = 2;
  private static final int SOCKET_ADDRESS_BYTES = 16;

  private final int descriptor;
  private final MemorySegment pollfd;

  private MptcpSocket(int descriptor) {
    this.descriptor = descriptor;
    this.pollfd = Native.pollfd(descriptor);
  }

  private static MptcpSocket open() {
    return new MptcpSocket(
        Native.call("socket", Native.AF_INET, SOCK_STREAM | Native.SOCK_CLOEXEC, IPPROTO_MPTCP));
  }

  static MptcpSocket listening(Inet4Address address, int port) {
    MptcpSocket socket = open();
    Native.call("bind", socket.descriptor, name(address, port), SOCKET_ADDRESS_BYTES);
    Native.call("listen", socket.descriptor, 1);
    return socket;
  }

  static MptcpSocket connected(Inet4Address address, int port) {
    MptcpSocket socket = open();
    Native.call("connect", socket.descriptor, name(address, port), SOCKET_ADDRESS_BYTES);
    return socket;
  }

  /** The next connection; there is one when this is {@link #readable}. */
  MptcpSocket accept() {
    return new MptcpSocket(
        Native.call("accept", descriptor, MemorySegment.NULL, MemorySegment.NULL));
  }

  /** Waits until there is something to read, the end of the stream included. */
  boolean readable(int milliseconds) {
    return Native.readable(pollfd, milliseconds);
  }

  /** Bytes read, 0 at the end of the stream. */
  int read(MemorySegment into) {
    return Native.read(descriptor, into);
  }

  /** Writes all of them, however long that takes. */
  void write(MemorySegment bytes) {
    for (long at = 0; at < bytes.byteSize(); ) {
      at += Native.writeSome(descriptor, bytes.asSlice(at));
    }
  }

  /** Lets threads that read or write go. */
  void shutDown() {
    try {
      Native.call("shutdown", descriptor, SHUT_RDWR);
    } catch (Native.Failure _) {
      // It is not connected any more: then nobody waits for it.
      return;
    }
  }

  @Override
  public void close() {
    Native.close(descriptor);
  }

  private static MemorySegment name(Inet4Address address, int port) {
    ByteBuffer name = Native.buffer(SOCKET_ADDRESS_BYTES).putShort(0, (short) Native.AF_INET);
    name.put(2, (byte) (port >> 8)).put(3, (byte) port).put(4, address.getAddress());
    return MemorySegment.ofBuffer(name);
  }
}
