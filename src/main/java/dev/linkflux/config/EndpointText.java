package dev.linkflux.config;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses with ports as text: {@code 127.0.0.1:8470}, {@code [::1]:8470}. */
final class EndpointText {
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([^\\]]*)\\]|([^:\\[\\]]*)):(\\d{1,9})");

  private EndpointText() {}

  /**
   * A parser with a range for the port, ends included.
   *
   * <p>Of all names it knows {@code localhost}, which is 127.0.0.1.
   */
  static Function<String, InetSocketAddress> ports(int least, int most) {
    Function<String, Integer> ports = NumberText.whole(least, most);
    return text -> {
      Matcher matcher = FORM.matcher(text);
      if (!matcher.matches()) {
        throw new MalformedValue(
            Quoted.of(text) + " is not address:port, as in 127.0.0.1:8470 or [::1]:8470");
      }
      String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      int port = port(ports, matcher.group(3));
      InetAddress address = AddressText.parse(host.equals("localhost") ? "127.0.0.1" : host);
      return new InetSocketAddress(address, port);
    };
  }

  static String print(InetSocketAddress endpoint) {
    return print(endpoint.getAddress(), endpoint.getPort());
  }

  static String print(InetAddress address, int port) {
    String host = address.getHostAddress();
    return (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
  }

  private static int port(Function<String, Integer> ports, String text) {
    try {
      return ports.apply(text);
    } catch (MalformedValue e) {
      throw new MalformedValue("port " + e.reason());
    }
  }
}
