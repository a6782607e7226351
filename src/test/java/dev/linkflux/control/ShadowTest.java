package dev.linkflux.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.Cases;
import dev.linkflux.control.Scenario.Path;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stage;
import dev.linkflux.time.Woken;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A second configuration beside the live one tells all that it would have done, and does none. */
class ShadowTest {
  private static final int UPLINKS = 3;
  private static final int TARGETS = 3;
  private static final Settings LIVE = Scenario.settings(UPLINKS, TARGETS);
  private static final Settings OTHER = Preset.FAST.settings(LIVE.uplinks(), LIVE.targets());

  static LongStream seeds() {
    return LongStream.range(0, Cases.of(60));
  }

  private static List<Event> live(List<? extends Event> inputs) {
    return through(new Control(LIVE), inputs);
  }

  private static List<Event> liveBeside(Settings shadow, List<? extends Event> inputs) {
    return through(new Control(LIVE), through(new Shadow(shadow), inputs));
  }

  private static List<Event> through(Stage stage, List<? extends Event> inputs) {
    List<Event> outputs = new ArrayList<>();
    inputs.forEach(event -> stage.accept(event, outputs::add));
    return outputs;
  }

  private static List<Event> decided(List<Event> outputs) {
    return outputs.stream()
        .filter(event -> event instanceof Transition || event instanceof Election)
        .toList();
  }

  private static List<Event> shadowed(List<Event> outputs) {
    return outputs.stream()
        .filter(Shadowed.class::isInstance)
        .map(event -> ((Shadowed) event).decision())
        .toList();
  }

  private static List<Event> weather(long seed) {
    List<Event> inputs = new ArrayList<>(Scenario.weather(seed, UPLINKS, TARGETS, 240));
    inputs.add(new Woken(inputs.getLast().at().plusNanos(60_000_000_000L)));
    return inputs;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsLiveIsTheSameWithAndWithoutAShadow(long seed) {
    List<Event> inputs = weather(seed);
    List<Event> beside = liveBeside(OTHER, inputs);
    assertThat(beside).hasAtLeastOneElementOfType(Shadowed.class);
    assertThat(beside.stream().filter(event -> !(event instanceof Shadowed)).toList())
        .isEqualTo(live(inputs));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aShadowSaysWhatItsSettingsWouldHaveDecidedOnTheSameInputs(long seed) {
    List<Event> inputs = weather(seed);
    assertThat(shadowed(liveBeside(OTHER, inputs)))
        .isEqualTo(decided(through(new Control(OTHER), inputs)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aShadowOfTheSameSettingsSaysWhatIsDecided(long seed) {
    List<Event> outputs = liveBeside(LIVE, weather(seed));
    assertThat(shadowed(outputs)).isEqualTo(decided(outputs));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatComesOutIsInTimeOrder(long seed) {
    Moment last = Moment.ZERO;
    for (Event event : liveBeside(OTHER, weather(seed))) {
      assertThat(event.at()).isGreaterThanOrEqualTo(last);
      last = event.at();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void extraWakeUpsChangeNothingOfWhatAShadowSays(long seed) {
    List<Event> inputs = weather(seed);
    SplittableRandom random = new SplittableRandom(seed);
    List<Event> more = new ArrayList<>();
    Moment last = Moment.ZERO;
    for (Event event : inputs) {
      long gap = event.at().nanos() - last.nanos();
      more.add(new Woken(last.plusNanos(random.nextLong(gap + 1))));
      more.add(event);
      last = event.at();
    }
    assertThat(shadowed(liveBeside(OTHER, more))).isEqualTo(shadowed(liveBeside(OTHER, inputs)));
  }

  @Test
  void aShadowThatBearsLessWouldHaveMovedWhereTheLiveOneStays() {
    Scenario scenario = new Scenario(UPLINKS, TARGETS, 7);
    scenario.run(30).set(0, Path.GOOD.withRtt(200)).run(30);

    List<Event> outputs = liveBeside(OTHER, scenario.inputs());

    assertThat(decided(outputs))
        .noneMatch(event -> event instanceof Transition it && it.to() == StateName.DEGRADED);
    assertThat(shadowed(outputs))
        .anyMatch(
            event ->
                event instanceof Transition it
                    && it.to() == StateName.DEGRADED
                    && it.cause() == Cause.RTT)
        .anyMatch(
            event -> event instanceof Election it && it.carrying().getFirst().name().equals("u1"));
  }
}
