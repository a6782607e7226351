package dev.linkflux.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.linkflux.decision.Tempo;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.probe.Probing;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Turns come steadily, spread, jittered, and never in a burst. One second; 100 ms if fast. */
class CadenceTest {
  private static final long MS = 1_000_000;
  private static final int TARGETS = 3;
  private static final Uplink UPLINK =
      new Uplink(new UplinkId("u0", 0), "wan0", 1, List.of(), 1, false);

  /** A turn may be taken so much too early, in seconds: together with another that is due. */
  private static final double AHEAD = 0.0004;

  private record Turn(long at, int target) {}

  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
  private final List<Turn> turns = new ArrayList<>();
  private final Sinks.Many<Tempo> tempo = Sinks.many().replay().latestOrDefault(Tempo.STEADY);

  private Disposable begin(Scheduler timer, long seed) {
    return cadence(TARGETS, timer, seed)
        .turns(tempo.asFlux())
        .subscribe(
            turn -> turns.add(new Turn(timer.now(TimeUnit.NANOSECONDS), turn.target().ordinal())));
  }

  private static List<Target> asked(int targets) {
    return IntStream.range(0, targets)
        .mapToObj(i -> Target.icmp(i, "t" + i, "192.0." + i / 256 + "." + i % 256))
        .toList();
  }

  private static Cadence cadence(int targets, Scheduler timer, long seed) {
    return new Cadence(UPLINK, asked(targets), Probing.DEFAULT, timer, seed);
  }

  private void advance(long millis) {
    time.advanceTimeBy(Duration.ofMillis(millis));
  }

  private void pace(Tempo now) {
    tempo.emitNext(now, Sinks.EmitFailureHandler.FAIL_FAST);
  }

  private List<Long> momentsOf(int target) {
    return turns.stream().filter(turn -> turn.target == target).map(Turn::at).toList();
  }

