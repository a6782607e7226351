package dev.linkflux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Control;
import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Rules;
import dev.linkflux.decision.Transition;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.probe.Probing;
import dev.linkflux.quality.Windowing;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stalled;
import dev.linkflux.time.Woken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** One order, rising moments, and a journal that holds exactly what goes on. */
class GateTest {
  private static final long MS = 1_000_000;

  private final ManualScheduler scheduler = new ManualScheduler();
  private final List<Event> journal = new ArrayList<>();
  private final List<Event> passed = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private final Sinks.Many<Unstamped> source = Sinks.many().unicast().onBackpressureBuffer();

  private void open() {
    new Gate(scheduler, journal::add)
        .order(source.asFlux().map(List::of))
        .subscribe(passed::addAll, failures::add);
  }

  private void wake() {
    source.emitNext(Woken::new, Sinks.EmitFailureHandler.FAIL_FAST);
  }

  private static Woken woken(long nanos) {
    return new Woken(new Moment(nanos));
  }

  @Test
  void momentsCountFromTheOpeningOfTheGate() {
    scheduler.set(7_000);
    open();
    wake();
    scheduler.advance(5);
    wake();
    assertThat(passed).containsExactly(woken(0), woken(5));
  }

  @Test
  void momentsNeverGoBackEvenIfTheClockDoes() {
    open();
    scheduler.set(100);
    wake();
    scheduler.set(40);
    wake();
    scheduler.set(101);
    wake();
    assertThat(passed).containsExactly(woken(100), woken(100), woken(101));
  }

  @ParameterizedTest
  @CsvSource({"199999999, false", "200000000, false", "200000001, true"})
  void aGapLongerThan200MillisecondsIsOurOwnLateness(long gap, boolean late) {
    open();
    scheduler.set(50 * MS);
    wake();
    passed.clear();
    scheduler.advance(gap);
    wake();
    Moment now = new Moment(50 * MS + gap);
    if (late) {
      assertThat(passed).containsExactly(new Stalled(new Moment(50 * MS), now), new Woken(now));
    } else {
      assertThat(passed).containsExactly(new Woken(now));
    }
    assertThat(journal).endsWith(passed.toArray(Event[]::new));
  }

  private void beat(long due) {
    source.emitNext(new Heartbeat(due), Sinks.EmitFailureHandler.FAIL_FAST);
  }

  @Test
  void whileOnlyTheProbesStandStillTheTimeOfTheOthersIsGivenUpToo() {
    open();
    beat(0);
    for (int i = 0; i < 5; i++) {
      scheduler.advance(90 * MS);
      wake();
    }
    assertThat(passed)
        .containsExactly(
            woken(0),
            woken(90 * MS),
            woken(180 * MS),
            new Stalled(new Moment(180 * MS), new Moment(270 * MS)),
            woken(270 * MS),
            new Stalled(new Moment(270 * MS), new Moment(360 * MS)),
            woken(360 * MS),
            new Stalled(new Moment(360 * MS), new Moment(450 * MS)),
            woken(450 * MS));
    passed.clear();
    beat(100 * MS);
    scheduler.advance(90 * MS);
    wake();
    assertThat(passed).containsExactly(woken(450 * MS), woken(540 * MS));
  }

  @Test
  void afterAllStoodStillTheNextHeartbeatHasItsTime() {
    open();
    beat(0);
    scheduler.advance(3000 * MS);
    wake();
    scheduler.advance(150 * MS);
    wake();
    assertThat(passed)
        .containsExactly(
            woken(0),
            new Stalled(Moment.ZERO, new Moment(3000 * MS)),
            woken(3000 * MS),
            woken(3150 * MS));
  }

  @Test
  void heartbeatsTellHowLateTheyAre() {
    Instruments instruments = new Instruments();
    new Gate(scheduler, journal::add, instruments)
        .order(source.asFlux().map(List::of))
        .subscribe(passed::addAll, failures::add);
    scheduler.set(7 * MS);
    beat(5 * MS);
    beat(8 * MS);
    Lateness lateness = instruments.lateness(Lateness.Of.DEADLINE);
    assertThat(lateness.sum()).as("early is on time").isEqualTo(2 * MS);
    assertThat(lateness.count(0)).isEqualTo(1);
  }

  @Test
  void whatWaitedWhileWeWereStuckComesInItsOrderBehindOneStall() {
    open();
    wake();
    scheduler.setStuck(true);
    scheduler.advance(1000 * MS);
    wake();
    wake();
    scheduler.setStuck(false);
    assertThat(passed)
        .containsExactly(
            woken(0),
            new Stalled(Moment.ZERO, new Moment(1000 * MS)),
            woken(1000 * MS),
            woken(1000 * MS));
  }

