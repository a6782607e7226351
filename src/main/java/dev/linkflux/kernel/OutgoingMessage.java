package dev.linkflux.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * The memory that sendmsg(2) reads: destination, bytes, and the address of ours to send from. Made
 * once, used for every message.
 */
final class OutgoingMessage {
  // struct msghdr and struct cmsghdr of 64 bit Linux: see MessageBuffer and ControlMessages.
  private static final int HEADER_BYTES = 56;
  private static final int VECTOR_BYTES = 16;
  private static final int CONTROL_HEADER_BYTES = 16;
  private static final int CONTROL_BYTES = 40;

  private final MemorySegment header;
  private final MemorySegment vector;
  private final MemorySegment control;

  /**
   * @param bytes what is sent
   * @param address where it is sent to, as {@link SocketAddressCodec} writes it
   */
  OutgoingMessage(Arena arena, MemorySegment bytes, MemorySegment address) {
    header = arena.allocate(HEADER_BYTES, 8);
    vector = arena.allocate(VECTOR_BYTES, 8);
    control = arena.allocate(CONTROL_BYTES, 8);
    vector.set(ADDRESS, 0, bytes);
    header.set(ADDRESS, 0, address);
    header.set(ADDRESS, 16, vector);
    header.set(JAVA_LONG, 24, 1);
    header.set(ADDRESS, 32, control);
  }

  /**
   * Sends one message; answers its length in bytes or the negated errno.
   *
   * @param from the address of ours that it is sent from; null for whatever the routes say
   */
  long send(int fd, int length, int addressLength, @Nullable InetAddress from) {
    vector.set(JAVA_LONG, 8, length);
    header.set(JAVA_INT, 8, addressLength);
    header.set(JAVA_LONG, 40, from == null ? 0 : write(from));
    return Libc.sendmsg(fd, header, 0);
  }

  private long write(InetAddress from) {
    control.fill((byte) 0);
    IpFamily family = IpFamily.of(from);
    byte[] address = from.getAddress();
    return switch (family) {
      case V4 -> {
        // struct in_pktinfo: interface 0, local address 4, destination 8
        MemorySegment.copy(address, 0, control, JAVA_BYTE, CONTROL_HEADER_BYTES + 4, 4);
        yield control(Linux.IPPROTO_IP, Linux.IP_PKTINFO, 12);
      }
      case V6 -> {
        // struct in6_pktinfo: address 0, interface 16
        MemorySegment.copy(address, 0, control, JAVA_BYTE, CONTROL_HEADER_BYTES, 16);
        control.set(JAVA_INT, CONTROL_HEADER_BYTES + 16, ((Inet6Address) from).getScopeId());
        yield control(Linux.IPPROTO_IPV6, Linux.IPV6_PKTINFO, 20);
      }
    };
  }

  private long control(int level, int type, int length) {
    control.set(JAVA_LONG, 0, CONTROL_HEADER_BYTES + length);
    control.set(JAVA_INT, 8, level);
    control.set(JAVA_INT, 12, type);
    return (CONTROL_HEADER_BYTES + length + 7) & ~7L;
  }
}