  @Test
  void theTargetsAreSpreadOverTheInterval() {
    begin(time, 1);
    advance(700);
    assertThat(turns)
        .containsExactly(
            new Turn(0, 0), new Turn(1000 * MS / 3, 1), new Turn(2 * (1000 * MS / 3) + 0, 2));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void everyPauseIsThreeQuartersToAWholeInterval(long seed) {
    begin(time, seed);
    advance(1_000_000);
    for (int target = 0; target < TARGETS; target++) {
      List<Long> moments = momentsOf(target);
      double sum = 0;
      for (int i = 1; i < moments.size(); i++) {
        double pause = (moments.get(i) - moments.get(i - 1)) / 1e9;
        assertThat(pause).as("seed " + seed).isBetween(0.75 - AHEAD, 1.0 + AHEAD);
        sum += pause;
      }
      assertThat(sum / (moments.size() - 1)).as("seed " + seed).isCloseTo(0.875, within(0.01));
    }
  }

  @Test
  void theSameSeedGivesTheSameTurns() {
    begin(time, 5);
    advance(60_000);
    List<Turn> first = List.copyOf(turns);
    turns.clear();
    VirtualTimeScheduler again = VirtualTimeScheduler.create();
    begin(again, 5);
    again.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(turns).isEqualTo(first).hasSizeGreaterThan(180);
  }

  @Test
  void aChangeOfPaceTakesEffectAtOnce() {
    begin(time, 1);
    advance(10_100);
    turns.clear();
    pace(Tempo.FAST);
    advance(99);
    assertThat(turns).startsWith(new Turn(10_100 * MS, 0), new Turn(10_100 * MS + 100 * MS / 3, 1));
    assertThat(turns).hasSizeBetween(3, 4).extracting(Turn::target).contains(2);
  }

  @Test
  void theFastPaceIsJitteredByItsOwnIntervalAndTheOldOneIsOver() {
    pace(Tempo.FAST);
    begin(time, 1);
    advance(60_000);
    List<Long> moments = momentsOf(0);
    for (int i = 1; i < moments.size(); i++) {
      assertThat(moments.get(i) - moments.get(i - 1))
          .isBetween(75 * MS - MS / 5, 100 * MS + MS / 5);
    }
    turns.clear();
    pace(Tempo.STEADY);
    advance(60_000);
    assertThat(momentsOf(0)).hasSizeBetween(60, 81);
  }

  @Test
  void thePaceThatIsThereAlreadyBeginsNothingAnew() {
    begin(time, 1);
    advance(500);
    turns.clear();
    pace(Tempo.STEADY);
    advance(1);
    assertThat(turns).isEmpty();
  }

  @Test
  void afterAStallTheTargetsAreSpreadAnewAndNothingIsMadeUpFor() {
    ManualScheduler timer = new ManualScheduler();
    begin(timer, 1);
    for (int i = 0; i < 300; i++) {
      timer.advance(10 * MS);
    }
    turns.clear();
    timer.advance(60_000 * MS);
    assertThat(turns).as("at once").hasSize(1);
    timer.advance(333 * MS);
    assertThat(turns).as("a third of the interval later").hasSize(1);
    timer.advance(MS);
    assertThat(turns).hasSize(2);
    timer.advance(333 * MS);
    assertThat(turns).extracting(Turn::target).containsExactlyInAnyOrder(0, 1, 2);
    timer.advance(83 * MS - 2);
    assertThat(turns).as("before the shortest pause").hasSize(TARGETS);
  }

  @Test
  void turnsTellHowLateTheyAre() {
    ManualScheduler timer = new ManualScheduler();
    Instruments instruments = new Instruments();
    new Cadence(UPLINK, asked(TARGETS), Probing.DEFAULT, instruments, timer, 1)
        .turns(tempo.asFlux())
        .subscribe();
    timer.advance(1000 * MS / 3 + 40 * MS);
    Lateness lateness = instruments.lateness(Lateness.Of.SEND);
    assertThat(lateness.count(0)).as("the first, on time").isEqualTo(1);
    assertThat(lateness.sum()).isEqualTo(40 * MS);
  }

  @ParameterizedTest(name = "{0} targets")
  @ValueSource(ints = {1, 7, 1000})
  void howeverManyTargetsTheRateIsThatOfTheMeanPause(int targets) {
    long[] count = {0};
    cadence(targets, time, 3).turns(tempo.asFlux()).subscribe(_ -> count[0]++);
    advance(100_000);
    assertThat(count[0] / (double) targets).isCloseTo(100 / 0.875, within(2.0));
  }

  @Test
  void whatElseTheLoopHasToDoWaitsForAFewTurnsOnly() {
    ManualScheduler timer = new ManualScheduler();
    int[] taken = {0};
    cadence(20_000, timer, 1).turns(tempo.asFlux()).subscribe(_ -> taken[0]++);
    timer.advance(5 * MS);
    int before = taken[0];
    List<Integer> waited = new ArrayList<>();
    timer.setStuck(true);
    timer.advance(10 * MS);
    timer.schedule(() -> waited.add(taken[0] - before));
    timer.setStuck(false);
    assertThat(waited).containsExactly(128);
    assertThat(taken[0] - before).isEqualTo(200);
  }

  @Test
  void withoutTargetsThereAreNoTurns() {
    cadence(0, time, 1).turns(tempo.asFlux()).subscribe(_ -> turns.add(new Turn(0, 0)));
    advance(10_000);
    assertThat(turns).isEmpty();
  }

  @Test
  void sequenceNumbersRiseForEachTargetOverSubscriptions() {
    Cadence cadence = cadence(2, time, 1);
    List<ProbeId> seen = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Disposable once = cadence.turns(tempo.asFlux()).subscribe(seen::add);
      advance(5000);
      once.dispose();
    }
    for (int target = 0; target < 2; target++) {
      int ordinal = target;
      assertThat(seen)
          .filteredOn(turn -> turn.target().ordinal() == ordinal)
          .extracting(ProbeId::sequence)
          .containsExactlyElementsOf(
              LongStream.rangeClosed(
                      1, seen.stream().filter(it -> it.target().ordinal() == ordinal).count())
                  .boxed()
                  .toList())
          .hasSizeGreaterThan(15);
    }
  }

  @Test
  void nobodyIsAskedAfterTheEnd() {
    Disposable subscription = begin(time, 1);
    advance(5000);
    subscription.dispose();
    turns.clear();
    advance(60_000);
    assertThat(turns).isEmpty();
  }
}
