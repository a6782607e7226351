package dev.linkflux.uplink;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * One that is asked for addresses.
 *
 * @param port 1 to 65535
 * @param tls the name in its certificate if it is asked by DNS over TLS (RFC 7858), else null
 */
public record Nameserver(InetAddress address, int port, @Nullable String tls) {
  public static final int TLS_PORT = 853;

  /** One that is asked in the clear at the usual port. */
  public static Nameserver at(InetAddress address) {
    return new Nameserver(address, Question.Dns.PORT, null);
  }
}
