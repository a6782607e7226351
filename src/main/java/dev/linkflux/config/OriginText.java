package dev.linkflux.config;

import java.util.Locale;

/** Origins of pages as text, as browsers send them: {@code https://home.example.net:8443}. */
final class OriginText {
  private OriginText() {}

  /**
   * Scheme, host, and the port unless it is the scheme's (RFC 6454 section 6.2).
   *
   * @throws MalformedValue if it is none, or a star
   */
  static String parse(String text) {
    if (text.equals("*") || text.toLowerCase(Locale.ROOT).equals("null")) {
      throw new MalformedValue(
          Quoted.of(text)
              + " would let every page read; name each, as in https://home.example.net");
    }
    UrlText url;
    try {
      url = UrlText.parse(text);
    } catch (MalformedValue _) {
      throw malformed(text);
    }
    if (!url.target().equals("/")) {
      throw malformed(text);
    }
    String whole = url.print();
    return whole.substring(0, whole.length() - 1);
  }

  private static MalformedValue malformed(String text) {
    return new MalformedValue(
        (text.contains("@") ? "it" : Quoted.of(text)) // there may be a password in it
            + " is not the origin of a page: scheme, host and port, as in"
            + " https://home.example.net or http://192.0.2.1:3000");
  }
}
