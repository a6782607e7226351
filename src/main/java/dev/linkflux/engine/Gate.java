package dev.linkflux.engine;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stalled;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * The one place where events get their order and their moments, and where they are journalled. What
 * the journal holds is the order in which the stages saw it.
 */
public final class Gate {
  /**
   * A gap of handling that is longer than this is our own lateness; heartbeats come much more
   * often.
   */
  static final Duration LATE = Duration.ofMillis(200);

  private static final long NOTHING_YET = -1;

  /** Events that may wait while the stages are busy: minutes of any real load. */
  private static final int WAITING = 1 << 16;

  private final Scheduler scheduler;
  private final Consumer<Event> journal;
  private final long zero;
  private long last = NOTHING_YET;

  /**
   * Zero is now.
   *
   * @param scheduler of one thread; its clock is the monotonic one
   * @param journal takes every event, in order; must not block
   */
  public Gate(Scheduler scheduler, Consumer<Event> journal) {
    this.scheduler = scheduler;
    this.journal = journal;
    this.zero = scheduler.now(TimeUnit.NANOSECONDS);
  }

  /**
   * Orders, stamps and journals.
   *
   * @param sources everything, merged, unordered
   * @return the same in order, stamped and journalled, on the gate's thread
   */
  Flux<List<Event>> order(Flux<Unstamped> sources) {
    return sources
        .onBackpressureBuffer(WAITING, BufferOverflowStrategy.ERROR)
        .publishOn(scheduler, WAITING)
        .map(this::stamp)
        .doOnNext(events -> events.forEach(journal));
  }

  private List<Event> stamp(Unstamped unstamped) {
    long now = Math.max(Math.max(last, 0), scheduler.now(TimeUnit.NANOSECONDS) - zero);
    long before = last;
    last = now;
    Moment moment = new Moment(now);
    Event event = unstamped.at(moment);
    return before != NOTHING_YET && now - before > LATE.toNanos()
        ? List.of(new Stalled(new Moment(before), moment), event)
        : List.of(event);
  }
}
