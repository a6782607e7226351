package dev.linkflux.trace.foreign;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Reads decimal numbers as whole ones of a smaller unit. */
final class Decimal {
  private static final int MOST_DIGITS = 17;

  /** Of seconds, in nanoseconds. */
  static final int SECONDS = 9;

  /** Of milliseconds, in nanoseconds. */
  static final int MILLISECONDS = 6;

  /** What is beyond it (146 years) is no time in any log. */
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE / 2);

  private Decimal() {}

  /**
   * @param digits how many digits the unit is smaller by
   * @throws Unclear if it is no number, negative, or too large
   */
  static long scaled(String text, int digits) throws Unclear {
    long value = 0;
    int seen = 0;
    int behind = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9' && seen < MOST_DIGITS && behind < digits) {
        value = value * 10 + (c - '0');
        seen += value > 0 ? 1 : 0;
        behind += behind >= 0 ? 1 : 0;
      } else if ((c == '.' || c == ',') && behind < 0) {
        behind = 0;
      } else {
        return exact(text, digits);
      }
    }
    int missing = digits - Math.max(behind, 0);
    if (text.isEmpty() || seen + missing > MOST_DIGITS + 1) {
      return exact(text, digits);
    }
    for (int i = 0; i < missing; i++) {
      value *= 10;
    }
    return value;
  }

  private static long exact(String text, int digits) throws Unclear {
    try {
      if (text.length() > 60) {
        throw new NumberFormatException();
      }
      return scaled(new BigDecimal(text.replace(',', '.')), digits);
    } catch (NumberFormatException _) {
      throw new Unclear("a number expected, not " + text.substring(0, Math.min(30, text.length())));
    }
  }

  /** The same of a number that was read already. */
  static long scaled(BigDecimal number, int digits) throws Unclear {
    if (number.signum() < 0 || Math.abs((long) number.scale()) > 400) {
      throw new Unclear("negative, or no time: " + number);
    }
    BigDecimal scaled = number.scaleByPowerOfTen(digits).setScale(0, RoundingMode.HALF_UP);
    if (scaled.compareTo(MOST) > 0) {
      throw new Unclear("too large: " + number);
    }
    return scaled.longValueExact();
  }
}
