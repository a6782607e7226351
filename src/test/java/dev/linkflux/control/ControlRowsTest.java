package dev.linkflux.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Election;
import dev.linkflux.decision.Transition;
import dev.linkflux.probe.Doubt;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.probe.Probing;
import dev.linkflux.quality.Quality;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.route.Routing;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Metric;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the stages in a row make of settings and events. */
class ControlRowsTest {
  private static final long MS = 1_000_000;
  private static final Settings SETTINGS = Scenario.settings(1, 1);
  private static final ProbeId FIRST = id(1);
  private static final ProbeId SECOND = id(2);

  private static ProbeId id(long sequence) {
    return new ProbeId(
        SETTINGS.uplinks().getFirst().id(), SETTINGS.targets().getFirst().id(), sequence);
  }

  private static Moment millis(long millis) {
    return new Moment(millis * MS);
  }

  private static Settings demanding(Demand... demands) {
    return new Settings(
        SETTINGS.uplinks(),
        SETTINGS.targets(),
        List.of(demands),
        new Probing(Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofMillis(800), 16),
        SETTINGS.windowing(),
        SETTINGS.rules(),
        SETTINGS.routing());
  }

  /** Milliseconds after which a probe to a target that answers in 20 ms is missing. */
  private static long patience(Settings settings) {
    Control control = new Control(settings);
    List<Event> outputs = new ArrayList<>();
    control.accept(new Observation.Sent(millis(0), FIRST), outputs::add);
    control.accept(new Observation.Returned(millis(20), FIRST, 20 * MS), outputs::add);
    control.accept(new Observation.Sent(millis(1000), SECOND), outputs::add);
    control.accept(new Woken(millis(5000)), outputs::add);
    return outputs.stream()
            .filter(Doubt.Missing.class::isInstance)
            .mapToLong(event -> event.at().nanos() / MS)
            .sum()
        - 1000;
  }

  @Test
  void aProbeIsWaitedForAsLongAsTheDemandOnTheRoundTripTimeAllows() {
    assertThat(
            patience(
                demanding(
                    new Demand(Metric.LOSS, 0.1, 0.03), new Demand(Metric.RTT, 250e6, 200e6))))
        .isEqualTo(250);
  }

  @Test
  void withoutSuchADemandItIsWaitedForUntilTheTimeOut() {
    assertThat(patience(demanding(new Demand(Metric.JITTER, 80e6, 50e6)))).isEqualTo(800);
    assertThat(patience(demanding())).isEqualTo(800);
  }

  @Test
  void whatEachStageMakesIsSeenByTheNextAndComesOut() {
    Control control = new Control(SETTINGS);
    List<Event> outputs = new ArrayList<>();
    control.accept(
        new LinkFacts(
            millis(0),
            SETTINGS.uplinks().getFirst().id(),
            2,
            true,
            true,
            List.of(new Prefix(InetAddress.ofLiteral("10.0.0.2"), 24)),
            List.of(InetAddress.ofLiteral("10.0.0.1")),
            false),
        outputs::add);
    for (int i = 1; i <= 10; i++) {
      control.accept(new Observation.Sent(millis(i * 100L), id(i)), outputs::add);
      control.accept(new Observation.Returned(millis(i * 100L + 20), id(i), 20 * MS), outputs::add);
    }
    assertThat(outputs)
        .hasAtLeastOneElementOfType(LinkFacts.class)
        .hasAtLeastOneElementOfType(Outcome.Replied.class)
        .hasAtLeastOneElementOfType(Quality.class)
        .hasAtLeastOneElementOfType(Transition.class)
        .hasAtLeastOneElementOfType(Election.class)
        .hasAtLeastOneElementOfType(RoutePlan.class);
  }

  @Test
  void whatTheyWereMadeOfMayChangeAfterwards() {
    List<Uplink> uplinks = new ArrayList<>(SETTINGS.uplinks());
    List<Target> targets = new ArrayList<>(SETTINGS.targets());
    List<Demand> demands = new ArrayList<>(SETTINGS.demands());
    Settings settings =
        new Settings(
            uplinks,
            targets,
            demands,
            SETTINGS.probing(),
            SETTINGS.windowing(),
            SETTINGS.rules(),
            SETTINGS.routing());
    uplinks.clear();
    targets.clear();
    demands.clear();
    assertThat(settings).isEqualTo(SETTINGS);
  }

  @Test
  void aPresetIsSettingsForGivenUplinksAndTargets() {
    for (Preset preset : Preset.ALL) {
      assertThat(preset.settings(SETTINGS.uplinks(), SETTINGS.targets()))
          .isEqualTo(
              new Settings(
                  SETTINGS.uplinks(),
                  SETTINGS.targets(),
                  preset.demands(),
                  preset.probing(),
                  preset.windowing(),
                  preset.rules(),
                  Routing.DEFAULT));
    }
  }
}