  @Test
  void theJournalHoldsWhatGoesOnBeforeItGoesOn() {
    List<Integer> journalled = new ArrayList<>();
    new Gate(scheduler, journal::add)
        .order(source.asFlux().map(List::of))
        .subscribe(
            batch -> {
              passed.addAll(batch);
              journalled.add(journal.size() - passed.size());
            });
    for (int i = 0; i < 100; i++) {
      wake();
      scheduler.advance(i * 7L * MS);
    }
    assertThat(journal).isEqualTo(passed);
    assertThat(journalled).containsOnly(0);
  }

  @Test
  void whatIsHandedOverTogetherHasOneMomentAndItsOrder() {
    scheduler.set(5);
    List<List<Event>> batches = new ArrayList<>();
    Unstamped reply = at -> new Stalled(at, at);
    new Gate(scheduler, journal::add)
        .order(Gate.together(Flux.just(Woken::new, reply, Woken::new), scheduler))
        .subscribe(batches::add);
    assertThat(batches)
        .containsExactly(List.of(woken(0), new Stalled(Moment.ZERO, Moment.ZERO), woken(0)));
    assertThat(journal).isEqualTo(batches.getFirst());
  }

  @Test
  void aTurnOfTheLoopIsHandedOverAtItsEnd() {
    List<List<Unstamped>> batches = new ArrayList<>();
    var _ = Gate.together(source.asFlux(), scheduler).subscribe(batches::add);
    wake();
    wake();
    assertThat(batches).isEmpty();
    scheduler.advance(1);
    assertThat(batches).hasSize(1);
    assertThat(batches.getFirst()).hasSize(2);
    wake();
    scheduler.advance(1);
    assertThat(batches).hasSize(2);
  }

  @Test
  void moreThanCanWaitEndsItLoudly() {
    open();
    scheduler.setStuck(true);
    for (int i = 0; i < 2 * 65_536 + 1; i++) {
      wake();
    }
    scheduler.setStuck(false);
    assertThat(failures).hasSize(1);
  }

  /**
   * All times a hundredth of the usual ones, so that within a moment all kinds of deadlines fall.
   */
  private static Settings quick() {
    Settings usual = Scenario.settings(3, 2);
    return new Settings(
        usual.uplinks(),
        usual.targets(),
        usual.demands(),
        new Probing(Duration.ofMillis(1), Duration.ofNanos(100_000), Duration.ofMillis(3), 16),
        new Windowing(Duration.ofMillis(20), Duration.ofMillis(5), Duration.ofMillis(1)),
        new Rules(
            Duration.ofSeconds(10),
            Duration.ofMillis(4),
            Duration.ofMillis(10),
            Rules.Dampening.DEFAULT),
        usual.routing());
  }

  /** The probes of one uplink: two targets in turn, some answered, with long silences. */
  private static Flux<Unstamped> probes(Settings settings, int uplink, long seed) {
    SplittableRandom random = new SplittableRandom(seed * 31 + uplink);
    return Flux.range(0, 3000)
        .concatMapIterable(
            i -> {
              ProbeId id =
                  new ProbeId(
                      settings.uplinks().get(uplink).id(), settings.targets().get(i % 2).id(), i);
              boolean silent = i / 500 % 2 == 1;
              Unstamped sent = at -> new Observation.Sent(at, id);
              long rtt = 1000L + random.nextInt(100_000);
              Unstamped reply = at -> new Observation.Returned(at, id, rtt);
              long begin = System.nanoTime();
              long pause = random.nextInt(10_000);
              while (System.nanoTime() - begin < pause) {} // threads meet in ever other ways
              return silent || random.nextInt(10) == 0 ? List.of(sent) : List.of(sent, reply);
            });
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void whatManyThreadsBringIsReplayedFromTheJournalAsItWasLive(long seed) {
    Settings settings = quick();
    Scheduler gateThread = Schedulers.newSingle("gate");
    List<Scheduler> threads =
        IntStream.range(0, 3).mapToObj(i -> Schedulers.newSingle("probes-" + i)).toList();
    List<Event> seen = new ArrayList<>();
    List<Event> live = new ArrayList<>();
    try {
      Flux<Unstamped> merged =
          Flux.merge(
              IntStream.range(0, 3)
                  .mapToObj(i -> probes(settings, i, seed).subscribeOn(threads.get(i)))
                  .toList());
      new Gate(gateThread, journal::add)
          .order(merged.map(List::of))
          .doOnNext(seen::addAll)
          .transform(new Pipeline(settings)::over)
          .doOnNext(live::addAll)
          .blockLast(Duration.ofSeconds(20));
    } finally {
      gateThread.dispose();
      threads.forEach(Scheduler::dispose);
    }
    List<Event> replayed = new ArrayList<>();
    Control control = new Control(settings);
    journal.forEach(event -> control.accept(event, replayed::add));
    assertThat(journal).as("seed " + seed).isEqualTo(seen).hasSizeGreaterThan(9_000);
    assertThat(journal).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    assertThat(live).as("seed " + seed).isEqualTo(replayed);
    assertThat(live).as("something was decided").hasAtLeastOneElementOfType(Transition.class);
  }
}
