package dev.linkflux.config;

import dev.linkflux.config.Configuration.Recording;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code trace}: where to record; nothing is recorded without it. */
final class TraceSection {
  private TraceSection() {}

  static @Nullable Recording read(Section root) {
    if (!root.has("trace") || "off".equals(root.word("trace"))) {
      return null;
    }
    Section section = root.section("trace");
    Recording recording =
        new Recording(
            section.read("directory", Recording.DEFAULT.directory(), TraceSection::directory),
            section.read(
                "keep",
                Recording.DEFAULT.keep(),
                DurationText.between(Duration.ofHours(1), Duration.ofDays(3650))));
    section.done();
    return recording;
  }

  private static Path directory(String text) {
    try {
      Path directory = Path.of(text);
      if (!directory.isAbsolute()) {
        throw new MalformedValue(Quoted.of(text) + " is not an absolute path, beginning with /");
      }
      return directory.normalize();
    } catch (InvalidPathException _) {
      throw new MalformedValue(Quoted.of(text) + " is not a path");
    }
  }
}
