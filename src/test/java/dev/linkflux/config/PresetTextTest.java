package dev.linkflux.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Preset;
import dev.linkflux.control.Settings;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Metric;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A preset sets the defaults of sections; what stands in them overrides it. */
class PresetTextTest {
  static final List<Preset> PRESETS = Preset.ALL;

  private static Configuration with(Preset preset, String more) {
    return Samples.valid(Samples.UPLINKS + "preset: " + preset.name() + "\n" + more);
  }

  @ParameterizedTest
  @FieldSource("PRESETS")
  void aPresetGivesEveryDefault(Preset preset) {
    Configuration configuration = with(preset, "");
    Settings settings = configuration.settings();
    assertThat(settings.probing()).isEqualTo(preset.probing());
    assertThat(settings.windowing()).isEqualTo(preset.windowing());
    assertThat(settings.demands()).containsExactlyInAnyOrderElementsOf(preset.demands());
    assertThat(settings.rules()).isEqualTo(preset.rules().with(ZoneId.systemDefault()));
    assertThat(configuration.effective().path("preset").asText()).isEqualTo(preset.name());
  }

  @ParameterizedTest
  @FieldSource("PRESETS")
  void nobodyIsWarnedOfWhatAPresetSays(Preset preset) {
    assertThat(Samples.problems(Samples.UPLINKS + "preset: " + preset.name())).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("PRESETS")
  void whatStandsThereOverridesIt(Preset preset) {
    Settings settings =
        with(
                preset,
                """
                probing: {timeout: 1700ms}
                quality: {window: 47s}
                demands: {loss: {fail: 30%, recover: 1%}, rtt: off, pdv: {fail: 9ms, recover: 7ms}}
                decision: {holdDown: 99s, dampening: {cap: 29m}}
                """)
            .settings();
    assertThat(settings.probing().timeout()).isEqualTo(Duration.ofMillis(1700));
    assertThat(settings.probing().interval()).isEqualTo(preset.probing().interval());
    assertThat(settings.windowing().window()).isEqualTo(Duration.ofSeconds(47));
    assertThat(settings.windowing().recent()).isEqualTo(preset.windowing().recent());
    assertThat(settings.demands())
        .contains(new Demand(Metric.LOSS, 0.30, 0.01), new Demand(Metric.PDV, 9e6, 7e6))
        .noneMatch(demand -> demand.metric() == Metric.RTT);
    assertThat(settings.rules().holdDown()).isEqualTo(Duration.ofSeconds(99));
    assertThat(settings.rules().confirm()).isEqualTo(preset.rules().confirm());
    assertThat(settings.rules().dampening().cap()).isEqualTo(Duration.ofMinutes(29));
    assertThat(settings.rules().dampening().penalty())
        .isEqualTo(preset.rules().dampening().penalty());
  }

  @Test
  void aDemandOfAPresetThatIsOnlyGivenItsFailKeepsItsRecover() {
    double recover =
        Preset.SATELLITE.demands().stream()
            .filter(demand -> demand.metric() == Metric.RTT)
            .findFirst()
            .orElseThrow()
            .recover();
    assertThat(with(Preset.SATELLITE, "demands: {rtt: {fail: 2s}}").settings().demands())
        .contains(new Demand(Metric.RTT, 2e9, recover));
  }
}
