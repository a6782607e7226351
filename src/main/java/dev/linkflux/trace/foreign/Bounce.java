package dev.linkflux.trace.foreign;

import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a probe could not be delivered.
 *
 * @param type of the ICMP message, as the log's words mean it
 * @param code of the ICMP message
 * @param reporter who said so, if the log says it as an address
 * @param reason the log's own words
 */
public record Bounce(int type, int code, @Nullable InetAddress reporter, String reason) {
  private static final int UNREACHABLE4 = 3;
  private static final int UNREACHABLE6 = 1;

  /** Of the words that {@code ping} has for it; other locales' words mean the host. */
  static Bounce of(String reporter, String words) {
    InetAddress address = address(reporter);
    boolean six = reporter.indexOf(':') >= 0;
    String said = words.toLowerCase(Locale.ROOT);
    int code; // RFC 792 and RFC 4443, section 3.1
    if (said.contains("no route") || said.contains("net unreachable")) {
      code = 0;
    } else if (said.contains("prohibited") || said.contains("filtered")) {
      code = six ? 1 : 13;
    } else if (said.contains("port unreachable")) {
      code = six ? 4 : 3;
    } else {
      code = six ? 3 : 1;
    }
    return new Bounce(six ? UNREACHABLE6 : UNREACHABLE4, code, address, words);
  }

  private static @Nullable InetAddress address(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
