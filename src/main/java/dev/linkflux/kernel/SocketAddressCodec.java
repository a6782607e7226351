package dev.linkflux.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Writes and reads sockaddr_in (16 bytes) and sockaddr_in6 (28 bytes). */
final class SocketAddressCodec {
  /** Room for either kind. */
  static final int MAX_BYTES = 28;

  private static final int V4_BYTES = 16;

  private SocketAddressCodec() {}

  /** Writes {@code address} with port 0; see {@link #write(InetAddress, int, MemorySegment)}. */
  static int write(InetAddress address, MemorySegment target) {
    return write(address, 0, target);
  }

  /** Writes an address to the start of {@code target} and says how many bytes it takes. */
  static int write(InetAddress address, int port, MemorySegment target) {
    IpFamily family = IpFamily.of(address);
    target.set(JAVA_SHORT_UNALIGNED, 0, (short) family.number());
    target.set(JAVA_SHORT_UNALIGNED, 2, Short.reverseBytes((short) port));
    byte[] bytes = address.getAddress();
    MemorySegment.copy(bytes, 0, target, JAVA_BYTE, addressOffset(family), bytes.length);
    return switch (family) {
      case V4 -> {
        target.set(JAVA_LONG_UNALIGNED, 8, 0);
        yield V4_BYTES;
      }
      case V6 -> {
        target.set(JAVA_INT_UNALIGNED, 4, 0); // no flow label
        target.set(JAVA_INT_UNALIGNED, 24, ((Inet6Address) address).getScopeId());
        yield MAX_BYTES;
      }
    };
  }

  /**
   * The address that stands at {@code offset}, if the {@code length} bytes from there hold an IPv4
   * or IPv6 one.
   */
  static @Nullable InetAddress read(MemorySegment source, long offset, long length) {
    if (length < V4_BYTES || offset + length > source.byteSize()) {
      return null;
    }
    short number = source.get(JAVA_SHORT_UNALIGNED, offset);
    if (number == Linux.AF_INET) {
      return address(IpFamily.V4, source, offset + addressOffset(IpFamily.V4), 0);
    }
    if (number == Linux.AF_INET6 && length >= MAX_BYTES) {
      int scope = source.get(JAVA_INT_UNALIGNED, offset + 24);
      return address(IpFamily.V6, source, offset + addressOffset(IpFamily.V6), scope);
    }
    return null;
  }

  /** Whether both begin with the same, as long as {@code one} says that its kind is. */
  static boolean isSame(MemorySegment one, MemorySegment other) {
    long family = one.get(JAVA_LONG_UNALIGNED, 0);
    return family == other.get(JAVA_LONG_UNALIGNED, 0)
        && ((short) family == Linux.AF_INET
            || (one.get(JAVA_LONG_UNALIGNED, 8) == other.get(JAVA_LONG_UNALIGNED, 8)
                && one.get(JAVA_LONG_UNALIGNED, 16) == other.get(JAVA_LONG_UNALIGNED, 16)
                && one.get(JAVA_INT_UNALIGNED, 24) == other.get(JAVA_INT_UNALIGNED, 24)));
  }

  /** The port of the address that stands at {@code offset}, where {@link #read} finds one. */
  static int port(MemorySegment source, long offset) {
    return Short.toUnsignedInt(Short.reverseBytes(source.get(JAVA_SHORT_UNALIGNED, offset + 2)));
  }

  /** The address whose bare bytes stand at {@code offset}. */
  static InetAddress address(IpFamily family, MemorySegment source, long offset, int scope) {
    byte[] bytes = new byte[family.addressBytes()];
    MemorySegment.copy(source, JAVA_BYTE, offset, bytes, 0, bytes.length);
    return family.address(bytes, scope);
  }

  private static int addressOffset(IpFamily family) {
    return family == IpFamily.V4 ? 4 : 8;
  }
}
