package dev.linkflux.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A netlink socket for requests: each call blocks until the kernel has answered, which takes
 * microseconds; still it is not for event loops. Calls of several threads wait for one another.
 */
public final class NetlinkSocket implements AutoCloseable {
  /** Routes, rules, addresses, links. */
  public static final int ROUTE = 0;

  /** Generic netlink, like mptcp_pm. */
  public static final int GENERIC = 16;

  private static final int RECEIVE_BYTES = 1 << 16;

  /** Dumps that are begun anew because the kernel's table changed meanwhile. */
  private static final int DUMP_ATTEMPTS = 10;

  private final int protocol;
  private final Arena arena = Arena.ofShared();
  private final MessageBuffer in = new MessageBuffer(arena, RECEIVE_BYTES, 64);
  private int fd;
  private int sequence;
  private boolean closed;

  private NetlinkSocket(int protocol) {
    this.protocol = protocol;
    this.fd = -1;
  }

  /**
   * Opens a socket in the present network namespace, to which it stays tied.
   *
   * @param protocol {@link #ROUTE} or {@link #GENERIC}
   */
  public static NetlinkSocket open(int protocol) throws SystemCallException {
    NetlinkSocket socket = new NetlinkSocket(protocol);
    try {
      socket.fd = NetlinkOpening.forRequests(protocol);
      return socket;
    } catch (SystemCallException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Sends a request and waits until the kernel has done it.
   *
   * @param about what it does, for the error message
   * @return what the kernel sent besides its ACK
   * @throws NetlinkException if the kernel refused it
   * @throws SystemCallException if the socket failed, EAGAIN if no answer came in time
   */
  public synchronized List<NetlinkMessage> request(NetlinkWriter request, String about)
      throws IOException {
    return exchange(request, Netlink.NLM_F_REQUEST | Netlink.NLM_F_ACK, about).messages();
  }

  /**
   * Asks for a whole table. If it changed while it was read, it is read again.
   *
   * @throws NetlinkException if the kernel refused, EINTR if the table never stood still
   * @throws SystemCallException as for {@link #request}
   */
  public synchronized List<NetlinkMessage> dump(NetlinkWriter request, String about)
      throws IOException {
    for (int attempt = 0; attempt < DUMP_ATTEMPTS; attempt++) {
      Answer answer = exchange(request, Netlink.NLM_F_REQUEST | Netlink.NLM_F_DUMP, about);
      if (!answer.interrupted()) {
        return answer.messages();
      }
    }
    String name = Netlink.requestName(protocol, request);
    throw new NetlinkException(name, Errno.EINTR.number(), about, "the table keeps changing");
  }

  /** What came back, and whether the table changed while it was being sent. */
  private record Answer(List<NetlinkMessage> messages, boolean interrupted) {}

  private Answer exchange(NetlinkWriter request, int flags, String about) throws IOException {
    if (closed) {
      throw new SystemCallException("send", Errno.EBADF.number(), "netlink socket is closed");
    }
    if (fd < 0) {
      fd = NetlinkOpening.forRequests(protocol);
    }
    boolean whole = false;
    try {
      sequence++;
      send(request.finish(flags, sequence));
      Answer answer = answer(Netlink.requestName(protocol, request), about);
      whole = true;
      return answer;
    } catch (NetlinkException e) {
      whole = true;
      throw e;
    } finally {
      if (!whole) {
        // A dump that was not read to its end would make the kernel refuse the next one.
        int _ = Libc.close(fd);
        fd = -1;
      }
    }
  }

  private void send(ByteBuffer message) throws SystemCallException {
    int length = message.remaining();
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment bytes = scratch.allocate(length, 8);
      MemorySegment.copy(MemorySegment.ofBuffer(message), 0, bytes, 0, length);
      long sent = Libc.sendto(fd, bytes, length, MemorySegment.NULL);
      if (sent < 0) {
        throw new SystemCallException("send", (int) -sent, "netlink request");
      }
    }
  }

  private Answer answer(String request, String about) throws IOException {
    List<NetlinkMessage> messages = new ArrayList<>();
    boolean interrupted = false;
    while (true) {
      for (NetlinkMessage message : NetlinkReader.messages(receive())) {
        if (message.sequence() != sequence) {
          continue;
        }
        interrupted |= message.hasFlag(Netlink.NLM_F_DUMP_INTR);
        if (message.type() == Netlink.NLMSG_ERROR || message.type() == Netlink.NLMSG_DONE) {
          NetlinkAck.check(message, request, about);
          return new Answer(messages, interrupted);
        }
        messages.add(message);
      }
    }
  }

  /** The next datagram that comes from the kernel itself, as a copy. */
  private ByteBuffer receive() throws SystemCallException {
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
        byte[] copy = in.bytes().asSlice(0, length).toArray(JAVA_BYTE);
        return ByteBuffer.wrap(copy);
      }
    }
  }

  /** Closes the socket and frees its memory. To close it again does nothing. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      if (fd >= 0) {
        int _ = Libc.close(fd);
      }
      arena.close();
    }
  }
}
