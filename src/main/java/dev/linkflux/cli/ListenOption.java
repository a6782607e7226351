package dev.linkflux.cli;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An address with a port as an option: {@code 192.0.2.1:862}, {@code [::]:862}. */
final class ListenOption implements ITypeConverter<InetSocketAddress> {
  private static final Pattern FORM =
      Pattern.compile("(?:\\[(?<v6>[^\\]]*:[^\\]]*)\\]|(?<v4>[^:\\[\\]]*)):(?<port>\\d{1,5})");
  private static final int MAX_PORT = 65_535;

  @Override
  public InetSocketAddress convert(String value) {
    Matcher matcher = FORM.matcher(value);
    if (matcher.matches()) {
      String host = matcher.group("v6") == null ? matcher.group("v4") : matcher.group("v6");
      int port = Integer.parseInt(matcher.group("port"));
      try {
        InetAddress address = InetAddress.ofLiteral(host);
        if (port <= MAX_PORT) {
          return new InetSocketAddress(address, port);
        }
      } catch (IllegalArgumentException _) {
        // said below
      }
    }
    throw new TypeConversionException(
        "'" + value + "' is not address:port, as in 192.0.2.1:862 or [::]:862");
  }

  /** As it would be given. */
  static String text(InetSocketAddress listen) {
    String host = listen.getAddress().getHostAddress();
    boolean bracketed = listen.getAddress() instanceof Inet6Address;
    return (bracketed ? "[" + host + "]" : host) + ":" + listen.getPort();
  }
}
