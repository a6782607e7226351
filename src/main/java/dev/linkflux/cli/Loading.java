package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.config.Problems;
import dev.linkflux.config.Reading;
import java.io.PrintWriter;

/** Reads a configuration for a command: warnings are shown, errors end it. */
final class Loading {
  private Loading() {}

  /**
   * The configuration of a reading.
   *
   * @throws Refusal with every problem if there is an error among them
   */
  static Configuration load(Reading reading, PrintWriter err) {
    return switch (reading) {
      case Reading.Valid(Configuration configuration, Problems problems) -> {
        if (!problems.isEmpty()) {
          err.println(problems);
        }
        yield configuration;
      }
      case Reading.Invalid(Problems problems) ->
          throw new Refusal(Refusal.WRONG, problems.toString());
    };
  }
}
