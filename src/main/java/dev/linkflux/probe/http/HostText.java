package dev.linkflux.probe.http;

import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Question;
import java.net.IDN;
import java.net.Inet6Address;
import java.net.InetAddress;

/** How a host is written on the wire. */
final class HostText {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private HostText() {}

  /**
   * The name as it is asked for (RFC 5890), without the dot of the root; or the address, without
   * its zone.
   */
  static String plain(Host host) {
    InetAddress address = host.address();
    if (address == null) {
      String name = IDN.toASCII(host.text());
      return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }

  /** The value of the Host header (RFC 9110 section 7.2). */
  static String header(Question.Http question) {
    String plain = plain(question.host());
    String host = question.host().address() instanceof Inet6Address ? "[" + plain + "]" : plain;
    boolean usual = question.port() == (question.tls() ? HTTPS : HTTP);
    return usual ? host : host + ":" + question.port();
  }
}
