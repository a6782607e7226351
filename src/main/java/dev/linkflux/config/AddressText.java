package dev.linkflux.config;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.regex.Pattern;

/** IP addresses as text. Nothing is ever resolved here. */
final class AddressText {
  private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern V4_WITH_PORT = Pattern.compile("[\\d.]+:\\d+");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final String EXAMPLES = "as in 192.0.2.1 or 2001:db8::1";

  private AddressText() {}

  /**
   * The address that a text is.
   *
   * @throws MalformedValue if it is a name, has a port or a zone, or is no address
   */
  static InetAddress parse(String text) {
    try {
      if (V4.matcher(text).matches()) {
        return Inet4Address.ofLiteral(text);
      }
      if (V6.matcher(text).matches() && !V4_WITH_PORT.matcher(text).matches()) {
        return Inet6Address.ofLiteral(text);
      }
    } catch (IllegalArgumentException _) {
      throw new MalformedValue(Quoted.of(text) + " is not an IP address, " + EXAMPLES);
    }
    throw new MalformedValue(Quoted.of(text) + whatElse(text));
  }

  /**
   * The address of a single host.
   *
   * @throws MalformedValue if it is none, or that of a group or of no host at all
   */
  static InetAddress host(String text) {
    InetAddress address = parse(text);
    if (address.isMulticastAddress()
        || address.isAnyLocalAddress()
        || text.equals("255.255.255.255")) {
      throw new MalformedValue(text + " is not the address of a host");
    }
    return address;
  }

  private static String whatElse(String text) {
    if (V4_WITH_PORT.matcher(text).matches() || text.startsWith("[")) {
      return " has a port: an address alone expected, " + EXAMPLES;
    }
    if (text.contains("%")) {
      return " has a zone: leave out the % and what follows";
    }
    if (text.matches(".*[a-zA-Z].*")) {
      return " is not an IP address: a name will not do here, write the address, " + EXAMPLES;
    }
    return " is not an IP address, " + EXAMPLES;
  }
}
