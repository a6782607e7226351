package dev.linkflux.replay;

import dev.linkflux.engine.Pipeline;
import dev.linkflux.time.Event;
import dev.linkflux.trace.TraceReader;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Several settings over the same traces, which are read once. */
public final class SideBySide {
  /** Batches that a quick lane may be ahead of a slow one. */
  private static final int AHEAD = 4;

  private final Replay replay;
  private final List<Lane> lanes;

  /**
   * @param lanes at least one; the places of the first are those of the inputs
   */
  public SideBySide(Replay replay, List<Lane> lanes) {
    if (lanes.isEmpty()) {
      throw new IllegalArgumentException("no lane");
    }
    this.replay = replay;
    this.lanes = List.copyOf(lanes);
  }

  /**
   * Runs all lanes on the subscriber's thread.
   *
   * @param inputs takes what stands in the traces, whoever it is about, before the lanes do
   * @param recorded takes what was decided when the traces were recorded
   * @return the reader at its end; an error of {@link dev.linkflux.trace.TraceException} if a file
   *     cannot be read
   */
  public Mono<TraceReader> run(
      Consumer<? super List<Event>> inputs, Consumer<? super Event> recorded) {
    return run(inputs, recorded, UnaryOperator.identity());
  }

  /** The same, each lane on a thread of its own of that scheduler. */
  public Mono<TraceReader> run(
      Consumer<? super List<Event>> inputs, Consumer<? super Event> recorded, Scheduler lanesOn) {
    return run(inputs, recorded, batches -> batches.publishOn(lanesOn, AHEAD));
  }

  private Mono<TraceReader> run(
      Consumer<? super List<Event>> inputs,
      Consumer<? super Event> recorded,
      UnaryOperator<Flux<List<Event>>> moved) {
    return Mono.defer(
        () -> {
          AtomicReference<TraceReader> finished = new AtomicReference<>();
          return replay
              .all(Replay.names(lanes.getFirst().settings()), recorded, finished::set)
              .doOnNext(inputs)
              .publish(
                  shared ->
                      Flux.merge(
                          Flux.fromIterable(lanes)
                              .map(lane -> decided(lane, moved.apply(shared)))
                              .collectList()
                              .flatMapIterable(all -> all),
                          lanes.size()),
                  AHEAD)
              .then(Mono.fromSupplier(finished::get));
        });
  }

  private static Mono<Void> decided(Lane lane, Flux<List<Event>> shared) {
    Fitted fitted = new Fitted(lane.settings(), lane.changes());
    return new Pipeline(lane.settings())
        .over(shared.map(fitted::of))
        .doOnNext(lane.decided())
        .then();
  }
}
