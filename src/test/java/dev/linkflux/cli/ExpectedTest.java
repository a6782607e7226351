package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Preset;
import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectedTest {
  private static String of(Preset preset, int targets) {
    Settings plain = Scenario.settings(2, targets);
    return Expected.of(preset.settings(plain.uplinks(), plain.targets()));
  }

  @Test
  void whatFollowsFromSettingsIsToldInThreeLines() {
    List<String> lines = of(Preset.DEFAULT, 3).lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .matches(
            "a blackout is noticed after about 0\\.\\d s: \\d probes in a row without an answer, of"
                + " 3 targets");
    assertThat(lines.get(1)).startsWith("a wrong one is expected at most once in 30 days on each");
    assertThat(lines.get(2))
        .startsWith("an uplink that went down carries again at the earliest 20.0 s after")
        .contains("; after loss, at the earliest ");
  }

  @Test
  void numbersAreShortAndRight() {
    assertThat(of(Preset.PATIENT, 1)).contains(", of 1 target\n").contains("once in 365 days on");
    assertThat(of(Preset.FAST, 2)).contains(", of 2 targets\n").contains("once in 7 days on");
  }
}
