package dev.linkflux.kernel;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** IPv4 or IPv6. */
public enum IpFamily {
  V4(Linux.AF_INET, 4),
  V6(Linux.AF_INET6, 16);

  private final int number;
  private final int addressBytes;

  IpFamily(int number, int addressBytes) {
    this.number = number;
    this.addressBytes = addressBytes;
  }

  /** The family of {@code address}. */
  public static IpFamily of(InetAddress address) {
    return address instanceof Inet4Address ? V4 : V6;
  }

  /** The family that AF_INET or AF_INET6 stands for; null for any other number. */
  static @Nullable IpFamily ofNumber(int number) {
    return switch (number) {
      case Linux.AF_INET -> V4;
      case Linux.AF_INET6 -> V6;
      default -> null;
    };
  }

  /** AF_INET or AF_INET6. */
  int number() {
    return number;
  }

  /** Length of an address: 4 or 16 bytes. */
  public int addressBytes() {
    return addressBytes;
  }

  /** Length of an address: 32 or 128 bits. */
  public int addressBits() {
    return addressBytes * 8;
  }

  /** The address of all zero bits, which stands for "any". */
  public InetAddress any() {
    return address(new byte[addressBytes], 0);
  }

  /**
   * The address of these bytes, which must be {@link #addressBytes} many.
   *
   * @param scope the interface index that an IPv6 address is valid on; 0 for everywhere
   */
  InetAddress address(byte[] bytes, int scope) {
    if (bytes.length != addressBytes) {
      throw new IllegalArgumentException(bytes.length + " bytes are no " + this + " address");
    }
    try {
      // Not InetAddress.getByAddress for IPv6: it makes an IPv4 address of ::ffff:a.b.c.d.
      return switch (this) {
        case V4 -> InetAddress.getByAddress(bytes);
        case V6 -> Inet6Address.getByAddress(null, bytes, scope == 0 ? -1 : scope);
      };
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
