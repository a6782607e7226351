package dev.linkflux.config;

import java.math.BigDecimal;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes on disk as text: {@code 64MB}, {@code 1.5GB}; decimal prefixes. */
final class SizeText {
  private static final Pattern FORM = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)([a-zA-Z]*)");

  private SizeText() {}

  /** A parser of bytes that also checks the range, ends included. */
  static Function<String, Long> between(long least, long most) {
    return text -> {
      BigDecimal bytes = parse(text);
      if (bytes.compareTo(BigDecimal.valueOf(least)) < 0
          || bytes.compareTo(BigDecimal.valueOf(most)) > 0) {
        throw new MalformedValue(
            text + " is out of range: " + print(least) + " to " + print(most) + " expected");
      }
      return bytes.longValue();
    };
  }

  private static BigDecimal parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new MalformedValue(
          Quoted.of(text) + " is not a size: one number and one unit expected, as in 64MB, 1GB");
    }
    return ByteUnit.bytes(matcher.group(1), matcher.group(2), text, "64MB");
  }

  /** As it is parsed: in the largest unit of which it is a whole number. */
  static String print(long bytes) {
    int unit = 0;
    long count = bytes;
    while (unit + 1 < ByteUnit.ALL.size() && count > 0 && count % 1000 == 0) {
      count /= 1000;
      unit++;
    }
    return count + ByteUnit.ALL.get(unit);
  }
}
