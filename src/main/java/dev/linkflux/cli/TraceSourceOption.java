package dev.linkflux.cli;

import dev.linkflux.trace.TraceSource;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A trace, or the log of another program, on the command line. */
final class TraceSourceOption implements ITypeConverter<TraceSource> {
  @Override
  public TraceSource convert(String value) {
    try {
      return TraceSource.parse(value);
    } catch (IllegalArgumentException wrong) {
      throw new TypeConversionException(wrong.getMessage());
    }
  }
}
