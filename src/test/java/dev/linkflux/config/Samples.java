package dev.linkflux.config;

import java.util.List;

/** What several tests of this package read. */
final class Samples {
  /** The least that is valid, and of which nobody warns. */
  static final String UPLINKS =
      "uplinks: [{name: fibre, interface: wan1}, {name: lte, interface: wan2, tier: 2}]\n";

  private Samples() {}

  static Configuration valid(String text) {
    return switch (Configurations.parse(text, "config.yml")) {
      case Reading.Valid(Configuration configuration, _) -> configuration;
      case Reading.Invalid(Problems problems) -> throw new AssertionError(problems.toString());
    };
  }

  /** The problems of a text, one a line, without those that {@link #UPLINKS} spares. */
  static List<String> problems(String text) {
    return Configurations.parse(text, "config.yml").problems().list().stream()
        .map(Problem::toString)
        .toList();
  }
}
