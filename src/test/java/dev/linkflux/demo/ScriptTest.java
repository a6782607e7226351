package dev.linkflux.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Uplink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** What the decisions make of the script, in simulated time. */
class ScriptTest {
  private final Settings settings = Demo.configuration().settings();
  private Climate climate = Climate.FAIR;

  /** The script through the real decisions. */
  private Scenario played(int seconds, long seed) {
    Scenario scenario = new Scenario(settings, seed);
    turn(scenario, Climate.FAIR);
    Script.scenes()
        .takeWhile(scene -> scene.at().toSeconds() < seconds)
        .forEach(
            scene -> {
              scenario.run(scene.at().toNanos() / 1e9 - scenario.now() / 1e9);
              turn(scenario, scene.climate());
            });
    return scenario.run(seconds - scenario.now() / 1e9);
  }

  private void turn(Scenario scenario, Climate now) {
    boolean links = scenario.now() == 0 || !now.unplugged().equals(climate.unplugged());
    climate = now;
    for (Uplink uplink : settings.uplinks()) {
      for (int target = 0; target < settings.targets().size(); target++) {
        Weather weather = now.weather(uplink.id().ordinal(), target);
        scenario.set(
            uplink.id().ordinal(),
            target,
            new Scenario.Path(
                weather.loss(),
                weather.rtt().toNanos() / 1e6,
                weather.jitter().toNanos() / 1e6,
                weather.frozen(),
                Scenario.Path.GOOD.manners()));
      }
    }
    if (links) {
      new EmulatedLinks(settings.uplinks(), Flux.just(now))
          .facts()
          .toIterable()
          .forEach(fact -> scenario.hear(fact.at(new Moment(scenario.now()))));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theFirstMinuteShowsABrownoutAFreezeALostCarrierAndTheWayBack(long seed) {
    Scenario scenario = played(60, seed);
    List<Transition> transitions = scenario.outputs(Transition.class);
    String story = story(scenario);

    assertThat(transitions)
        .as(story)
        .anySatisfy(it -> told(it, "fibre", StateName.DEGRADED, Cause.RTT))
        .anySatisfy(it -> told(it, "lte", StateName.DOWN, Cause.BLACKOUT))
        .anySatisfy(it -> told(it, "fibre", StateName.UP, Cause.RECOVERED))
        .anySatisfy(it -> told(it, "lte", StateName.UP, Cause.RECOVERED))
        .anySatisfy(it -> told(it, "fibre", StateName.DOWN, Cause.CARRIER_LOST));
    assertThat(carried(scenario)).as(story).containsExactly("fibre", "lte", "dsl", "fibre", "lte");
  }

  private static void told(Transition transition, String uplink, StateName to, Cause cause) {
    assertThat(transition.uplink().name()).isEqualTo(uplink);
    assertThat(transition.to()).isEqualTo(to);
    assertThat(transition.cause()).isEqualTo(cause);
  }

  /** Who carried, one after the other. */
  private static List<String> carried(Scenario scenario) {
    List<String> names = new ArrayList<>();
    for (Election election : scenario.outputs(Election.class)) {
      String name = election.carrying().getFirst().name();
      if (names.isEmpty() || !names.getLast().equals(name)) {
        names.add(name);
      }
    }
    return names;
  }

  private static String story(Scenario scenario) {
    StringBuilder story = new StringBuilder();
    for (var event : scenario.outputs()) {
      switch (event) {
        case Transition it -> line(story, it.at(), it.sentence() + " [" + it.to() + "]");
        case Election it -> line(story, it.at(), "  " + it.carrying() + " " + it.sentence());
        default -> {}
      }
    }
    return story.toString();
  }

  private static void line(StringBuilder story, Moment at, String sentence) {
    story.append('\n').append("%7.2f ".formatted(at.nanos() / 1e9)).append(sentence);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theCircleShowsASilentTargetIsolationAndFlappingAndEndsWell(long seed) {
    Scenario scenario = played(315, seed);
    List<Transition> transitions = scenario.outputs(Transition.class);
    String story = story(scenario);

    assertThat(transitions)
        .as("while portal is silent:%s", story)
        .noneSatisfy(it -> assertThat(it.at().nanos() / 1e9).isBetween(70.0, 100.0));
    assertThat(scenario.outputs(Election.class))
        .as(story)
        .anySatisfy(it -> assertThat(it.cause()).isEqualTo(Cause.ISOLATED));
    assertThat(transitions)
        .as("while all are silent:%s", story)
        .noneSatisfy(
            it -> {
              assertThat(it.at().nanos() / 1e9).isBetween(135.0, 145.0);
              assertThat(it.to()).isEqualTo(StateName.DOWN);
            });
    assertThat(transitions)
        .as(story)
        .anySatisfy(it -> assertThat(it.cause()).isEqualTo(Cause.DAMPENED))
        .anySatisfy(it -> told(it, "fibre", StateName.DEGRADED, Cause.LOSS))
        .anySatisfy(it -> told(it, "lte", StateName.DEGRADED, Cause.RTT));
    assertThat(carried(scenario)).as(story).endsWith("fibre");
  }

  @Test
  void theScriptGoesOnForEverInOrder() {
    List<Scene> scenes = Script.scenes().limit(1000).toList();
    assertThat(scenes).extracting(Scene::at).isSorted().doesNotHaveDuplicates();
    assertThat(scenes).extracting(Scene::sentence).doesNotContain("");
    assertThat(scenes.getLast().at()).isGreaterThan(Duration.ofHours(3));
    assertThat(scenes).filteredOn(it -> it.climate().equals(Climate.FAIR)).hasSizeGreaterThan(100);
  }
}
