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
   * A gap of handling, or between heartbeats, that is longer than this is our own lateness;
   * heartbeats come much more often.
   */
  static final Duration LATE = Duration.ofMillis(200);

  private static final long NOTHING_YET = -1;

  /** Events that may wait while the stages are busy: minutes of any real load. */
  private static final int WAITING = 1 << 16;

  private final Scheduler scheduler;
  private final Consumer<Event> journal;
  private final Instruments instruments;
  private final long zero;
  private long last = NOTHING_YET;
  private long lastBeat = NOTHING_YET;

  /**
   * Zero is now.
   *
   * @param scheduler of one thread; its clock is the monotonic one
   * @param journal takes every event, in order; must not block
   * @param instruments are told how late the heartbeats are
   */
  public Gate(Scheduler scheduler, Consumer<Event> journal, Instruments instruments) {
    this.scheduler = scheduler;
    this.journal = journal;
    this.instruments = instruments;
    this.zero = scheduler.now(TimeUnit.NANOSECONDS);
  }

  /** One whose heartbeats' lateness nobody wants to know. */
  public Gate(Scheduler scheduler, Consumer<Event> journal) {
    this(scheduler, journal, new Instruments());
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

  /**
   * Nothing was handled for a while, or nothing of the probes (other sources may go on while their
   * loop stands still): either way nobody is to blame for what is missing. With every event of such
   * a while the time since the one before is given up.
   */
  private List<Event> stamp(Unstamped unstamped) {
    long clock = scheduler.now(TimeUnit.NANOSECONDS);
    long before = last;
    long now = Math.max(Math.max(before, 0), clock - zero);
    boolean stalled = now > before && (isLate(before, now) || isLate(lastBeat, now));
    if (isLate(before, now) && lastBeat != NOTHING_YET) {
      lastBeat = now; // all of us stood still: the next heartbeat has its time again
    }
    last = now;
    if (unstamped instanceof Heartbeat(long due)) {
      lastBeat = now;
      instruments.wokenLate(clock - due);
    }
    Moment moment = new Moment(now);
    Event event = unstamped.at(moment);
    return stalled ? List.of(new Stalled(new Moment(before), moment), event) : List.of(event);
  }

  private static boolean isLate(long before, long now) {
    return before != NOTHING_YET && now - before > LATE.toNanos();
  }
}
