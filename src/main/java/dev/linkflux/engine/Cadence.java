package dev.linkflux.engine;

import dev.linkflux.decision.Tempo;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.probe.Probing;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.FluxSink.OverflowStrategy;
import reactor.core.scheduler.Scheduler;

/**
 * Whose turn it is, and when: a steady stream for each target of an uplink, as its {@link
 * Timetable} says and at the {@link Rhythm} of its tempo, never a burst, not even to catch up. One
 * for each uplink; sequence numbers rise for as long as it lives, whatever is changed.
 */
public final class Cadence {
  /**
   * Turns in one go, at most; what came back is read before the next, so that nothing overflows.
   */
  private static final int TOGETHER = 128;

  private final Instruments instruments;
  private final Scheduler timer;
  private final SplittableRandom random;

  /** Of targets that are not asked any more, by their names. */
  private final Map<String, Long> left = new HashMap<>();

  private Uplink uplink;
  private List<Target> targets;
  private Probing probing;
  private Rhythm rhythm;
  private long[] sequences;
  private volatile @Nullable Turns present;

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
    this.probing = probing;
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
   * From now on it is so. Only if others are asked, or at another rhythm, the turns are spread
   * anew; to be called on the timer.
   */
  void change(Uplink uplink, List<Target> targets, Probing probing) {
    boolean anew =
        !names(this.targets).equals(names(targets))
            || !this.probing.interval().equals(probing.interval())
            || !this.probing.fast().equals(probing.fast())
            || this.uplink.budget() != uplink.budget();
    for (int i = 0; i < sequences.length; i++) {
      left.put(this.targets.get(i).name(), sequences[i]);
    }
    this.sequences =
        targets.stream()
            .mapToLong(target -> Objects.requireNonNullElse(left.remove(target.name()), 0L))
            .toArray();
    this.rhythm =
        Rhythm.after(
            rhythm, uplink, targets, probing, instruments, timer.now(TimeUnit.NANOSECONDS));
    this.uplink = uplink;
    this.targets = List.copyOf(targets);
    this.probing = probing;
    Turns now = present;
    if (anew && now != null) {
      now.anew();
    }
  }

  private static List<String> names(List<Target> targets) {
    return targets.stream().map(Target::name).toList();
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
    private final Disposable.Swap task = Disposables.swap();

    /** Null until the turns are spread. */
    private @Nullable Timetable timetable;

    private boolean begun;

    Turns(FluxSink<ProbeId> sink, Tempo tempo) {
      this.sink = sink;
      this.tempo = tempo;
    }

    void begin() {
      sink.onDispose(task);
      present = this;
      runAfter(0);
    }

    /** Spreads the turns anew; what is not begun yet will see the change anyway. */
    void anew() {
      timetable = null;
      if (begun) {
        var _ = task.update(timer.schedule(this)); // instead of what was to run later
      }
    }

    @Override
    public void run() {
      begun = true;
      long now = timer.now(TimeUnit.NANOSECONDS);
      Timetable turns = timetable;
      if (turns == null) {
        turns = new Timetable(targets.size(), random);
        turns.spread(now, rhythm.interval(tempo));
        timetable = turns;
      }
      for (int taken = 0; !task.isDisposed(); taken++) {
        if (taken == TOGETHER) {
          runAfter(0);
          return;
        }
        int target = turns.take(now, rhythm.interval(tempo));
        if (target == Timetable.NOBODY) {
          if (turns.due() != Long.MAX_VALUE) {
            runAfter(Math.max(0, turns.due() - timer.now(TimeUnit.NANOSECONDS)));
          }
          return;
        }
        instruments.sentLate(turns.lateness());
        rhythm.turn(now);
        sink.next(new ProbeId(uplink.id(), targets.get(target).id(), ++sequences[target]));
      }
    }

    private void runAfter(long nanos) {
      var _ = task.replace(timer.schedule(this, nanos, TimeUnit.NANOSECONDS));
    }
  }
}
