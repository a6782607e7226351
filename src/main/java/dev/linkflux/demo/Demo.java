package dev.linkflux.demo;

import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configurations;
import dev.linkflux.config.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What `linkflux demo` runs with. */
public final class Demo {
  private static final String FILE = "demo.yml";

  private Demo() {}

  /** Three uplinks and three targets, with delays that suit a demonstration. */
  public static Configuration configuration() {
    return switch (Configurations.parse(text(), FILE)) {
      case Reading.Valid valid -> valid.configuration();
      case Reading.Invalid invalid ->
          throw new IllegalStateException(invalid.problems().toString());
    };
  }

  /** In what it differs from the defaults, for a person. */
  public static String differences(Configuration configuration) {
    var rules = configuration.settings().rules();
    return "To be seen in minutes, an uplink proves itself for %d s only (default 20 s), and flapping is forgotten by half in %d s (default 5 min)."
        .formatted(rules.holdDown().toSeconds(), rules.dampening().halfLife().toSeconds());
  }

  private static String text() {
    try (@Nullable InputStream in = Demo.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing in this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
