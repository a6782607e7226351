package dev.linkflux.uplink;

import java.net.InetAddress;

/**
 * An address with the length of its network prefix.
 *
 * @param length in bits: 0 to 32, or to 128
 */
public record Prefix(InetAddress address, int length) {
  public Prefix {
    if (length < 0 || length > address.getAddress().length * 8) {
      throw new IllegalArgumentException(
          "prefix length " + length + " of " + address.getHostAddress());
    }
  }

  /** The network that the address is in: its bits beyond the prefix are zero. */
  public Prefix network() {
    byte[] bytes = address.getAddress();
    for (int bit = length; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
    }
    return new Prefix(addressOf(bytes), length);
  }

  public boolean isIpv6() {
    return address.getAddress().length == 16;
  }

  /** The whole length: one host. */
  public boolean isHost() {
    return length == address.getAddress().length * 8;
  }

  /** All addresses of a family: the destination of a default route. */
  public static Prefix everything(boolean ipv6) {
    return new Prefix(addressOf(new byte[ipv6 ? 16 : 4]), 0);
  }

  /** One host: the whole length. */
  public static Prefix host(InetAddress address) {
    return new Prefix(address, address.getAddress().length * 8);
  }

  private static InetAddress addressOf(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (java.net.UnknownHostException e) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes", e);
    }
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + length;
  }
}
