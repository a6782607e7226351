package dev.linkflux.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How fast a trace is played.
 *
 * @param factor seconds of the trace in a second, 0.01 to 100,000; infinite for as fast as can be
 */
record ReplaySpeed(double factor) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)x?");
  private static final double SLOWEST = 0.01;
  private static final double FASTEST = 100_000;

  /** {@code 10x}, {@code 0.5x}, {@code max}. */
  static ReplaySpeed parse(String text) {
    if (text.equals("max")) {
      return new ReplaySpeed(Double.POSITIVE_INFINITY);
    }
    Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
    double factor = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
    if (factor < SLOWEST || factor > FASTEST) {
      throw new IllegalArgumentException(
          "`" + text + "` is no speed: 10x, 0.5x (0.01x to 100000x) or max");
    }
    return new ReplaySpeed(factor);
  }

  /** As an option. */
  static final class Converter implements ITypeConverter<ReplaySpeed> {
    @Override
    public ReplaySpeed convert(String value) {
      try {
        return parse(value);
      } catch (IllegalArgumentException wrong) {
        throw new TypeConversionException(wrong.getMessage());
      }
    }
  }

  @Override
  public String toString() {
    return Double.isInfinite(factor)
        ? "as fast as it can be read"
        : factor == 1
            ? "as fast as it happened"
            : (factor == Math.rint(factor) ? Long.toString((long) factor) : Double.toString(factor))
                + " times as fast as it happened";
  }
}
