package dev.linkflux.replay.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configurations;
import dev.linkflux.config.Fragment;
import dev.linkflux.config.Reading;
import dev.linkflux.control.Preset;
import dev.linkflux.control.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What tuning advises, pasted under the configuration that it was tuned from. */
class FragmentOfDialsTest {
  private static final List<String> OFF = List.of("demands.pdv", "demands.rise");

  @Test
  void givesExactlyTheSettingsThatWereTried() {
    Random dice = new Random(12);
    for (Preset preset : Preset.ALL) {
      String base = "preset: " + preset.name() + "\nuplinks: [{name: a, interface: a}]\n";
      Settings present = read(base);
      Dials dials = Panel.of(present, OFF, List.of());
      for (int i = 0; i < 40; i++) {
        Settings other = dials.settings(anywhere(dials, dice));
        String pasted = base + Fragment.yaml(Fragment.of(present, other));

        assertThat(read(pasted)).as(pasted).isEqualTo(other);
      }
    }
  }

  @Test
  void saysNothingOfWhatIsTheSame() {
    Settings present = read("uplinks: [{name: a, interface: a}]\n");
    Dials dials = Panel.of(present, OFF, List.of());
    int confirm = dials.list().stream().map(Dial::name).toList().indexOf("decision.confirm");
    Settings other = dials.settings(dials.present().with(confirm, 0));

    assertThat(Fragment.yaml(Fragment.of(present, present))).isEmpty();
    assertThat(Fragment.yaml(Fragment.of(present, other)))
        .isEqualTo("decision:\n  confirm: 200ms\n");
  }

  @Test
  void saysBothFiguresOfADemandAndOnlyWhatDiffersOfTheRest() {
    Settings present = read("uplinks: [{name: a, interface: a}]\n");
    Settings other =
        read(
            """
            uplinks: [{name: a, interface: a}]
            demands: {loss: {fail: 10%, recover: 5%}}
            decision: {dampening: {halfLife: 2m}}
            election: {strategy: lowest-rtt}
            """);

    assertThat(Fragment.yaml(Fragment.of(present, other)))
        .isEqualTo(
            """
            demands:
              loss: {fail: 10%, recover: 5%}
            decision:
              dampening: {halfLife: 2m}
            election:
              strategy: lowest-rtt
              margin: 10ms
              share: 20%
              lasting: 30s
            """);
  }

  private static Point anywhere(Dials dials, Random dice) {
    List<Integer> rungs = new ArrayList<>();
    for (Dial dial : dials.list()) {
      rungs.add(dice.nextBoolean() ? dial.present() : dice.nextInt(dial.size()));
    }
    return new Point(rungs);
  }

  private static Settings read(String text) {
    return switch (Configurations.parse(text, "config.yml")) {
      case Reading.Valid(Configuration configuration, _) -> configuration.settings();
      case Reading.Invalid invalid -> throw new AssertionError(invalid.problems() + "\n" + text);
    };
  }
}
