package dev.linkflux.replay.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Scenario;
import dev.linkflux.control.Scenario.Path;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Transition;
import dev.linkflux.engine.Pipeline;
import dev.linkflux.engine.Played;
import dev.linkflux.replay.Excerpt;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A trace at the pace of a clock that the test turns. */
class PlayerTest {
  private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
  private final List<Event> seen = new ArrayList<>();
  private Disposable playing = Disposables.disposed();

  @AfterEach
  void stop() {
    playing.dispose();
    clock.dispose();
  }

  private static Event woken(double seconds) {
    return new Woken(new Moment((long) (seconds * 1e9)));
  }

  /** What is of the trace itself, and not of the clock. */
  private record Marked(Moment at, String name) implements Event {}

  private static Event marked(double seconds) {
    return new Marked(new Moment((long) (seconds * 1e9)), "event");
  }

  private Player player(double speed, Excerpt excerpt) {
    return new Player(
        speed, excerpt, clock, Mono.empty(), it -> it.toSeconds() + " s", "a trace is played");
  }

  private void play(double speed, Excerpt excerpt, Event... events) {
    playing =
        player(speed, excerpt)
            .play(Flux.just(List.of(events)))
            .subscribe(batch -> seen.addAll(batch));
  }

  private List<Event> marks() {
    return seen.stream().filter(Marked.class::isInstance).toList();
  }

  private List<String> said() {
    return seen.stream()
        .filter(Played.class::isInstance)
        .map(event -> ((Played) event).sentence())
        .toList();
  }

  private void after(double seconds) {
    clock.advanceTimeBy(Duration.ofMillis((long) (seconds * 1e3)));
  }

  @Test
  void atDoubleSpeedASecondTakesHalfAsLong() {
    play(2, Excerpt.WHOLE, marked(0), marked(1), marked(3));
    after(0);
    assertThat(marks()).containsExactly(marked(0));
    after(0.49);
    assertThat(marks()).hasSize(1);
    after(0.02);
    assertThat(marks()).containsExactly(marked(0), marked(1));
    after(1);
    assertThat(marks()).hasSize(3);
  }

  @Test
  void timePassesInBetweenAndNeverBack() {
    play(1, Excerpt.WHOLE, marked(0), marked(2));
    after(3);
    assertThat(seen).filteredOn(Woken.class::isInstance).hasSizeGreaterThan(10);
    assertThat(seen.stream().map(Event::at).toList()).isSorted();
  }

  @Test
  void itIsSaidAtTheBeginningAndAtTheEndAndThenTimeStandsStill() {
    play(1, Excerpt.WHOLE, marked(0), marked(1));
    after(1.5);
    assertThat(said()).containsExactly("a trace is played", "the trace has ended");
    assertThat(((Played) seen.getFirst()).ended()).isFalse();
    after(10);
    assertThat(seen.getLast()).isEqualTo(woken(1));
    assertThat(playing.isDisposed()).isFalse();
  }

  @Test
  void aLongPauseIsSkippedAtOnceAndTold() {
    play(1, Excerpt.WHOLE, marked(0), marked(1), marked(601), marked(602));
    after(1.2);
    assertThat(marks()).hasSize(3);
    assertThat(said().getLast()).isEqualTo("skipped 600 s in which nothing was recorded");
    after(1);
    assertThat(marks()).hasSize(4);
  }

  @Test
  void whatIsBeforeThePartIsNotWaitedFor() {
    Excerpt excerpt = new Excerpt(Moment.ZERO, new Moment(60_000_000_000L), Moment.NEVER);
    play(1, excerpt, marked(0), marked(30), marked(59), marked(61));
    after(0);
    assertThat(marks()).hasSize(3);
    after(1.1);
    assertThat(marks()).hasSize(4);
    assertThat(said()).noneMatch(sentence -> sentence.startsWith("skipped"));
  }

  @Test
  void asFastAsCanBeNothingIsWaitedFor() {
    play(Double.POSITIVE_INFINITY, Excerpt.WHOLE, marked(0), marked(5000), marked(5001));
    after(0);
    assertThat(marks()).hasSize(3);
    assertThat(said()).containsExactly("a trace is played", "the trace has ended");
  }

  @Test
  void whatIsDecidedIsWhatARecordingWouldHaveBeen() {
    Scenario scenario = new Scenario(2, 3, 11);
    scenario.run(60).set(0, Path.FROZEN).run(30).set(0, Path.GOOD).run(90);
    playing =
        new Pipeline(scenario.settings())
            .over(player(7, Excerpt.WHOLE).play(Flux.just(scenario.inputs())))
            .subscribe(seen::addAll);
    after(200);
    assertThat(decisions(seen)).isEqualTo(decisions(scenario.outputs())).hasSizeGreaterThan(5);
  }

  private static List<Event> decisions(List<Event> events) {
    return events.stream()
        .filter(event -> event instanceof Transition || event instanceof Election)
        .toList();
  }
}
