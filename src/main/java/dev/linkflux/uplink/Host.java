package dev.linkflux.uplink;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody is met: by an address, or by a name that stands for some.
 *
 * @param text as configured
 * @param address what it says, or null if it is a name
 */
public record Host(String text, @Nullable InetAddress address) {
  /** The host of an address. */
  public static Host of(InetAddress address) {
    return new Host(address.getHostAddress(), address);
  }

  /** The host of a name that has to be resolved. */
  public static Host named(String name) {
    return new Host(name, null);
  }
}
