package dev.linkflux.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * One open descriptor for requests: bytes go out, what the kernel itself answers comes in. One
 * thread at a time.
 */
final class NetlinkWire implements AutoCloseable {
  /** The kernel makes its datagrams no longer than 32 KiB, whatever room there is. */
  private static final int RECEIVE_BYTES = 1 << 16;

  private final Arena arena = Arena.ofShared();
  private final MessageBuffer in = new MessageBuffer(arena, RECEIVE_BYTES, 64);
  private final int fd;
  private final int port;

  private NetlinkWire(int fd, int port) {
    this.fd = fd;
    this.port = port;
  }

  /** Opens it in the present network namespace. */
  static NetlinkWire open(NetlinkOptions options) throws SystemCallException {
    int fd = NetlinkOpening.forRequests(options);
    try {
      return new NetlinkWire(fd, NetlinkOpening.port(fd));
    } catch (SystemCallException e) {
      int _ = Libc.close(fd);
      throw e;
    }
  }

  /** The number by which the kernel knows us; it says it in what it announces of our changes. */
  int port() {
    return port;
  }

  /** Sends all that remains as one datagram. */
  void send(ByteBuffer bytes) throws SystemCallException {
    int length = bytes.remaining();
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment copy = scratch.allocate(length, 8);
      MemorySegment.copy(MemorySegment.ofBuffer(bytes), 0, copy, 0, length);
      long sent = Libc.sendto(fd, copy, length, MemorySegment.NULL);
      if (sent < 0) {
        throw new SystemCallException("send", (int) -sent, "netlink request");
      }
    }
  }

  /**
   * The next datagram that comes from the kernel itself, as a copy.
   *
   * @throws SystemCallException EAGAIN if none came in time, ENOBUFS if the kernel had to drop one
   */
  ByteBuffer receive() throws SystemCallException {
    while (true) {
      long length = in.receive(fd, 0);
      if (Errno.EINTR.is((int) -length)) {
        continue;
      }
      if (length < 0) {
        throw new SystemCallException("recvmsg", (int) -length, "netlink answer");
      }
      if (in.truncated()) {
        throw new SystemCallException("recvmsg", Errno.EMSGSIZE.number(), "netlink answer");
      }
      // struct sockaddr_nl: the port of the sender stands at 4; that of the kernel is 0.
      if (in.name().get(JAVA_INT_UNALIGNED, 4) == 0) {
        return ByteBuffer.wrap(in.bytes().asSlice(0, length).toArray(JAVA_BYTE));
      }
    }
  }

  /** Once only. */
  @Override
  public void close() {
    int _ = Libc.close(fd);
    arena.close();
  }
}
