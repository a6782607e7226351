package dev.linkflux.replay.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkflux.control.Preset;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Strategy.LowestRtt;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PanelTest {
  private static final Settings DEFAULT = Preset.DEFAULT.settings(List.of(), List.of());

  @Test
  void whatTheTraceCannotAnswerIsNoDial() {
    assertThat(names(Panel.of(DEFAULT, List.of(), List.of())))
        .containsExactly(
            "demands.loss.fail",
            "demands.loss.recover",
            "demands.rtt.fail",
            "demands.rtt.recover",
            "demands.jitter.fail",
            "demands.jitter.recover",
            "quality.window",
            "decision.falseSwitches",
            "decision.confirm",
            "decision.holdDown",
            "decision.dampening.halfLife");
  }

  @Test
  void marginsAreDialsOfLowestRttOnly() {
    Settings lowest = with(LowestRtt.DEFAULT);

    assertThat(names(Panel.of(lowest, List.of(), List.of())))
        .contains("election.margin", "election.lasting");
  }

  @Test
  void thePresentPointIsThePresentSettingsWhateverTheyAre() {
    for (Preset preset : Preset.ALL) {
      Settings settings = preset.settings(List.of(), List.of());
      Dials dials = Panel.of(settings, List.of("demands.pdv", "demands.rise"), List.of());

      assertThat(dials.settings(dials.present())).as(preset.name()).isEqualTo(settings);
    }
  }

  @Test
  void aDemandThatIsOffIsTurnedOnOnlyIfAsked() {
    Dials dials = Panel.of(DEFAULT, List.of("demands.pdv.fail"), List.of());
    int dial = names(dials).indexOf("demands.pdv.fail");

    Settings settings = dials.settings(dials.present().with(dial, 3));

    assertThat(demand(DEFAULT, Metric.PDV)).isEmpty();
    assertThat(demand(settings, Metric.PDV)).isPresent();
  }

  @Test
  void recoverFollowsFail() {
    Dials dials = Panel.of(DEFAULT, List.of(), List.of());
    int dial = names(dials).indexOf("demands.rtt.fail");
    int last = dials.list().get(dial).size() - 1;

    Demand highest = demand(dials.settings(dials.present().with(dial, last)), Metric.RTT).get();

    assertThat(highest).isEqualTo(new Demand(Metric.RTT, 1e9, 6e8));
  }

  @Test
  void recoverIsAlwaysBelowFail() {
    Random dice = new Random(5);
    for (Preset preset : Preset.ALL) {
      Dials dials =
          Panel.of(
              preset.settings(List.of(), List.of()),
              List.of("demands.pdv", "demands.rise"),
              List.of());
      for (int i = 0; i < 2000; i++) {
        List<Integer> rungs = new ArrayList<>();
        dials.list().forEach(dial -> rungs.add(dice.nextInt(dial.size())));
        Point point = new Point(rungs);

        assertThat(dials.settings(point).demands())
            .as("%s %s", preset.name(), point)
            .allMatch(demand -> demand.recover() < demand.fail());
      }
    }
  }

  @Test
  void whatIsFixedStays() {
    Dials dials = Panel.of(DEFAULT, List.of(), List.of("demands", "decision.dampening"));

    assertThat(names(dials))
        .containsExactly(
            "quality.window", "decision.falseSwitches", "decision.confirm", "decision.holdDown");
  }

  @Test
  void anUnknownPathIsRefused() {
    assertThatThrownBy(() -> Panel.of(DEFAULT, List.of(), List.of("probing.interval")))
        .isInstanceOf(MalformedGoal.class)
        .hasMessageContaining("no setting \"probing.interval\" to try: demands.loss.fail,");
    assertThatThrownBy(
            () -> Panel.of(DEFAULT, List.of(), List.of("demands", "quality", "decision")))
        .hasMessageContaining("nothing to try");
  }

  private static Settings with(LowestRtt strategy) {
    return new Settings(
        List.of(),
        List.of(),
        DEFAULT.demands(),
        DEFAULT.probing(),
        DEFAULT.windowing(),
        DEFAULT.rules().with(strategy),
        DEFAULT.routing());
  }

  private static Optional<Demand> demand(Settings settings, Metric metric) {
    return settings.demands().stream().filter(it -> it.metric() == metric).findFirst();
  }

  private static List<String> names(Dials dials) {
    return dials.list().stream().map(Dial::name).toList();
  }

  @Test
  void valuesAreOnesThatAPersonWouldWrite() {
    assertThat(Ladder.nearest(Ladder.DURATIONS, 1.234e9)).isEqualTo(1.2e9);
    assertThat(Ladder.nearest(Ladder.DURATIONS, 100e9)).isEqualTo(90e9);
    assertThat(Ladder.nearest(Ladder.RATIOS, 0.0333)).isEqualTo(0.03);
    assertThat(Ladder.nearest(Ladder.RATIOS, 1)).isEqualTo(0.8);
  }
}
