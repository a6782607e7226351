package dev.linkflux.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/** Opens netlink sockets, in the present network namespace, and answers their descriptors. */
final class NetlinkOpening {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);
  private static final int SOCKET_ADDRESS_BYTES = 12;

  private NetlinkOpening() {}

  /** A blocking socket for requests, which waits for answers no longer than the limit. */
  static int forRequests(NetlinkOptions options) throws SystemCallException {
    int fd = bound(options.protocol(), 0, 0);
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment limit = scratch.allocate(16, 8);
      limit.set(JAVA_LONG, 0, ANSWER_LIMIT.toSeconds());
      BoundSocket.setOption(
          fd, Linux.SOL_SOCKET, Linux.SO_RCVTIMEO, limit, "SO_RCVTIMEO", "netlink");
      // The ACK of a refused request then carries the kernel's words, and not our request again.
      option(fd, Linux.NETLINK_EXT_ACK, "NETLINK_EXT_ACK");
      option(fd, Linux.NETLINK_CAP_ACK, "NETLINK_CAP_ACK");
      receiveRoom(fd, options.receiveBytes());
      if (options.strict()) {
        checkStrictly(fd);
      }
      return fd;
    } catch (SystemCallException e) {
      int _ = Libc.close(fd);
      throw e;
    }
  }

  /** With CAP_NET_ADMIN beyond the limit of the system, otherwise up to it. */
  static void receiveRoom(int fd, int bytes) throws SystemCallException {
    try {
      BoundSocket.setOption(
          fd, Linux.SOL_SOCKET, Linux.SO_RCVBUFFORCE, bytes, "SO_RCVBUFFORCE", "netlink");
    } catch (SystemCallException e) {
      if (!e.is(Errno.EPERM)) {
        throw e;
      }
      BoundSocket.setOption(fd, Linux.SOL_SOCKET, Linux.SO_RCVBUF, bytes, "SO_RCVBUF", "netlink");
    }
  }

  /** As far as this kernel can. */
  private static void checkStrictly(int fd) throws SystemCallException {
    try {
      option(fd, Linux.NETLINK_GET_STRICT_CHK, "NETLINK_GET_STRICT_CHK");
    } catch (SystemCallException e) {
      if (!e.is(Errno.ENOPROTOOPT)) {
        throw e;
      }
    }
  }

  /** The port id that the kernel gave an open netlink socket. */
  static int port(int fd) throws SystemCallException {
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment address = scratch.allocate(SOCKET_ADDRESS_BYTES, 4);
      MemorySegment length = scratch.allocateFrom(JAVA_INT, SOCKET_ADDRESS_BYTES);
      int result = Libc.getsockname(fd, address, length);
      if (result < 0) {
        throw new SystemCallException("getsockname", -result, "netlink");
      }
      return address.get(JAVA_INT, 4);
    }
  }

  private static void option(int fd, int option, String name) throws SystemCallException {
    BoundSocket.setOption(fd, Linux.SOL_NETLINK, option, 1, name, "netlink");
  }

  /** A non-blocking socket for the announcements of these groups (bit mask). */
  static int forGroups(int groups) throws SystemCallException {
    return bound(NetlinkSocket.ROUTE, Linux.SOCK_NONBLOCK, groups);
  }

  private static int bound(int protocol, int typeFlags, int groups) throws SystemCallException {
    int fd =
        Libc.socket(Linux.AF_NETLINK, Linux.SOCK_RAW | Linux.SOCK_CLOEXEC | typeFlags, protocol);
    if (fd < 0) {
      throw new SystemCallException("socket AF_NETLINK", -fd, "protocol " + protocol);
    }
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment address = scratch.allocate(SOCKET_ADDRESS_BYTES, 4);
      address.set(JAVA_SHORT, 0, (short) Linux.AF_NETLINK);
      address.set(JAVA_INT, 8, groups);
      int bound = Libc.bind(fd, address);
      if (bound < 0) {
        int _ = Libc.close(fd);
        throw new SystemCallException("bind", -bound, "netlink groups " + groups);
      }
      return fd;
    }
  }
}
