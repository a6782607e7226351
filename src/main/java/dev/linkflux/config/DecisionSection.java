package dev.linkflux.config;

import dev.linkflux.decision.Rules;
import dev.linkflux.decision.Rules.Dampening;
import java.time.Duration;
import java.time.ZoneId;

/** {@code decision}: how sure it must be before going down, and before coming back. */
final class DecisionSection {
  private static final int HIGHEST_PENALTY = 1_000_000;

  private DecisionSection() {}

  /** The strategy is that of the default: it has a section of its own. */
  static Rules read(Section section, Rules byDefault, ZoneId zone) {
    Rules rules =
        new Rules(
            section.read(
                "falseSwitches",
                byDefault.falseSwitches(),
                FrequencyText.between(Duration.ofHours(1), Duration.ofDays(3650))),
            section.read(
                "confirm",
                byDefault.confirm(),
                DurationText.between(Duration.ofMillis(100), Duration.ofMinutes(10))),
            section.read(
                "holdDown",
                byDefault.holdDown(),
                DurationText.between(Duration.ofSeconds(1), Duration.ofDays(1))),
            dampening(section.section("dampening"), byDefault.dampening()),
            section.read("recoverAll", byDefault.recoverAll(), Choice::flag),
            byDefault.strategy(),
            zone);
    section.done();
    return rules;
  }

  private static Dampening dampening(Section section, Dampening byDefault) {
    Dampening dampening =
        new Dampening(
            section.read("penalty", byDefault.penalty(), NumberText.decimal(0, HIGHEST_PENALTY)),
            section.read("suppress", byDefault.suppress(), NumberText.decimal(1, HIGHEST_PENALTY)),
            section.read("reuse", byDefault.reuse(), NumberText.decimal(1, HIGHEST_PENALTY)),
            section.read(
                "halfLife",
                byDefault.halfLife(),
                DurationText.between(Duration.ofSeconds(1), Duration.ofDays(1))),
            section.read(
                "cap",
                byDefault.cap(),
                DurationText.between(Duration.ofSeconds(1), Duration.ofDays(1))));
    if (section.isSound("suppress", "reuse") && dampening.reuse() > dampening.suppress()) {
      section.error(
          section.has("reuse") ? "reuse" : "suppress",
          "reuse (%s) is above suppress (%s); the penalty must decay below it"
              .formatted(
                  NumberText.print(dampening.reuse()), NumberText.print(dampening.suppress())));
    }
    double ceiling =
        dampening.reuse()
            * Math.pow(2, (double) dampening.cap().toNanos() / dampening.halfLife().toNanos());
    if (dampening.penalty() > 0
        && section.isSound("suppress", "reuse", "halfLife", "cap")
        && ceiling < dampening.suppress()) {
      section.warning(
          section.has("cap") ? "cap" : "halfLife",
          "dampening never acts: within cap the penalty cannot decay from suppress to reuse"
              + " (RFC 2439 section 4.2); make cap longer or halfLife shorter");
    }
    section.done();
    return dampening;
  }
}
