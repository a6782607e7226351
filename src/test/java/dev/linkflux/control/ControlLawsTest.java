package dev.linkflux.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Election;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds of the whole machine whatever comes in. The seed stands in the name of the failing
 * case.
 */
class ControlLawsTest {
  private static final int UPLINKS = 3;
  private static final int TARGETS = 3;

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  static List<Event> run(List<? extends Event> inputs) {
    List<Event> outputs = new ArrayList<>();
    Control control = new Control(Scenario.settings(UPLINKS, TARGETS));
    inputs.forEach(event -> control.accept(event, outputs::add));
    return outputs;
  }

  private static List<Event> withoutWakeUps(List<Event> events) {
    return events.stream().filter(event -> !(event instanceof Woken)).toList();
  }

  private static List<Event> upTo(List<Event> inputs) {
    List<Event> all = new ArrayList<>(inputs);
    all.add(new Woken(inputs.getLast().at().plusNanos(60_000_000_000L)));
    return all;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void extraWakeUpsChangeNothing(long seed) {
    List<Event> inputs = upTo(Scenario.weather(seed, UPLINKS, TARGETS, 240));
    SplittableRandom random = new SplittableRandom(seed);
    List<Event> more = new ArrayList<>();
    Moment last = Moment.ZERO;
    for (Event event : inputs) {
      long gap = event.at().nanos() - last.nanos();
      long at = last.nanos();
      for (int i = random.nextInt(4); i > 0 && gap > 0; i--) {
        at += random.nextLong(gap / 4 + 1);
        more.add(new Woken(new Moment(at)));
      }
      more.add(event);
      last = event.at();
    }
    assertThat(withoutWakeUps(run(more))).isEqualTo(withoutWakeUps(run(inputs)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatComesOutIsInTimeOrder(long seed) {
    Moment last = Moment.ZERO;
    for (Event event : run(upTo(Scenario.weather(seed, UPLINKS, TARGETS, 240)))) {
      assertThat(event.at()).isGreaterThanOrEqualTo(last);
      last = event.at();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void transitionsOfAnUplinkFollowOnOneAnother(long seed) {
    Map<String, StateName> states = new HashMap<>();
    for (Event event : run(upTo(Scenario.weather(seed, UPLINKS, TARGETS, 240)))) {
      if (event instanceof Transition transition) {
        StateName before = states.put(transition.uplink().name(), transition.to());
        assertThat(transition.from()).isEqualTo(before == null ? StateName.UNKNOWN : before);
        assertThat(transition.sentence()).contains(transition.uplink().name());
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void exactlyOneUplinkCarriesAndItIsNeverLeftForAWorseOne(long seed) {
    Map<String, StateName> states = new HashMap<>();
    for (Event event : run(upTo(Scenario.weather(seed, UPLINKS, TARGETS, 240)))) {
      if (event instanceof Transition transition) {
        states.put(transition.uplink().name(), transition.to());
      } else if (event instanceof Election election) {
        assertThat(election.carrying()).hasSize(1);
        StateName chosen =
            states.getOrDefault(election.carrying().getFirst().name(), StateName.UNKNOWN);
        if (states.containsValue(StateName.UP)) {
          assertThat(chosen).isIn(StateName.UP, StateName.UNKNOWN);
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void paceAlternates(long seed) {
    Map<String, Boolean> fast = new HashMap<>();
    for (Event event : run(upTo(Scenario.weather(seed, UPLINKS, TARGETS, 240)))) {
      if (event instanceof Pace pace) {
        assertThat(fast.put(pace.uplink().name(), pace.isFast())).isNotEqualTo(pace.isFast());
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theSameInputsGiveTheSameOutputs(long seed) {
    List<Event> inputs = upTo(Scenario.weather(seed, UPLINKS, TARGETS, 240));
    assertThat(run(inputs)).isEqualTo(run(inputs));
  }
}
