package dev.linkflux.config;

import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often something may happen, as text: {@code 1/30d} is once in 30 days. */
final class FrequencyText {
  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,3})/(.+)");

  private FrequencyText() {}

  /**
   * The mean time between two, in whole nanoseconds, rounded down.
   *
   * @throws MalformedValue if it is no count and duration
   */
  static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new MalformedValue(
          Quoted.of(text)
              + " is not a frequency: a count per duration expected, as in 1/30d (once in 30"
              + " days)");
    }
    return DurationText.parse(matcher.group(2)).dividedBy(Integer.parseInt(matcher.group(1)));
  }

  /** A parser that also checks the mean time between two, ends included. */
  static Function<String, Duration> between(Duration least, Duration most) {
    return text -> {
      Duration between = parse(text);
      if (between.compareTo(least) < 0 || between.compareTo(most) > 0) {
        throw new MalformedValue(
            "%s is out of range: %s to %s expected".formatted(text, print(most), print(least)));
      }
      return between;
    };
  }

  static String print(Duration between) {
    return "1/" + DurationText.print(between);
  }
}
