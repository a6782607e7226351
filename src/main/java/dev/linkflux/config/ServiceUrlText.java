package dev.linkflux.config;

import dev.linkflux.uplink.Host;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;

/**
 * Addresses of brokers and mail servers as text: {@code mqtts://broker.example.net}, with a port
 * where it is not the usual one, and nothing behind it.
 */
record ServiceUrlText(String scheme, Host host, int port) {
  /**
   * The address that a text is. What is wrong is told without its text, in which a password may
   * stand.
   *
   * @param usual the schemes that are known, and the usual port of each
   * @throws MalformedValue if it is none of these schemes, or has more than a host and a port
   */
  static ServiceUrlText parse(String text, Map<String, Integer> usual) {
    String example =
        "write it as in " + usual.keySet().stream().sorted().findFirst().orElse("") + "://";
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException _) {
      throw new MalformedValue("is not an address: " + example + "host.example.net");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    Integer port = usual.get(scheme);
    if (uri.getRawUserInfo() != null) {
      throw new MalformedValue("has a user or password: they belong under credentials");
    }
    if (port == null || uri.getHost() == null) {
      throw new MalformedValue(
          "is not an address of one of %s: %shost.example.net"
              .formatted(String.join(", ", usual.keySet().stream().sorted().toList()), example));
    }
    String path = uri.getRawPath();
    if (!(path == null || path.isEmpty() || path.equals("/"))
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw new MalformedValue("has something behind host and port, which has no meaning here");
    }
    Host host = HostText.parse(uri.getHost().replaceAll("[\\[\\]]", ""));
    return new ServiceUrlText(
        scheme,
        host,
        uri.getPort() < 0 ? port : NumberText.whole(1, 65_535).apply("" + uri.getPort()));
  }

  /** As it is parsed again. */
  static String print(String scheme, Host host, int port) {
    return scheme + "://" + HostText.print(host, port);
  }
}
