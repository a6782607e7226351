package dev.linkflux.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** What is particular in setting up an ICMP socket: its kind, its identifier, its filter. */
final class IcmpOptions {
  /** Every raw socket of this process has another identifier, and no other process is likely to. */
  private static final AtomicInteger IDENTIFIERS =
      new AtomicInteger(ThreadLocalRandom.current().nextInt());

  /** A reply and a stamp take 1.5 kB together: of 700 probes in one burst none is lost. */
  private static final int ROOM = 1 << 20;

  private IcmpOptions() {}

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

  static void apply(SocketOptions options, IpFamily family, IcmpSocket.Kind kind)
      throws SystemCallException {
    options.receiveRoom(ROOM);
    switch (kind) {
      case DGRAM -> options.reportErrors();
      case RAW -> filter(options, family);
    }
    options.stampBoth();
  }

  /** A raw socket gets every ICMP message of the device: let only replies and errors through. */
  private static void filter(SocketOptions options, IpFamily family) throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      switch (family) {
        case V4 -> {
          // A set bit blocks the type of that number.
          MemorySegment blocked = arena.allocate(JAVA_INT);
          blocked.set(JAVA_INT, 0, ~wanted(family, 0));
          options.set(Linux.SOL_RAW, Linux.ICMP_FILTER, blocked, "ICMP_FILTER");
        }
        case V6 -> {
          MemorySegment blocked = arena.allocate(JAVA_INT, 8);
          for (int word = 0; word < 8; word++) {
            blocked.setAtIndex(JAVA_INT, word, ~wanted(family, word));
          }
          options.set(Linux.IPPROTO_ICMPV6, Linux.ICMP6_FILTER, blocked, "ICMP6_FILTER");
        }
      }
    }
  }

  /** The bits of the types that we want among the 32 from {@code 32 * word} on. */
  private static int wanted(IpFamily family, int word) {
    int bits = 0;
    for (int bit = 0; bit < 32; bit++) {
      int type = 32 * word + bit;
      if (type == IcmpCodec.replyType(family) || IcmpCodec.isError(family, type)) {
        bits |= 1 << bit;
      }
    }
    return bits;
  }
}
