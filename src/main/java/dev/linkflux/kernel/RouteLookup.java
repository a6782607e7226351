package dev.linkflux.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Asks the kernel which route leads to an address. It answers such a request before the sending of
 * it is done, within microseconds, so that event loops may ask. One owner; not thread safe.
 */
public final class RouteLookup implements AutoCloseable {
  private static final int REQUEST_BYTES = 128;
  private static final int ANSWER_BYTES = 8192;

  /** Answers to earlier requests that may lie before the one that is waited for. */
  private static final int MAX_STRAY = 16;

  // struct nlmsghdr: length 0, type 4, flags 6, sequence 8, port 12; then struct rtmsg, or the
  // number of an error.
  private static final int TYPE = 4;
  private static final int SEQUENCE = 8;
  private static final int ERROR = 16;
  private static final int ROUTE_TYPE = 16 + 7;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment out = arena.allocate(REQUEST_BYTES, 8);
  private final MessageBuffer in = new MessageBuffer(arena, ANSWER_BYTES, 64);
  private final int fd;
  private int sequence;

  private RouteLookup(int fd) {
    this.fd = fd;
  }

  /** Opens it in the present network namespace, to which it stays tied. */
  public static RouteLookup open() throws SystemCallException {
    return new RouteLookup(NetlinkOpening.forGroups(0));
  }

  /**
   * Whether a route of any table that the rules lead to goes there through an interface. An address
   * that a socket bound to the interface would take for a neighbour for want of a route has none.
   *
   * @param interfaceIndex where it must leave
   * @param mark of what is sent, for rules that look at it; 0 for none
   * @return 0 if there is one that delivers, otherwise the error that the kernel gives, positive:
   *     ENETUNREACH or EHOSTUNREACH for none, ENODEV without such an interface
   * @throws SystemCallException if the kernel could not be asked
   */
  public int refusal(InetAddress destination, int interfaceIndex, int mark)
      throws SystemCallException {
    send(request(destination, interfaceIndex, mark));
    for (int stray = 0; stray < MAX_STRAY; stray++) {
      long length = in.receive(fd, 0);
      if (length < 0) {
        throw new SystemCallException("recvmsg", (int) -length, "route lookup");
      }
      MemorySegment answer = in.bytes();
      if (length > ROUTE_TYPE && answer.get(JAVA_INT_UNALIGNED, SEQUENCE) == sequence) {
        int type = Short.toUnsignedInt(answer.get(JAVA_SHORT_UNALIGNED, TYPE));
        return type == Netlink.NLMSG_ERROR
            ? -answer.get(JAVA_INT_UNALIGNED, ERROR)
            : refusal(answer.get(JAVA_BYTE, ROUTE_TYPE));
      }
    }
    throw new SystemCallException("recvmsg", Errno.EAGAIN.number(), "route lookup");
  }

  /** A route may be there to say that nothing goes this way. */
  private static int refusal(int routeType) {
    boolean refuses = routeType >= RouteEntry.BLACKHOLE && routeType <= RouteEntry.THROW;
    return refuses ? Errno.ENETUNREACH.number() : 0;
  }

  private NetlinkWriter request(InetAddress destination, int interfaceIndex, int mark) {
    IpFamily family = IpFamily.of(destination);
    NetlinkWriter request =
        new NetlinkWriter(Netlink.RTM_GETROUTE, Netlink.NLM_F_REQUEST)
            .u8(family.number())
            .u8(family.addressBits())
            .bytes(new byte[6])
            // The route itself is asked for, not what the kernel makes of it: without one a bound
            // IPv4 socket gets an answer nevertheless.
            .s32(Netlink.RTM_F_FIB_MATCH)
            .attribute(Netlink.RTA_DST, destination)
            .attribute32(Netlink.RTA_OIF, interfaceIndex);
    return mark == 0 ? request : request.attribute32(Netlink.RTA_MARK, mark);
  }

  private void send(NetlinkWriter request) throws SystemCallException {
    ByteBuffer bytes = request.finish(0, ++sequence);
    int length = bytes.remaining();
    MemorySegment.copy(MemorySegment.ofBuffer(bytes), 0, out, 0, length);
    long sent = Libc.sendto(fd, out, length, MemorySegment.NULL);
    if (sent < 0) {
      throw new SystemCallException("send", (int) -sent, "route lookup");
    }
  }

  /** Once only. */
  @Override
  public void close() {
    int _ = Libc.close(fd);
    arena.close();
  }
}
