package dev.linkflux.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.time.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The seeds of this project, recorded: what is decided on them is what stands beside them, moment
 * for moment. {@code mvn test -Dtest=SeedTest -Dgolden=write} records and writes both anew; look at
 * the difference before it is committed.
 */
class SeedTest {
  private static final boolean WRITES = "write".equals(System.getProperty("golden"));

  private static Path trace(Seed seed) {
    return Traces.HERE.resolve(seed.fileName() + ".ndjson.gz");
  }

  private static List<Event> replay(Seed seed) {
    return Traces.replay(trace(seed), Traces.settings(trace(seed)));
  }

  private static <T extends Event> List<T> of(Class<T> kind, List<Event> events) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static List<Transition> of(String uplink, List<Event> events) {
    return of(Transition.class, events).stream()
        .filter(transition -> transition.uplink().name().equals(uplink))
        .toList();
  }

  /** Who carried, one after the other, and from when on, in seconds. */
  private record Carrying(String uplink, double from, Cause cause) {}

  private static List<Carrying> carrying(List<Event> events) {
    List<Carrying> all = new ArrayList<>();
    for (Election election : of(Election.class, events)) {
      String uplink = election.carrying().getFirst().name();
      if (all.isEmpty() || !all.getLast().uplink.equals(uplink)) {
        all.add(new Carrying(uplink, election.at().nanos() / 1e9, election.cause()));
      }
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void whatIsDecidedIsWhatWasDecided(Seed seed) throws IOException {
    Path expected = Traces.HERE.resolve(seed.fileName() + ".decisions");
    if (WRITES) {
      switch (seed) {
        case FROZEN_MAIN ->
            Traces.write(trace(seed), seed.configuration(), seed.history().inputs());
        case SLOW_OTHER -> Traces.writeBare(trace(seed), seed.history().inputs());
      }
      Files.write(expected, Decisions.lines(replay(seed)));
    }
    assertThat(Decisions.lines(replay(seed))).isEqualTo(Files.readAllLines(expected));
  }

  @Test
  void theSpareTakesOverAndTrafficReturnsByItself() {
    List<Event> events = replay(Seed.FROZEN_MAIN);
    List<Carrying> carrying = carrying(events);
    assertThat(carrying.stream().map(Carrying::uplink))
        .containsExactly("tdlte", "adsl", "wisp", "tdlte");
    assertThat(carrying.get(1).cause()).isEqualTo(Cause.BLACKOUT);
    assertThat(carrying.get(1).from()).isBetween(90.0, 92.0);
    assertThat(carrying.get(2).from()).isBetween(200.0, 215.0);
    assertThat(carrying.get(3).from()).isBetween(260.0, 265.0);
  }

  @Test
  void nothingFlaps() {
    List<Event> events = replay(Seed.FROZEN_MAIN);
    assertThat(of("tdlte", events).stream().map(Transition::to))
        .containsExactly(StateName.UP, StateName.DOWN, StateName.RECOVERING, StateName.UP);
    isSlowAndReturnsOnce(of("wisp", events));
    assertThat(of("adsl", events).stream().map(Transition::to)).containsExactly(StateName.UP);
  }

  @Test
  void anHourOfNineHundredMillisecondsAndTwoPercentLossMovesNothing() {
    List<Event> events = replay(Seed.SLOW_OTHER);
    assertThat(carrying(events).stream().map(Carrying::uplink)).containsExactly("tdlte");
    assertThat(of("tdlte", events)).hasSize(1);
    isSlowAndReturnsOnce(of("wisp", events));
    assertThat(of("wisp", events).get(1).at().nanos() / 1e9).isBetween(60.0, 62.0);
    assertThat(of("wisp", events).getLast().at().nanos() / 1e9).isBetween(3680.0, 3720.0);
  }

  /**
   * Until the first of the slow answers has come it may be held to be silent: none of them comes in
   * time.
   */
  private static void isSlowAndReturnsOnce(List<Transition> transitions) {
    assertThat(transitions.stream().map(Transition::to).filter(state -> state != StateName.DOWN))
        .containsExactly(StateName.UP, StateName.DEGRADED, StateName.RECOVERING, StateName.UP);
    assertThat(transitions).hasSizeBetween(4, 5);
    assertThat(transitions)
        .anyMatch(it -> it.to() == StateName.DEGRADED && it.cause() == Cause.RTT);
  }
}
