package dev.linkflux.cli;

import dev.linkflux.config.DurationText;
import dev.linkflux.replay.trial.Beginning;
import dev.linkflux.time.Moment;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A point in a trace as it is given on the command line. */
sealed interface TracePoint {
  /** A time of the wall clock by which the trace was recorded. */
  record At(Instant wall) implements TracePoint {}

  /** So long after the trace's beginning. */
  record After(Duration since) implements TracePoint {}

  /** The moment that is meant, of that trace; its beginning if that is later. */
  default Moment in(Beginning beginning) {
    return switch (this) {
      case At(Instant wall) -> beginning.moment(wall);
      case After(Duration since) -> beginning.moment(beginning.wall(beginning.first()).plus(since));
    };
  }

  /**
   * {@code 2026-11-22T03:00:00Z}, with any offset, UTC without one, the clock or its seconds left
   * out; {@code +90m} or {@code 90m} from the beginning.
   */
  static TracePoint parse(String text) {
    if (text.matches("\\d{4}-\\d\\d-\\d\\d.*")) {
      String iso = text.replace(' ', 'T');
      List<Function<String, Instant>> forms =
          List.of(
              it -> OffsetDateTime.parse(it).toInstant(),
              it -> LocalDateTime.parse(it).toInstant(ZoneOffset.UTC),
              it -> LocalDate.parse(it).atStartOfDay().toInstant(ZoneOffset.UTC));
      for (Function<String, Instant> form : forms) {
        try {
          return new At(form.apply(iso));
        } catch (DateTimeException _) {
          // the next form, or said below
        }
      }
    } else {
      try {
        return new After(DurationText.parse(text.startsWith("+") ? text.substring(1) : text));
      } catch (RuntimeException _) {
        // said below
      }
    }
    throw new IllegalArgumentException(
        "`"
            + text
            + "` is neither a time, as 2026-11-22T03:00:00Z or 2026-11-22T03:00 (UTC), nor a"
            + " duration from the trace's beginning, as +90m");
  }

  /** As an option. */
  final class Converter implements ITypeConverter<TracePoint> {
    @Override
    public TracePoint convert(String value) {
      try {
        return parse(value);
      } catch (IllegalArgumentException wrong) {
        throw new TypeConversionException(wrong.getMessage());
      }
    }
  }
}
