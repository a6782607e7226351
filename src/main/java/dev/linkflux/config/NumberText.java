package dev.linkflux.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Numbers as text: whole ones, decimal or hexadecimal ({@code 0x1000}), and plain decimals. */
final class NumberText {
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9]\\d{0,18})");
  private static final Pattern HEXADECIMAL = Pattern.compile("0[xX]([0-9a-fA-F]{1,16})");
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

  private NumberText() {}

  /**
   * A parser for whole numbers of a range, ends included.
   *
   * <p>A leading zero is refused: to some readers it means octal.
   */
  static Function<String, Integer> whole(int least, int most) {
    return text -> {
      BigInteger number = whole(text);
      if (number.compareTo(BigInteger.valueOf(least)) < 0
          || number.compareTo(BigInteger.valueOf(most)) > 0) {
        throw new MalformedValue(
            "%s is out of range: %d to %d expected".formatted(text, least, most));
      }
      return number.intValueExact();
    };
  }

  /** A parser for the 32 bits of a mark: 0 to 0xffffffff, where the highest bit is a bit. */
  static Function<String, Integer> word32() {
    return text -> {
      BigInteger number = whole(text);
      if (number.signum() < 0 || number.bitLength() > Integer.SIZE) {
        throw new MalformedValue("%s is out of range: 0 to 0xffffffff expected".formatted(text));
      }
      return number.intValue();
    };
  }

  /** A parser for numbers of a range, ends included. */
  static Function<String, Double> decimal(double least, double most) {
    return text -> {
      if (!DECIMAL.matcher(text).matches()) {
        throw new MalformedValue(Quoted.of(text) + " is not a number, as in 1500");
      }
      double number = Double.parseDouble(text);
      if (number < least || number > most) {
        throw new MalformedValue(
            "%s is out of range: %s to %s expected".formatted(text, print(least), print(most)));
      }
      return number;
    };
  }

  /** Without exponent, and without a fraction where there is none. */
  static String print(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private static BigInteger whole(String text) {
    var hexadecimal = HEXADECIMAL.matcher(text);
    if (hexadecimal.matches()) {
      return new BigInteger(hexadecimal.group(1), 16);
    }
    if (!WHOLE.matcher(text).matches()) {
      throw new MalformedValue(Quoted.of(text) + " is not a whole number, as in 10 or 0x1000");
    }
    return new BigInteger(text);
  }
}
