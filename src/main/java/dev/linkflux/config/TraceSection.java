package dev.linkflux.config;

import dev.linkflux.config.Configuration.Recording;
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
            section.read("directory", Recording.DEFAULT.directory(), DirectoryText::parse),
            section.read(
                "keep",
                Recording.DEFAULT.keep(),
                DurationText.between(Duration.ofHours(1), Duration.ofDays(3650))));
    section.done();
    return recording;
  }
}
