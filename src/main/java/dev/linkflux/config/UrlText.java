package dev.linkflux.config;

import dev.linkflux.uplink.Host;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Addresses of pages as text: {@code https://example.net/generate_204}.
 *
 * @param target path and query, beginning with a slash
 */
record UrlText(boolean tls, Host host, int port, String target) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final int LONGEST = 2000;
  private static final String MASKED = "/...";

  /**
   * The address that a text is.
   *
   * @throws MalformedValue if it is none of http or https, or has more than host, port, path and
   *     query
   */
  static UrlText parse(String text) {
    URI uri = uri(text);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    String host = uri.getHost();
    if ((!scheme.equals("http") && !scheme.equals("https")) || host == null) {
      throw malformed(text, "is not an address of a page");
    }
    if (uri.getRawUserInfo() != null) {
      // Which are not to be shown.
      throw new MalformedValue("has a user or password: credentials do not belong here");
    }
    if (uri.getRawFragment() != null) {
      throw malformed(text, "has a #, which is never sent");
    }
    boolean tls = scheme.equals("https");
    int port =
        uri.getPort() < 0 ? usual(tls) : NumberText.whole(1, 65_535).apply("" + uri.getPort());
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    if (path.startsWith("//")) {
      throw malformed(text, "has a path that begins with two slashes");
    }
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new UrlText(tls, HostText.parse(host.replaceAll("[\\[\\]]", "")), port, path + query);
  }

  /** As it is parsed again. */
  String print() {
    return (tls ? "https" : "http")
        + "://"
        + HostText.print(host)
        + (port == usual(tls) ? "" : ":" + port)
        + target;
  }

  /**
   * The same without its path and query, which may be all that keeps others from using it.
   *
   * @param url as it was printed
   */
  static String masked(String url) {
    UrlText whole = parse(url);
    return new UrlText(whole.tls, whole.host, whole.port, whole.target.equals("/") ? "/" : MASKED)
        .print();
  }

  private static int usual(boolean tls) {
    return tls ? HTTPS : HTTP;
  }

  private static URI uri(String text) {
    try {
      URI uri = new URI(text);
      if (text.length() <= LONGEST && text.chars().allMatch(c -> c > ' ' && c < 127)) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // told below, like what is too long
    }
    throw malformed(text, "is not an address of a page");
  }

  private static MalformedValue malformed(String text, String what) {
    return new MalformedValue(
        Quoted.of(text) + " " + what + ": write it as in https://example.net/generate_204");
  }
}
