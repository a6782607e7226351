package dev.linkflux.stream;

import java.util.Locale;

/** Whether somebody who asks will take a kind of content (RFC 9110 section 12.5.1). */
final class Accepted {
  private Accepted() {}

  /**
   * True if the most precise range that fits has not the weight of 0.
   *
   * @param header Accept as sent; empty takes everything
   * @param contentType without parameters
   */
  static boolean by(String header, String contentType) {
    if (header.isBlank()) {
      return true;
    }
    String any = contentType.substring(0, contentType.indexOf('/')) + "/*";
    int precision = 0;
    boolean accepted = false;
    for (String one : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = one.split(";", -1);
      String range = parts[0].strip();
      int fits =
          range.equals(contentType) ? 3 : range.equals(any) ? 2 : range.equals("*/*") ? 1 : 0;
      if (fits > precision) {
        precision = fits;
        accepted = !isZero(parts);
      }
    }
    return accepted;
  }

  private static boolean isZero(String[] parts) {
    for (String part : parts) {
      if (part.strip().matches("q\\s*=\\s*0(\\.0{0,3})?")) {
        return true;
      }
    }
    return false;
  }
}
