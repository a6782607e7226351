package dev.linkflux.engine;

import dev.linkflux.control.Fitting;
import dev.linkflux.control.Reconfigured;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stalled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * The one place where events get their order and their moments, and where they are journalled. What
 * the journal holds is the order in which the stages saw it. Once there was a reload, what comes
 * from before it is made to fit the settings that hold.
 */
public final class Gate {
  /**
   * A gap of handling, or between heartbeats, that is longer than this is our own lateness;
   * heartbeats come much more often.
   */
  static final Duration LATE = Duration.ofMillis(200);

  private static final long NOTHING_YET = -1;

  /** Lists of events that may wait while the stages are busy: minutes of any real load. */
  private static final int WAITING = 1 << 16;

  /** Events that go through in one list, at most. */
  private static final int TOGETHER = 1 << 10;

  private final Scheduler scheduler;
  private final Consumer<Event> journal;
  private final Instruments instruments;
  private final Waiting waiting = new Waiting();
  private final long zero;
  private long last = NOTHING_YET;
  private long lastBeat = NOTHING_YET;

  /** Of the last reload; null while there was none, so that nobody pays for what he does not do. */
  private @Nullable Fitting fitting;

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
    instruments.watch(Instruments.Queue.GATE, new Backlog(waiting::now, WAITING));
  }

  /** One whose heartbeats' lateness nobody wants to know. */
  public Gate(Scheduler scheduler, Consumer<Event> journal) {
    this(scheduler, journal, new Instruments());
  }

  /**
   * What one turn of an event loop brings, in one list: the gate's thread is woken once for it, not
   * once for each event.
   *
   * @param source emits on the loop
   */
  static Flux<List<Unstamped>> together(Flux<Unstamped> source, Scheduler loop) {
    return source.bufferTimeout(TOGETHER, Duration.ofNanos(1), loop);
  }

  /**
   * Orders, stamps and journals.
   *
   * @param sources everything, merged, unordered; what comes in one list came at one moment
   * @return the same in order, stamped and journalled, on the gate's thread
   */
  Flux<List<Event>> order(Flux<List<Unstamped>> sources) {
    return waiting
        .in(
            sources,
            queue ->
                queue
                    .onBackpressureBuffer(WAITING, BufferOverflowStrategy.ERROR)
                    .publishOn(scheduler, WAITING))
        .map(this::stamp)
        .doOnNext(events -> events.forEach(journal));
  }

  /**
   * Nothing was handled for a while, or nothing of the probes (other sources may go on while their
   * loop stands still): either way nobody is to blame for what is missing. With everything of such
   * a while the time since what came before is given up.
   */
  private List<Event> stamp(List<Unstamped> unstamped) {
    long clock = scheduler.now(TimeUnit.NANOSECONDS);
    long before = last;
    long now = Math.max(Math.max(before, 0), clock - zero);
    Moment moment = new Moment(now);
    List<Event> done = List.of(); // up to a reload that is among them
    List<Event> events = new ArrayList<>(unstamped.size() + 1);
    if (now > before && (isLate(before, now) || isLate(lastBeat, now))) {
      events.add(new Stalled(new Moment(before), moment));
    }
    if (isLate(before, now) && lastBeat != NOTHING_YET) {
      lastBeat = now; // all of us stood still: the next heartbeat has its time again
    }
    last = now;
    for (Unstamped one : unstamped) {
      if (one instanceof Heartbeat(long due)) {
        lastBeat = now;
        instruments.wokenLate(clock - due);
      }
      Event event = one.at(moment);
      if (event instanceof Reconfigured(var _, var settings, var _, var _, var _)) {
        done = new ArrayList<>(done);
        done.addAll(fitted(events));
        events = new ArrayList<>();
        fitting = new Fitting(settings);
      }
      events.add(event);
    }
    if (done.isEmpty()) {
      return fitted(events);
    }
    done.addAll(fitted(events));
    return done;
  }

  /** In a list of its own, unless nothing has to be changed. */
  private List<Event> fitted(List<Event> events) {
    Fitting known = fitting;
    return known == null ? events : known.fit(events);
  }

  private static boolean isLate(long before, long now) {
    return before != NOTHING_YET && now - before > LATE.toNanos();
  }
}
