package dev.linkflux.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Writes echo requests and reads what comes back: RFC 792 (IPv4) and RFC 4443 (IPv6). */
final class IcmpCodec {
  /** ICMP header: type, code, checksum, identifier, sequence. */
  static final int HEADER_BYTES = 8;

  private static final int V4_HEADER_BYTES = 20;
  private static final int V6_HEADER_BYTES = 40;

  private IcmpCodec() {}

  static int requestType(IpFamily family) {
    return family == IpFamily.V4 ? 8 : 128;
  }

  static int replyType(IpFamily family) {
    return family == IpFamily.V4 ? 0 : 129;
  }

  /** Destination unreachable or time exceeded, for IPv6 also packet too big. */
  static boolean isError(IpFamily family, int type) {
    return switch (family) {
      case V4 -> type == 3 || type == 11;
      case V6 -> type >= 1 && type <= 3;
    };
  }

  /** Writes an echo request without its checksum and returns its length in bytes. */
  static int writeRequest(
      MemorySegment target, IpFamily family, int identifier, int sequence, ByteBuffer payload) {
    int length = HEADER_BYTES + payload.remaining();
    target.set(JAVA_BYTE, 0, (byte) requestType(family));
    target.set(JAVA_BYTE, 1, (byte) 0);
    target.set(JAVA_SHORT_UNALIGNED, 2, (short) 0);
    target.set(JAVA_SHORT_UNALIGNED, 4, Short.reverseBytes((short) identifier));
    target.set(JAVA_SHORT_UNALIGNED, 6, Short.reverseBytes((short) sequence));
    MemorySegment.copy(
        MemorySegment.ofBuffer(payload), 0, target, HEADER_BYTES, payload.remaining());
    return length;
  }

  /** Writes the IPv4 checksum of a request; that of IPv6 covers what only the kernel knows. */
  static void writeChecksum(MemorySegment request, int length) {
    request.set(JAVA_SHORT_UNALIGNED, 2, (short) ~sum(request, 0, length));
  }

  /** What a ping socket received: an ICMP message without IP header, its identifier checked. */
  static @Nullable IcmpMessage readBare(MemorySegment bytes, int length, IpFamily family) {
    if (length < HEADER_BYTES || u8(bytes, 0) != replyType(family)) {
      return null;
    }
    return reply(bytes, 0, length);
  }

  /** What the error queue of a ping socket quotes: our own request from its ICMP header on. */
  static int quotedSequence(MemorySegment bytes, int length, IpFamily family) {
    boolean ours = length >= HEADER_BYTES && u8(bytes, 0) == requestType(family);
    return ours ? u16(bytes, 6) : -1;
  }

  /** What a raw IPv4 socket received: with its IP header, and everything that the device got. */
  static @Nullable IcmpMessage readRaw4(MemorySegment bytes, int length, int identifier) {
    int start = v4Payload(bytes, 0, length);
    if (start < 0 || length - start < HEADER_BYTES || sum(bytes, start, length) != 0xffff) {
      return null;
    }
    int type = u8(bytes, start);
    if (type == replyType(IpFamily.V4) && u16(bytes, start + 4) == identifier) {
      return reply(bytes, start, length);
    }
    if (!isError(IpFamily.V4, type)) {
      return null;
    }
    int quoted = start + HEADER_BYTES;
    int echo = v4Payload(bytes, quoted, length);
    return refusal(bytes, length, IpFamily.V4, start, echo, quoted + 16, identifier);
  }

  /** What a raw IPv6 socket received: without IP header, the checksum checked by the kernel. */
  static @Nullable IcmpMessage readRaw6(MemorySegment bytes, int length, int identifier) {
    if (length < HEADER_BYTES) {
      return null;
    }
    int type = u8(bytes, 0);
    if (type == replyType(IpFamily.V6) && u16(bytes, 4) == identifier) {
      return reply(bytes, 0, length);
    }
    int quoted = HEADER_BYTES;
    if (!isError(IpFamily.V6, type)
        || length < quoted + V6_HEADER_BYTES
        || u8(bytes, quoted) >>> 4 != 6
        || u8(bytes, quoted + 6) != Linux.IPPROTO_ICMPV6) {
      return null;
    }
    int echo = quoted + V6_HEADER_BYTES;
    return refusal(bytes, length, IpFamily.V6, 0, echo, quoted + 24, identifier);
  }

  private static IcmpMessage reply(MemorySegment bytes, int start, int length) {
    int payload = start + HEADER_BYTES;
    return new IcmpMessage.Reply(u16(bytes, start + 6), payload, length - payload);
  }

  private static @Nullable IcmpMessage refusal(
      MemorySegment bytes,
      int length,
      IpFamily family,
      int start,
      int echo,
      int destination,
      int identifier) {
    if (echo < 0
        || length - echo < HEADER_BYTES
        || u8(bytes, echo) != requestType(family)
        || u16(bytes, echo + 4) != identifier) {
      return null;
    }
    return new IcmpMessage.Refusal(
        u16(bytes, echo + 6),
        SocketAddressCodec.address(family, bytes, destination, 0),
        u8(bytes, start),
        u8(bytes, start + 1));
  }

  /** Where the ICMP message behind the IPv4 header at {@code start} begins; -1 if there is none. */
  private static int v4Payload(MemorySegment bytes, int start, int length) {
    if (length - start < V4_HEADER_BYTES || u8(bytes, start) >>> 4 != 4) {
      return -1;
    }
    int header = (u8(bytes, start) & 15) * 4;
    boolean icmp = u8(bytes, start + 9) == Linux.IPPROTO_ICMP;
    return icmp && header >= V4_HEADER_BYTES && header <= length - start ? start + header : -1;
  }

  /**
   * The ones' complement sum of RFC 1071 over bytes [from, to), in the byte order of memory; by
   * words of 32 bits, folded in the end (section 2 C).
   */
  private static int sum(MemorySegment bytes, int from, int to) {
    long sum = 0;
    int at = from;
    for (; at + 3 < to; at += 4) {
      sum += Integer.toUnsignedLong(bytes.get(JAVA_INT_UNALIGNED, at));
    }
    for (; at + 1 < to; at += 2) {
      sum += Short.toUnsignedInt(bytes.get(JAVA_SHORT_UNALIGNED, at));
    }
    if (at < to) {
      sum += u8(bytes, at);
    }
    while (sum >>> 16 != 0) {
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    return (int) sum;
  }

  private static int u8(MemorySegment bytes, int at) {
    return Byte.toUnsignedInt(bytes.get(JAVA_BYTE, at));
  }

  private static int u16(MemorySegment bytes, int at) {
    return Short.toUnsignedInt(Short.reverseBytes(bytes.get(JAVA_SHORT_UNALIGNED, at)));
  }
}
