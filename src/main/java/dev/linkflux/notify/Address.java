package dev.linkflux.notify;

import dev.linkflux.uplink.Host;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Where a webhook is. Its path may be all that keeps others from using it, and is never shown.
 *
 * @param host name or address, without brackets
 * @param literal the address, or null if it is a name
 * @param port 1 to 65535
 * @param target path and query of the request
 */
record Address(boolean tls, String host, @Nullable InetAddress literal, int port, String target) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /**
   * Takes a URL apart.
   *
   * @throws IllegalArgumentException if it is none of http or https with a host; does not show it
   */
  static Address of(String url) {
    URI uri = uri(url);
    boolean tls = "https".equalsIgnoreCase(uri.getScheme());
    String host = uri.getHost();
    if (host == null || !(tls || "http".equalsIgnoreCase(uri.getScheme()))) {
      throw new IllegalArgumentException("the URL of a webhook is none of http or https");
    }
    String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    int port = uri.getPort() > 0 ? uri.getPort() : tls ? HTTPS : HTTP;
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new Address(tls, plain, literal(plain), port, path + query);
  }

  private static URI uri(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException _) { // it would quote the URL
      throw new IllegalArgumentException("the URL of a webhook is malformed");
    }
  }

  private static @Nullable InetAddress literal(String host) {
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /** Whom a certificate must name. */
  Host asHost() {
    return literal == null ? Host.named(host) : Host.of(literal);
  }

  /** Host and port as a header has them (RFC 9110 section 7.2), and as the log has. */
  String name() {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return port == (tls ? HTTPS : HTTP) ? shown : shown + ":" + port;
  }

  @Override
  public String toString() {
    return name();
  }
}
