package dev.linkflux.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Durations as text: one number and one unit, {@code 300ms}, {@code 1.5s}, {@code 5m}, {@code 1h},
 * {@code 30d}. A day has 24 hours. Nothing is longer than 36500 days.
 */
public final class DurationText {
  /** Units by the order of their size. */
  private enum Unit {
    NS("ns", 1),
    US("us", 1_000),
    MS("ms", 1_000_000),
    S("s", 1_000_000_000),
    M("m", 60_000_000_000L),
    H("h", 3_600_000_000_000L),
    D("d", 86_400_000_000_000L);

    private final String text;
    private final long nanos;

    Unit(String text, long nanos) {
      this.text = text;
      this.nanos = nanos;
    }

    static @Nullable Unit of(String text) {
      for (Unit unit : values()) {
        if (unit.text.equals(text)) {
          return unit;
        }
      }
      return null;
    }
  }

  private static final Pattern FORM = Pattern.compile("(\\d{1,20}(?:\\.\\d{1,20})?)([a-zA-Zµ]*)");
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private DurationText() {}

  /**
   * The duration that a text says.
   *
   * @throws MalformedValue if there is no unit, an unknown one, or anything else
   */
  public static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new MalformedValue(
          Quoted.of(text)
              + " is not a duration: one number and one unit expected, as in 300ms, 2s, 5m, 1h,"
              + " 30d");
    }
    String number = matcher.group(1);
    if (matcher.group(2).isEmpty()) {
      throw new MalformedValue(text + " has no unit: write " + number + "ms or " + number + "s");
    }
    Unit unit = Unit.of(matcher.group(2));
    if (unit == null) {
      throw new MalformedValue(
          Quoted.of(text) + ": unknown unit " + matcher.group(2) + " (ns, us, ms, s, m, h, d)");
    }
    return exactly(text, new BigDecimal(number).multiply(BigDecimal.valueOf(unit.nanos)));
  }

  /** The shortest exact text: the largest unit of which it is a whole number. */
  public static String print(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos == 0) {
      return "0s";
    }
    Unit[] units = Unit.values();
    int largest = units.length - 1;
    while (nanos % units[largest].nanos != 0) {
      largest--;
    }
    return nanos / units[largest].nanos + units[largest].text;
  }

  /** A parser that also checks the range, ends included. */
  static Function<String, Duration> between(Duration least, Duration most) {
    return text -> {
      Duration duration = parse(text);
      if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
        throw new MalformedValue(
            text + " is out of range: " + print(least) + " to " + print(most) + " expected");
      }
      return duration;
    };
  }

  private static Duration exactly(String text, BigDecimal nanos) {
    if (nanos.compareTo(BigDecimal.valueOf(LONGEST.toNanos())) > 0) {
      throw new MalformedValue(text + " is too long: at most " + print(LONGEST));
    }
    BigInteger whole = nanos.toBigInteger();
    if (nanos.compareTo(new BigDecimal(whole)) != 0) {
      throw new MalformedValue(text + " is no whole number of nanoseconds");
    }
    return Duration.ofNanos(whole.longValueExact());
  }
}
