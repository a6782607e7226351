package dev.linkflux.wire.tls;

import dev.linkflux.uplink.Host;
import java.net.IDN;
import java.net.Inet6Address;
import java.net.InetAddress;

/** How a host is written on the wire. */
public final class HostText {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private HostText() {}

  /**
   * The name as it is asked for (RFC 5890), without the dot of the root; or the address, without
   * its zone.
   */
  public static String plain(Host host) {
    InetAddress address = host.address();
    if (address == null) {
      String name = IDN.toASCII(host.text());
      return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }

  /**
   * The value of the Host header (RFC 9110 section 7.2).
   *
   * @param tls true for HTTPS
   */
  public static String header(Host host, int port, boolean tls) {
    String plain = plain(host);
    String text = host.address() instanceof Inet6Address ? "[" + plain + "]" : plain;
    return port == (tls ? HTTPS : HTTP) ? text : text + ":" + port;
  }
}
