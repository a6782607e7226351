package dev.linkflux.config;

import dev.linkflux.uplink.Host;
import java.net.Inet6Address;
import java.net.InetAddress;
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

  /** {@code 192.0.2.1:53} and {@code [2001:db8::1]:53} have one, {@code 2001:db8::1} has not. */
  static boolean hasPort(String text) {
    return text.startsWith("[")
        || (text.contains(":") && text.indexOf(':') == text.lastIndexOf(':'));
  }

  /**
   * The address that a host is given by.
   *
   * @throws MalformedValue if it is a name
   */
  static InetAddress addressOf(Host host) {
    InetAddress address = host.address();
    if (address == null) {
      throw new MalformedValue(
          Quoted.of(host.text())
              + " is a name: a target of this kind needs an IP address, as in 192.0.2.1 or"
              + " 2001:db8::1 (names are for the other kinds)");
    }
    return address;
  }

  /** The host, if it can be the same one behind every uplink. */
  static Host farAway(Host host) {
    InetAddress address = host.address();
    if (address != null && address.isLinkLocalAddress()) {
      throw new MalformedValue("a link-local address cannot be behind every uplink");
    }
    return host;
  }
}
