package dev.linkflux.kernel;

import java.net.InetAddress;

/**
 * A range of addresses: those that share the first bits.
 *
 * @param address any address of the range; its bits beyond the prefix must be zero
 * @param length how many bits they share: 0 (everything) to 32 or 128
 */
public record IpPrefix(InetAddress address, int length) {
  public IpPrefix {
    if (length < 0 || length > IpFamily.of(address).addressBits()) {
      throw new IllegalArgumentException("a prefix of " + length + " bits for " + address);
    }
    byte[] bytes = address.getAddress();
    for (int bit = length; bit < bytes.length * 8; bit++) {
      if ((bytes[bit >> 3] >> (7 - (bit & 7)) & 1) != 0) {
        throw new IllegalArgumentException(
            address.getHostAddress() + " has bits beyond its prefix of " + length);
      }
    }
  }

  /**
   * The range of this length around {@code address}.
   *
   * @throws IllegalArgumentException if the length is not of that family
   */
  public static IpPrefix around(InetAddress address, int length) {
    byte[] bytes = address.getAddress();
    for (int bit = Math.max(0, length); bit < bytes.length * 8; bit++) {
      bytes[bit >> 3] &= (byte) ~(0x80 >> (bit & 7));
    }
    return new IpPrefix(IpFamily.of(address).address(bytes, 0), length);
  }

  /** Everything: the destination of a default route, or no condition in a rule. */
  public static IpPrefix all(IpFamily family) {
    return new IpPrefix(family.any(), 0);
  }

  /** Just this one address. */
  public static IpPrefix host(InetAddress address) {
    return new IpPrefix(address, IpFamily.of(address).addressBits());
  }

  public IpFamily family() {
    return IpFamily.of(address);
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + length;
  }
}
