package dev.linkflux.engine;

import dev.linkflux.decision.Tempo;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.probe.Probing;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.FluxSink.OverflowStrategy;
import reactor.core.scheduler.Scheduler;

/**
 * Whose turn it is, and when: a steady stream for each target of an uplink, as its {@link
 * Timetable} says and at the {@link Rhythm} of its tempo, never a burst, not even to catch up. One
 * for each uplink; sequence numbers rise for as long as it lives.
 */
public final class Cadence {
  /**
   * Turns in one go, at most; what came back is read before the next, so that nothing overflows.
   */
  private static final int TOGETHER = 128;

  private final Uplink uplink;
  private final List<Target> targets;
  private final Rhythm rhythm;
  private final Instruments instruments;
  private final Scheduler timer;
  private final SplittableRandom random;
  private final long[] sequences;

  /**
   * @param instruments are told how late the turns are, and tell a metered uplink's rhythm what was
   *     spent
   * @param timer of one thread: runs the turns
   * @param seed of the jitter
   */
  public Cadence(
      Uplink uplink,
      List<Target> targets,
      Probing probing,
      Instruments instruments,
      Scheduler timer,
      long seed) {
    this.uplink = uplink;
    this.targets = List.copyOf(targets);
    this.rhythm = Rhythm.of(uplink, targets, probing, instruments, timer.now(TimeUnit.NANOSECONDS));
    this.instruments = instruments;
    this.timer = timer;
    this.random = new SplittableRandom(seed);
    this.sequences = new long[targets.size()];
  }

  /** One whose spending nobody watches: a metered uplink's is as if it were free. */
  public Cadence(Uplink uplink, List<Target> targets, Probing probing, Scheduler timer, long seed) {
    this(uplink, targets, probing, new Instruments(), timer, seed);
  }

  /**
   * Turns, for as long as it is subscribed; by one at a time.
   *
   * @param tempo the present one first, then each change; a change takes effect at once, with the
   *     targets spread anew
   * @return each when it is its turn, on the timer; dropped if nobody asked for it
   */
  public Flux<ProbeId> turns(Flux<Tempo> tempo) {
    return tempo
        .distinctUntilChanged()
        .switchMap(now -> Flux.push(sink -> new Turns(sink, now).begin(), OverflowStrategy.DROP));
  }

  /**
   * The turns of one tempo: a single task on the timer, for whatever is due next. Its own thread is
   * the timer's.
   */
  private final class Turns implements Runnable {
    private final FluxSink<ProbeId> sink;
    private final Tempo tempo;
    private final Timetable timetable = new Timetable(targets.size(), random);
    private final Disposable.Swap task = Disposables.swap();
    private boolean spread;

    Turns(FluxSink<ProbeId> sink, Tempo tempo) {
      this.sink = sink;
      this.tempo = tempo;
    }

    void begin() {
      sink.onDispose(task);
      if (!targets.isEmpty()) {
        runAfter(0);
      }
    }

    @Override
    public void run() {
      long now = timer.now(TimeUnit.NANOSECONDS);
      if (!spread) {
        spread = true;
        timetable.spread(now, rhythm.interval(tempo));
      }
      for (int taken = 0; !task.isDisposed(); taken++) {
        if (taken == TOGETHER) {
          runAfter(0);
          return;
        }
        int target = timetable.take(now, rhythm.interval(tempo));
        if (target == Timetable.NOBODY) {
          runAfter(Math.max(0, timetable.due() - timer.now(TimeUnit.NANOSECONDS)));
          return;
        }
        instruments.sentLate(timetable.lateness());
        rhythm.turn(now);
        sink.next(new ProbeId(uplink.id(), targets.get(target).id(), ++sequences[target]));
      }
    }

    private void runAfter(long nanos) {
      var _ = task.replace(timer.schedule(this, nanos, TimeUnit.NANOSECONDS));
    }
  }
}
