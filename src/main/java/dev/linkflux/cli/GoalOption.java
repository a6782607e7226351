package dev.linkflux.cli;

import dev.linkflux.replay.tune.Goal;
import dev.linkflux.replay.tune.MalformedGoal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What is wanted of settings, on the command line. */
final class GoalOption implements ITypeConverter<Goal> {
  @Override
  public Goal convert(String value) {
    try {
      return Goal.parse(value);
    } catch (MalformedGoal malformed) {
      throw new TypeConversionException(malformed.getMessage());
    }
  }
}
