package dev.linkflux.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A share that leaves something on either side, on the command line: {@code 30%}. */
final class ShareOption implements ITypeConverter<Double> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,2}(?:\\.\\d{1,3})?)%");
  private static final double LEAST = 10;
  private static final double MOST = 90;

  @Override
  public Double convert(String value) {
    Matcher matcher = FORM.matcher(value);
    double percent = matcher.matches() ? Double.parseDouble(matcher.group(1)) : -1;
    if (!(percent >= LEAST && percent <= MOST)) {
      throw new TypeConversionException("\"" + value + "\": 10% to 90% expected");
    }
    return percent / 100;
  }
}
