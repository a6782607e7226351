package dev.linkflux.stream.access;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Under which names the server answers to those who have shown no token. A page from elsewhere
 * whose name is pointed at us (DNS rebinding) comes with its own name in the Host header; it is not
 * taken for somebody on this machine.
 */
public final class Hosts {
  private final InetSocketAddress listen;

  public Hosts(InetSocketAddress listen) {
    this.listen = listen;
  }

  /**
   * True if a request with that Host header is for us.
   *
   * @param header as sent; null is fine, as no browser leaves it out
   */
  public boolean accepts(@Nullable String header) {
    if (header == null) {
      return true;
    }
    String host = withoutPort(header).toLowerCase(Locale.ROOT);
    if (host.equals("localhost") || host.equals(listen.getHostString().toLowerCase(Locale.ROOT))) {
      return true;
    }
    byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
    return literal != null && isOurs(literal);
  }

  /** A literal cannot be pointed elsewhere; where we listen everywhere, each of them is fine. */
  private boolean isOurs(byte[] literal) {
    InetAddress asked = addressOf(literal);
    InetAddress own = listen.getAddress();
    return asked.isLoopbackAddress()
        || (own != null && (own.isAnyLocalAddress() || own.equals(asked)));
  }

  private static InetAddress addressOf(byte[] literal) {
    try {
      return InetAddress.getByAddress(literal);
    } catch (java.net.UnknownHostException e) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes", e);
    }
  }

  private static String withoutPort(String header) {
    if (header.startsWith("[")) {
      int end = header.indexOf(']');
      return end < 0 ? header : header.substring(1, end);
    }
    int colon = header.lastIndexOf(':');
    return colon < 0 ? header : header.substring(0, colon);
  }
}
