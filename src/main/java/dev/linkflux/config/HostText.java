package dev.linkflux.config;

import dev.linkflux.uplink.Host;
import java.net.Inet6Address;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hosts as text: an address literal, or a name that is resolved when it is needed. */
final class HostText {
  /** RFC 1123 section 2.1; an underscore is no letter of a host name, but some have it. */
  private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");

  private static final Pattern WITH_PORT =
      Pattern.compile("(?:\\[([^\\]]*)\\]|([^:\\[\\]]*)):(\\d{1,9})");
  private static final int LONGEST = 253;

  private HostText() {}

  /**
   * The host that a text is.
   *
   * @throws MalformedValue if it is neither an address of a single host nor a name
   */
  static Host parse(String text) {
    if (text.contains(":") || text.matches("[0-9.]+")) {
      return Host.of(AddressText.host(text));
    }
    return Host.named(name(text));
  }

  /**
   * A name of the DNS, in lower case and without the dot at its end.
   *
   * @throws MalformedValue if it is none
   */
  static String name(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    boolean sound = !name.isEmpty() && name.length() <= LONGEST;
    for (String label : name.split("\\.", -1)) {
      sound &= LABEL.matcher(label).matches();
    }
    if (!sound) {
      throw new MalformedValue(
          Quoted.of(text)
              + " is not a name: letters, digits and hyphens between dots expected,"
              + " as in example.net; an international name in its xn-- form");
    }
    return name;
  }

  /**
   * A parser of {@code host:port}; an IPv6 address stands in brackets.
   *
   * @param make what becomes of the two
   */
  static <T> Function<String, T> withPort(BiFunction<Host, Integer, T> make) {
    return text -> {
      Matcher matcher = WITH_PORT.matcher(text);
      if (!matcher.matches()) {
        throw new MalformedValue(
            Quoted.of(text) + " has no port: write host:port, or give the port apart");
      }
      String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      return make.apply(parse(host), port(matcher.group(3)));
    };
  }

  private static int port(String text) {
    try {
      return NumberText.whole(1, 65_535).apply(text);
    } catch (MalformedValue e) {
      throw new MalformedValue("port " + e.reason());
    }
  }

  /** {@code host:port}, with brackets where they are needed. */
  static String print(Host host, int port) {
    return print(host) + ":" + port;
  }

  /** As it stands in a URL. */
  static String print(Host host) {
    return host.address() instanceof Inet6Address ? "[" + host.text() + "]" : host.text();
  }
}
