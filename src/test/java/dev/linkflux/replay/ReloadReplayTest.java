package dev.linkflux.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Fitting;
import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Reloads;
import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.trace.Comparison;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trace in which the configuration changes is replayed to the same decisions. */
class ReloadReplayTest {
  private static final Settings FIRST = Scenario.settings(3, 3);

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void itsOwnChangesAreFollowed(long seed) throws IOException {
    List<Event> inputs = Scenario.weather(seed, 3, 3, 60);
    Map<Integer, Settings> changes = new Reloads(seed).several(FIRST, 6, inputs.size());
    List<Event> lived = Lived.journal(FIRST, Reloads.among(inputs, changes));
    Comparison comparison = new Comparison();
    Tally tally = new Tally(FIRST);

    List<Event> replayed = new ArrayList<>();
    new Replay(List.of(Lived.record(lived, directory)))
        .events(
            FIRST,
            config -> changes.get(config.path("number").asInt()),
            comparison::recorded,
            _ -> {})
        .concatMapIterable(batch -> batch)
        .doOnNext(comparison::replayed)
        .doOnNext(tally)
        .doOnNext(replayed::add)
        .blockLast();

    assertThat(comparison.firstDifference(Moment.NEVER)).as("seed %d", seed).isEmpty();
    assertThat(decided(replayed)).as("seed %d", seed).isEqualTo(decided(lived));
    assertThat(replayed.stream().filter(Reconfigured.class::isInstance))
        .hasSameSizeAs(changes.values());
    for (String name : tally.names()) {
      Duration known = Duration.ZERO;
      for (StateName state : StateName.values()) {
        known = known.plus(tally.inState(name, state));
      }
      assertThat(known).isLessThanOrEqualTo(tally.length());
    }
  }

  @Test
  void otherSettingsIgnoreThem() throws IOException {
    List<Event> inputs = Scenario.weather(7, 3, 3, 60);
    Map<Integer, Settings> changes = new Reloads(7).several(FIRST, 6, inputs.size());
    List<Event> lived = Lived.journal(FIRST, Reloads.among(inputs, changes));
    List<Event> heard =
        Reloads.among(inputs, changes).stream()
            .filter(event -> !(event instanceof Reconfigured))
            .toList();

    List<Event> replayed =
        new Replay(List.of(Lived.record(lived, directory)))
            .events(FIRST, _ -> {}, _ -> {})
            .concatMapIterable(batch -> batch)
            .collectList()
            .blockOptional()
            .orElseThrow();

    assertThat(decided(replayed))
        .isEqualTo(decided(Lived.journal(FIRST, new Fitting(FIRST).fit(heard))));
  }

  private static List<Event> decided(List<Event> events) {
    return events.stream()
        .filter(
            event ->
                event instanceof Transition
                    || event instanceof Election
                    || event instanceof RoutePlan)
        .toList();
  }
}
