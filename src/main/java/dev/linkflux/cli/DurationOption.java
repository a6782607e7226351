package dev.linkflux.cli;

import dev.linkflux.config.DurationText;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations on the command line, written as in the configuration. */
final class DurationOption implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String value) {
    try {
      return DurationText.parse(value);
    } catch (RuntimeException malformed) {
      throw new TypeConversionException(malformed.getMessage());
    }
  }
}
