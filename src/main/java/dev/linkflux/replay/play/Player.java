package dev.linkflux.replay.play;

import dev.linkflux.engine.Played;
import dev.linkflux.replay.Excerpt;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Plays the inputs of a trace at a speed. What is heard before it counts comes as fast as it can be
 * taken; pauses are skipped. At the end time stands still.
 */
public final class Player {
  /** At least so often it is told how late it is, and at most so often something else. */
  private static final Duration TICK = Duration.ofMillis(100);

  private static final Duration PULSE = Duration.ofSeconds(1);

  private final double speed;
  private final Excerpt excerpt;
  private final Scheduler scheduler;
  private final Mono<Void> taken;
  private final Function<Duration, String> words;
  private final String sentence;

  /**
   * @param speed seconds of the trace in a second, above 0; infinite for as fast as can be
   * @param scheduler whose clock is gone by, and on which it happens; of one thread
   * @param taken ends when what was handed out has been taken everywhere
   * @param words for a duration
   * @param sentence what is played, and how
   */
  public Player(
      double speed,
      Excerpt excerpt,
      Scheduler scheduler,
      Mono<Void> taken,
      Function<Duration, String> words,
      String sentence) {
    this.speed = speed;
    this.excerpt = excerpt;
    this.scheduler = scheduler;
    this.taken = taken;
    this.words = words;
    this.sentence = sentence;
  }

  /**
   * The inputs at that speed, and what is to be said of it; never ends.
   *
   * @param inputs in time order
   */
  public Flux<List<Event>> play(Flux<List<Event>> inputs) {
    return Flux.defer(
        () -> {
          Pacing pacing = new Pacing(speed, excerpt.from(), now());
          Moment[] last = {excerpt.heard()};
          boolean[] begun = {excerpt.from().equals(excerpt.heard())};
          Played first = new Played(excerpt.heard(), speed, false, sentence);
          return Flux.concat(
              Mono.just(List.<Event>of(first)),
              inputs
                  .concatMapIterable(this::slices, 1)
                  .publishOn(scheduler, 1)
                  .concatMap(slice -> paced(slice, pacing, begun, last), 1),
              Flux.defer(() -> ending(last[0])));
        });
  }

  /** Events that nobody could tell apart at that speed travel together. */
  private List<List<Event>> slices(List<Event> batch) {
    if (speed == Double.POSITIVE_INFINITY) {
      return List.of(batch);
    }
    List<List<Event>> slices = new ArrayList<>();
    double width = TICK.toNanos() / 4.0 * speed;
    int from = 0;
    for (int i = 1; i <= batch.size(); i++) {
      if (i == batch.size()
          || batch.get(i).at().nanos() - batch.get(from).at().nanos() > width
          || isBoundary(batch.get(i - 1), batch.get(i))) {
        slices.add(List.copyOf(batch.subList(from, i)));
        from = i;
      }
    }
    return slices;
  }

  private boolean isBoundary(Event before, Event after) {
    return before.at().isBefore(excerpt.from()) && !after.at().isBefore(excerpt.from());
  }

  private Flux<List<Event>> paced(
      List<Event> slice, Pacing pacing, boolean[] begun, Moment[] last) {
    if (slice.isEmpty()) {
      return Flux.empty();
    }
    Moment at = slice.getFirst().at();
    last[0] = slice.getLast().at();
    Mono<List<Event>> handed =
        Mono.<List<Event>>empty().delaySubscription(taken.publishOn(scheduler));
    if (at.isBefore(excerpt.from()) || speed == Double.POSITIVE_INFINITY) {
      return Flux.concat(Mono.just(slice), handed);
    }
    Pacing.Step step = pacing.before(at, now());
    List<Event> all = new ArrayList<>();
    if (!step.skipped().isZero() && begun[0]) {
      String skipped = "skipped " + words.apply(step.skipped()) + " in which nothing was recorded";
      all.add(new Played(at, speed, false, skipped));
    }
    begun[0] = true;
    all.addAll(slice);
    return Flux.concat(waiting(step.nanos(), pacing), Mono.just(all), handed);
  }

  /** Time passes while it waits. */
  private Flux<List<Event>> waiting(long nanos, Pacing pacing) {
    if (nanos == 0) {
      return Flux.empty();
    }
    long ticks = nanos / TICK.toNanos();
    Flux<List<Event>> woken =
        ticks == 0
            ? Flux.empty()
            : Flux.interval(TICK, scheduler)
                .onBackpressureDrop()
                .take(ticks)
                .map(_ -> List.<Event>of(new Woken(pacing.at(now()))));
    long rest = nanos - ticks * TICK.toNanos();
    return woken.concatWith(Mono.delay(Duration.ofNanos(rest), scheduler).then(Mono.empty()));
  }

  private Flux<List<Event>> ending(Moment end) {
    Played ended = new Played(end, speed, true, "the trace has ended");
    return Flux.concat(
        Mono.just(List.<Event>of(ended)),
        Flux.interval(PULSE, scheduler)
            .onBackpressureDrop()
            .map(_ -> List.<Event>of(new Woken(end))));
  }

  private long now() {
    return scheduler.now(TimeUnit.NANOSECONDS);
  }
}
