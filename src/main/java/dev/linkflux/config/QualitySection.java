package dev.linkflux.config;

import dev.linkflux.quality.Windowing;
import java.time.Duration;

/** {@code quality}: over what it is taken. */
final class QualitySection {
  private QualitySection() {}

  static Windowing read(Section section, Windowing byDefault) {
    Duration window =
        section.read(
            "window",
            byDefault.window(),
            DurationText.between(Duration.ofSeconds(5), Duration.ofHours(1)));
    section.done();
    return new Windowing(window, byDefault.recent(), byDefault.every());
  }
}
