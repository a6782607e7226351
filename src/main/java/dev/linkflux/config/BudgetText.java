package dev.linkflux.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Budgets of bytes as text: {@code 2GB/month}, {@code 50MB/month}; decimal prefixes. */
final class BudgetText {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)([a-zA-Z]*)(?:/([a-zA-Z]*))?");
  private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB");
  private static final Map<String, Long> BYTES =
      Map.of(
          "B", 1L, "kB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L, "TB", 1_000_000_000_000L);

  private static final BigDecimal MOST = BigDecimal.TEN.pow(18);

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
    Long unit = BYTES.get(matcher.group(2));
    if (unit == null) {
      throw new MalformedValue(
          matcher.group(2).isEmpty()
              ? text + " has no unit: write it as in 2GB/month"
              : text
                  + ": unknown unit "
                  + matcher.group(2)
                  + " ("
                  + String.join(", ", UNITS)
                  + ")");
    }
    if (!"month".equals(matcher.group(3))) {
      throw new MalformedValue(text + ": a budget is for a month, as in 2GB/month");
    }
    BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
    if (bytes.compareTo(BigDecimal.ONE) < 0) {
      throw new MalformedValue(text + " is less than one byte a month");
    }
    if (bytes.compareTo(MOST) > 0) {
      throw new MalformedValue(text + " is more than 1000000TB");
    }
    return bytes.longValue();
  }
}
