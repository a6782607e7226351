package dev.linkflux.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How an ICMP socket is set up: errors, filter, hop limit, time stamps. */
final class IcmpOptions {
  private static final int STAMPS =
      Linux.SOF_TIMESTAMPING_TX_SOFTWARE
          | Linux.SOF_TIMESTAMPING_RX_SOFTWARE
          | Linux.SOF_TIMESTAMPING_SOFTWARE
          | Linux.SOF_TIMESTAMPING_OPT_TSONLY;

  /** The kernel numbers the requests it stamps, from 0; to set this anew starts the count anew. */
  private static final int NUMBERED_STAMPS = STAMPS | Linux.SOF_TIMESTAMPING_OPT_ID;

  /** Every raw socket of this process has another identifier, and no other process is likely to. */
  private static final AtomicInteger IDENTIFIERS =
      new AtomicInteger(ThreadLocalRandom.current().nextInt());

  private final int fd;
  private final IpFamily family;
  private final IcmpSocket.Kind kind;
  private boolean stamped;

  IcmpOptions(int fd, IpFamily family, IcmpSocket.Kind kind) {
    this.fd = fd;
    this.family = family;
    this.kind = kind;
  }

  static int nextIdentifier() {
    return IDENTIFIERS.getAndIncrement() & 0xffff;
  }

  /** A new file descriptor, or the negated errno. */
  static int socket(IpFamily family, IcmpSocket.Kind kind) {
    int type = kind == IcmpSocket.Kind.DGRAM ? Linux.SOCK_DGRAM : Linux.SOCK_RAW;
    int protocol = family == IpFamily.V4 ? Linux.IPPROTO_ICMP : Linux.IPPROTO_ICMPV6;
    return Libc.socket(family.number(), type | Linux.SOCK_NONBLOCK | Linux.SOCK_CLOEXEC, protocol);
  }

  /** What to say when the kernel refused the socket. */
  static SystemCallException refused(IcmpSocket.Kind kind, int errno) {
    boolean forbidden = Errno.EPERM.is(errno) || Errno.EACCES.is(errno);
    String about =
        forbidden
            ? "ICMP probes need one of: a group of this process within the sysctl"
                + " net.ipv4.ping_group_range (it governs IPv6 too), or the capability CAP_NET_RAW"
            : "ICMP socket";
    return new SystemCallException("socket SOCK_" + kind, errno, about);
  }

  void apply(@Nullable String device) throws SystemCallException {
    if (device != null) {
      BoundSocket.bindToDevice(fd, device);
    }
    switch (family) {
      case V4 -> set(Linux.IPPROTO_IP, Linux.IP_RECVTTL, 1, "IP_RECVTTL");
      case V6 -> set(Linux.IPPROTO_IPV6, Linux.IPV6_RECVHOPLIMIT, 1, "IPV6_RECVHOPLIMIT");
    }
    switch (kind) {
      case DGRAM -> reportErrors();
      case RAW -> filter();
    }
    try {
      stamp(NUMBERED_STAMPS);
      stamped = true;
    } catch (SystemCallException e) {
      // Some sandboxes have no stamps. Then the rtt is measured by our own clock, and says so.
      if (!e.is(Errno.ENOPROTOOPT) && !e.is(Errno.EINVAL)) {
        throw e;
      }
    }
  }

  boolean stamped() {
    return stamped;
  }

  void restartCounter() throws SystemCallException {
    if (stamped) {
      stamp(STAMPS);
      stamp(NUMBERED_STAMPS);
    }
  }

  void setHopLimit(int hopLimit) throws SystemCallException {
    switch (family) {
      case V4 -> set(Linux.IPPROTO_IP, Linux.IP_TTL, hopLimit, "IP_TTL");
      case V6 -> set(Linux.IPPROTO_IPV6, Linux.IPV6_UNICAST_HOPS, hopLimit, "IPV6_UNICAST_HOPS");
    }
  }

  /** A ping socket tells of ICMP errors only in its error queue, and only if asked to. */
  private void reportErrors() throws SystemCallException {
    switch (family) {
      case V4 -> set(Linux.IPPROTO_IP, Linux.IP_RECVERR, 1, "IP_RECVERR");
      case V6 -> set(Linux.IPPROTO_IPV6, Linux.IPV6_RECVERR, 1, "IPV6_RECVERR");
    }
  }

  /** A raw socket gets every ICMP message of the device: let only replies and errors through. */
  private void filter() throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      switch (family) {
        case V4 -> {
          // A set bit blocks the type of that number.
          MemorySegment blocked = arena.allocate(JAVA_INT);
          blocked.set(JAVA_INT, 0, ~wanted(0));
          set(Linux.SOL_RAW, Linux.ICMP_FILTER, blocked, "ICMP_FILTER");
        }
        case V6 -> {
          MemorySegment blocked = arena.allocate(JAVA_INT, 8);
          for (int word = 0; word < 8; word++) {
            blocked.setAtIndex(JAVA_INT, word, ~wanted(word));
          }
          set(Linux.IPPROTO_ICMPV6, Linux.ICMP6_FILTER, blocked, "ICMP6_FILTER");
        }
      }
    }
  }

  /** The bits of the types that we want among the 32 from {@code 32 * word} on. */
  private int wanted(int word) {
    int bits = 0;
    for (int bit = 0; bit < 32; bit++) {
      int type = 32 * word + bit;
      if (type == IcmpCodec.replyType(family) || IcmpCodec.isError(family, type)) {
        bits |= 1 << bit;
      }
    }
    return bits;
  }

  private void stamp(int flags) throws SystemCallException {
    set(Linux.SOL_SOCKET, Linux.SO_TIMESTAMPING, flags, "SO_TIMESTAMPING");
  }

  private void set(int level, int option, int value, String name) throws SystemCallException {
    BoundSocket.setOption(fd, level, option, value, name, "ICMP socket");
  }

  private void set(int level, int option, MemorySegment value, String name)
      throws SystemCallException {
    BoundSocket.setOption(fd, level, option, value, name, "ICMP socket");
  }
}
