package dev.linkflux.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Scenario.Path;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stalled;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Uplink;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After whatever weather: an uplink that is well again returns, and dampening has its cap. */
class ReturnLawTest {
  /** Until the figures of a smoothed jitter and of the loss of a window are well again. */
  private static final int FIGURES = 60;

  /** How long an uplink that does well may be kept from being up, seconds. */
  private static double longest(Settings settings) {
    Duration cap = settings.rules().dampening().cap();
    Duration hold = settings.rules().holdDown();
    return (cap.compareTo(hold) > 0 ? cap : hold).toNanos() / 1e9;
  }

  /** All is well from now on. */
  private static void clear(Scenario scenario) {
    for (Uplink uplink : scenario.settings().uplinks()) {
      scenario.set(uplink.id().ordinal(), Path.GOOD);
      scenario.hear(
          new LinkFacts(
              new Moment(scenario.now()),
              uplink.id(),
              uplink.id().ordinal() + 1,
              true,
              true,
              List.of(new Prefix(InetAddress.ofLiteral("192.0.2.10"), 24)),
              List.of(InetAddress.ofLiteral("192.0.2.1")),
              false));
    }
  }

  private static void returns(Scenario history) {
    clear(history);
    Settings settings = history.settings();
    double interval = settings.probing().interval().toNanos() / 1e9;
    history.run(longest(settings) + FIGURES * interval);
    Map<String, StateName> states = states(history);
    for (Uplink uplink : settings.uplinks()) {
      assertThat(states.get(uplink.name()))
          .as("%s, after %s", uplink.name(), history.outputs(Transition.class))
          .isEqualTo(uplink.disabled() ? StateName.DISABLED : StateName.UP);
    }
  }

  private static Map<String, StateName> states(Scenario history) {
    Map<String, StateName> states = new HashMap<>();
    history
        .settings()
        .uplinks()
        .forEach(
            uplink ->
                states.put(
                    uplink.name(), uplink.disabled() ? StateName.DISABLED : StateName.UNKNOWN));
    history
        .outputs(Transition.class)
        .forEach(transition -> states.put(transition.uplink().name(), transition.to()));
    return states;
  }

  /** What a return is told to take at most, whatever came before. */
  private static void isCapped(Scenario history) {
    double most = longest(history.settings()) + 0.001;
    for (Transition transition : history.outputs(Transition.class)) {
      if (transition.to() == StateName.RECOVERING) {
        assertThat(transition.evidence())
            .as("%s", transition)
            .filteredOn(figure -> figure.name().equals("hold-down"))
            .singleElement()
            .satisfies(figure -> assertThat(figure.value()).isLessThanOrEqualTo(most));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 31, 32, 33})
  void whatDoesWellAgainIsUpAfterHoldDownOrCapAtTheLatest(int block) {
    Histories.brief(
        block,
        history -> {
          isCapped(history);
          returns(history);
        });
  }

  @Test
  void soItIsAfterTenMinutesOfAnyPreset() {
    Histories.lasting(
        history -> {
          isCapped(history);
          returns(history);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {34, 35})
  void aReturnThatNothingBreaksTakesAsLongAsItWasTold(int block) {
    Histories.brief(
        block,
        history -> {
          boolean stalled = history.inputs().stream().anyMatch(Stalled.class::isInstance);
          Map<String, Transition> begun = new HashMap<>();
          for (Transition now : history.outputs(Transition.class)) {
            Transition before = begun.remove(now.uplink().name());
            if (now.to() == StateName.RECOVERING) {
              begun.put(now.uplink().name(), now);
            } else if (before != null && now.to() == StateName.UP && !stalled) {
              double told = before.evidence().getFirst().value();
              double took = now.at().since(before.at()).toNanos() / 1e9;
              assertThat(took).as("%s, %s", before, now).isGreaterThan(told - 0.001);
            }
          }
        });
  }
}
