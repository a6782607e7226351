package dev.linkflux.stream;

import dev.linkflux.control.Reconfigured;
import dev.linkflux.engine.Backlog;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Waiting;
import dev.linkflux.time.Event;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * The turns of the pipeline on their way to the loop of the views. The pipeline never waits: where
 * too many do, the oldest are missed, and counted.
 */
final class Intake {
  /** Turns that may wait: some ten seconds of a busy pipeline. */
  private static final int TURNS = 4096;

  private final Hub hub;
  private final Scheduler loop;
  private final Waiting waiting = new Waiting();
  private final AtomicReference<@Nullable Reconfigured> skipped = new AtomicReference<>();

  /**
   * @param hub is told how many events were missed
   */
  Intake(Hub hub, Scheduler loop, Instruments instruments) {
    this.hub = hub;
    this.loop = loop;
    instruments.watch(Instruments.Queue.STREAM, new Backlog(waiting::now, TURNS));
  }

  /** The same, on the loop. */
  Flux<List<Event>> turns(Flux<List<Event>> events) {
    return waiting.in(events, this::queue).map(this::complete);
  }

  private Flux<List<Event>> queue(Flux<List<Event>> turns) {
    return turns
        .onBackpressureBuffer(TURNS, this::miss, BufferOverflowStrategy.DROP_OLDEST)
        .publishOn(loop);
  }

  private void miss(List<Event> turn) {
    waiting.gone();
    hub.miss(turn.size());
    for (Event event : turn) {
      if (event instanceof Reconfigured it) {
        skipped.set(it);
      }
    }
  }

  /** What holds now must not be missed: all that comes after it names things by it. */
  private List<Event> complete(List<Event> turn) {
    Reconfigured missed = skipped.getAndSet(null);
    return missed == null ? turn : Stream.concat(Stream.of(missed), turn.stream()).toList();
  }
}
