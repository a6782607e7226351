package dev.linkflux.config;

import dev.linkflux.probe.Probing;
import java.time.Duration;

/** {@code probing}: how probes are sent and how long they are waited for. */
final class ProbingSection {
  private static final Duration QUICKEST = Duration.ofMillis(10);

  private static final Duration SLOWEST = Duration.ofMinutes(10);

  private ProbingSection() {}

  static Probing read(Section section, Probing byDefault) {
    Probing probing =
        new Probing(
            section.read("interval", byDefault.interval(), DurationText.between(QUICKEST, SLOWEST)),
            section.read("fast", byDefault.fast(), DurationText.between(QUICKEST, SLOWEST)),
            section.read(
                "timeout",
                byDefault.timeout(),
                DurationText.between(QUICKEST, Duration.ofMinutes(1))),
            section.read("payload", byDefault.payload(), NumberText.whole(8, 1400)));
    if (section.isSound("interval", "fast") && probing.fast().compareTo(probing.interval()) > 0) {
      section.error(
          "fast",
          "%s is above interval (%s); fast is for an uplink that is suspect"
              .formatted(
                  DurationText.print(probing.fast()), DurationText.print(probing.interval())));
    }
    section.done();
    return probing;
  }
}
