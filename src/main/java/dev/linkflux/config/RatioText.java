package dev.linkflux.config;

import java.math.BigDecimal;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Ratios as text: per cent only, {@code 2%}, {@code 0.5%}. A bare {@code 0.02} is refused, since
 * {@code 2} beside it could mean either.
 */
final class RatioText {
  private static final Pattern FORM = Pattern.compile("\\d{1,9}(\\.\\d{1,15})?%");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,15})?");

  private RatioText() {}

  /**
   * The ratio that a text says, from 0 to 1.
   *
   * @throws MalformedValue if it has no {@code %}, is no number, or is above 100 %
   */
  static double parse(String text) {
    if (NUMBER.matcher(text).matches()) {
      throw new MalformedValue(text + " has no unit: write a percentage, as in 2%");
    }
    if (!FORM.matcher(text).matches()) {
      throw new MalformedValue(Quoted.of(text) + " is not a percentage, as in 2% or 0.5%");
    }
    BigDecimal percent = new BigDecimal(text.substring(0, text.length() - 1));
    if (percent.compareTo(BigDecimal.valueOf(100)) > 0) {
      throw new MalformedValue(text + " is out of range: 0% to 100% expected");
    }
    return percent.movePointLeft(2).doubleValue();
  }

  /** A parser for ratios above 0. */
  static Function<String, Double> upTo(double most) {
    return text -> {
      double ratio = parse(text);
      if (!(ratio > 0 && ratio <= most)) {
        throw new MalformedValue(
            text + " is out of range: above 0% to " + print(most) + " expected");
      }
      return ratio;
    };
  }

  /** The shortest text that parses to the same ratio. */
  static String print(double ratio) {
    return BigDecimal.valueOf(ratio).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
  }
}
