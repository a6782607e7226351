package dev.linkflux.config;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Budgets of bytes as text: {@code 2GB/month}, {@code 50MB/month}; decimal prefixes. */
final class BudgetText {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)([a-zA-Z]*)(?:/([a-zA-Z]*))?");
  private static final BigDecimal MOST = BigDecimal.TEN.pow(18);

  /** From here on a number has too many digits to be read again. */
  private static final long SHORT = 1_000_000_000;

  private BudgetText() {}

  /**
   * Bytes a month, above 0.
   *
   * @throws MalformedValue if it is anything but number, unit and {@code /month}
   */
  static long parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new MalformedValue(
          Quoted.of(text) + " is not a budget: bytes a month expected, as in 2GB/month");
    }
    BigDecimal bytes = ByteUnit.bytes(matcher.group(1), matcher.group(2), text, "2GB/month");
    if (!"month".equals(matcher.group(3))) {
      throw new MalformedValue(text + ": a budget is for a month, as in 2GB/month");
    }
    if (bytes.compareTo(BigDecimal.ONE) < 0) {
      throw new MalformedValue(text + " is less than one byte a month");
    }
    if (bytes.compareTo(MOST) > 0) {
      throw new MalformedValue(text + " is more than 1000000TB");
    }
    return bytes.longValue();
  }

  /** As it is parsed: in the largest unit of which it is a whole number, if that is short. */
  static String print(long bytes) {
    int whole = 0;
    long size = 1;
    while (whole + 1 < ByteUnit.ALL.size() && bytes % (size * 1000) == 0) {
      whole++;
      size *= 1000;
    }
    if (bytes / size < SHORT) {
      return bytes / size + ByteUnit.ALL.get(whole) + "/month";
    }
    int unit = whole;
    for (long count = bytes / size; count >= SHORT; count /= 1000) {
      unit++;
    }
    BigDecimal number = BigDecimal.valueOf(bytes, 3 * unit).stripTrailingZeros();
    return number.toPlainString() + ByteUnit.ALL.get(unit) + "/month";
  }

  /** The next budget with two digits that are not 0. */
  static long roundedUp(long bytes) {
    return BigDecimal.valueOf(bytes).round(new MathContext(2, RoundingMode.CEILING)).longValue();
  }
}
