package dev.linkflux.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.time.Dated;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in: somebody carries while anybody can, and nobody is left without a reason. */
class CarryingLawTest {
  /** What an observer who hears only transitions and elections knows. */
  private static final class Observer {
    private final Settings settings;
    private final StateName[] states;
    private List<UplinkId> carrying = List.of();
    private boolean elected;

    private final Map<UplinkId, Steered> wishes = new HashMap<>();

    /** There is a calendar. */
    private boolean dated;

    /** Transitions since the last election. */
    private final List<Transition> news = new ArrayList<>();

    Observer(Settings settings) {
      this.settings = settings;
      this.states =
          settings.uplinks().stream()
              .map(uplink -> uplink.disabled() ? StateName.DISABLED : StateName.UNKNOWN)
              .toArray(StateName[]::new);
    }

    void hear(Event event) {
      if (event instanceof Transition transition) {
        states[transition.uplink().ordinal()] = transition.to();
        news.add(transition);
        rests(transition);
      } else if (event instanceof Election election) {
        if (elected && !election.carrying().equals(carrying)) {
          hasAReason(election);
        }
        elected = true;
        carrying = election.carrying();
        news.clear();
        isComplete(election);
      } else if (event instanceof Steered word) {
        wishes.put(word.uplink(), word);
      } else if (event instanceof Dated) {
        dated = true;
      }
    }

    private boolean isWanted(UplinkId uplink, Steering steering, Moment at) {
      Steered word = wishes.get(uplink);
      return word != null && word.steering() == steering && !word.until().isBefore(at);
    }

    /** It may be left aside though it is up: the operator wants it so, or it may be worked on. */
    private boolean mayBeAside(Uplink uplink, Moment at) {
      return isWanted(uplink.id(), Steering.AVOID, at)
          || (dated && !uplink.maintenance().isEmpty());
    }

    /** Between two moments: nothing is left to be said of the one before. */
    void settled(Moment at) {
      boolean any = Stream.of(states).anyMatch(state -> state != StateName.DISABLED);
      if (!elected) {
        return;
      }
      assertThat(carrying.isEmpty()).as("nobody carries at %s", at).isEqualTo(!any);
      boolean up =
          settings.uplinks().stream()
              .anyMatch(it -> states[it.id().ordinal()] == StateName.UP && !mayBeAside(it, at));
      for (UplinkId one : carrying) {
        StateName state = states[one.ordinal()];
        assertThat(state).as("%s carries at %s", one, at).isNotEqualTo(StateName.DISABLED);
        if (up && isWanted(one, Steering.PIN, at)) {
          assertThat(state).as("%s is pinned at %s", one, at).isNotEqualTo(StateName.DOWN);
        } else if (up) {
          assertThat(state)
              .as("%s carries at %s, though another is up: %s", one, at, List.of(states))
              .isIn(StateName.UP, StateName.UNKNOWN);
        }
      }
    }

    /** A fall, and a return, rests on figures. */
    private static void rests(Transition transition) {
      assertThat(transition.sentence()).isNotBlank();
      switch (transition.to()) {
        case DOWN, DEGRADED, RECOVERING ->
            assertThat(transition.evidence()).as("%s", transition).isNotEmpty();
        case UP, UNKNOWN, DISABLED -> {}
      }
    }

    /** What carried has fallen, or what carries now has risen; or it is told what was weighed. */
    private void hasAReason(Election election) {
      assertThat(election.sentence()).as("%s", election).isNotBlank();
      boolean moved =
          news.stream()
              .anyMatch(
                  transition ->
                      transition.at().equals(election.at())
                          && transition.cause() == election.cause());
      boolean weighed =
          election.considered().stream().anyMatch(one -> !one.evidence().isEmpty())
              || election.cause() == Cause.OPERATOR
              || election.cause() == Cause.MAINTENANCE;
      assertThat(moved || weighed).as("%s after %s", election, news).isTrue();
    }

    /** Every uplink is in it, once. */
    private void isComplete(Election election) {
      List<UplinkId> all = new ArrayList<>(election.carrying());
      all.addAll(election.standby());
      election.excluded().forEach(one -> all.add(one.uplink()));
      assertThat(all)
          .as("%s", election)
          .containsExactlyInAnyOrderElementsOf(
              settings.uplinks().stream().map(uplink -> uplink.id()).toList());
    }
  }

  private static void holds(Scenario history) {
    Observer observer = new Observer(history.settings());
    Moment last = Moment.ZERO;
    for (Event event : history.outputs()) {
      if (event.at().isAfter(last)) {
        observer.settled(last);
        last = event.at();
      }
      observer.hear(event);
    }
    observer.settled(last);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 21, 22, 23, 24, 25})
  void somebodyCarriesWhileAnybodyCanAndEverySwitchHasItsReason(int block) {
    Histories.brief(block, CarryingLawTest::holds);
  }

  @Test
  void andThroughTenMinutesOfAnyPreset() {
    Histories.lasting(CarryingLawTest::holds);
  }

  @Test
  void theHistoriesComeThroughEveryStateAndCause() {
    List<Transition> all = new ArrayList<>();
    List<Cause> elections = new ArrayList<>();
    Histories.brief(
        26,
        history -> {
          all.addAll(history.outputs(Transition.class));
          history.outputs(Election.class).forEach(election -> elections.add(election.cause()));
        });
    assertThat(all.stream().map(Transition::to))
        .contains(StateName.UP, StateName.DOWN, StateName.DEGRADED, StateName.RECOVERING);
    assertThat(all.stream().map(Transition::cause))
        .contains(
            Cause.NO_INTERFACE,
            Cause.CARRIER_LOST,
            Cause.NO_ADDRESS,
            Cause.NO_GATEWAY,
            Cause.BLACKOUT,
            Cause.LOSS,
            Cause.RTT,
            Cause.JITTER,
            Cause.RECOVERED,
            Cause.DAMPENED,
            Cause.STARTED);
    assertThat(elections).contains(Cause.ISOLATED);
  }
}
