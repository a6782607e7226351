package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configuration.Recording;
import dev.linkflux.control.Reconfigured;
import dev.linkflux.engine.Backlog;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.WallClock;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.trace.Compression;
import dev.linkflux.trace.Header;
import dev.linkflux.trace.Recorder;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/**
 * What of the gate's events is worth a line of the trace, to the recorder of the configuration that
 * holds, if it has one. Extra wake-ups change nothing, and so do missing ones; one a second tells
 * how far the trace reaches. Takes events on the gate's thread only.
 */
final class Journal implements Consumer<Event>, AutoCloseable {
  /** Events that wait while one recorder ends and the next begins, half a second at most. */
  private static final int HELD = 65_536;

  private final WallClock clock;
  private final Instruments instruments;
  private final Scheduler aside;
  private final Consumer<String> told;
  private final Pulse pulse = new Pulse();
  private final Queue<Event> held = new ArrayDeque<>();

  /** Where events go; null while there is nobody, and while the next one begins. */
  private volatile @Nullable Recorder recorder;

  /** How often the recorder is being changed. */
  private final AtomicInteger changes = new AtomicInteger();

  private volatile @Nullable Configuration next;

  /** Whose recorder it is, or will be. */
  private Configuration present;

  /**
   * @param clock labels moments
   * @param aside for what waits for a disk
   * @param told takes sentences for the operator
   */
  Journal(
      Configuration first,
      WallClock clock,
      Instruments instruments,
      Scheduler aside,
      Consumer<String> told) {
    this.present = first;
    this.clock = clock;
    this.instruments = instruments;
    this.aside = aside;
    this.told = told;
    this.recorder = begun(first, Moment.ZERO);
  }

  /** This configuration is about to hold: from its event on it is recorded as it wants. */
  void prepare(Configuration now) {
    next = now;
  }

  @Override
  public void accept(Event event) {
    if (event instanceof Reconfigured it) {
      follow(it.at());
    }
    if (!pulse.isWorthTelling(event)) {
      return;
    }
    if (changes.get() > 0) {
      if (held.size() < HELD) {
        held.add(event);
      }
      return;
    }
    Recorder now = recorder;
    if (now != null) {
      while (!held.isEmpty()) {
        now.record(held.remove());
      }
      now.record(event);
    } else {
      held.clear();
    }
  }

  private void follow(Moment at) {
    Configuration now = next;
    next = null;
    if (now == null) {
      return;
    }
    Configuration before = present;
    present = now;
    if (!Objects.equals(before.trace(), now.trace())) {
      if (before.trace() == null) {
        held.clear(); // they were not to be recorded
      }
      changes.incrementAndGet();
      var _ = aside.schedule(() -> change(now, at));
    }
  }

  private synchronized void change(Configuration now, Moment at) {
    close();
    recorder = begun(now, at);
    changes.decrementAndGet();
  }

  private @Nullable Recorder begun(Configuration configuration, Moment at) {
    Recording wanted = configuration.trace();
    if (wanted == null) {
      return null;
    }
    Recorder begun =
        Recorder.start(
            wanted.directory(),
            new Header(clock.zero(), configuration.effective(), at),
            Recorder.Limits.of(
                wanted.rotateSize(),
                wanted.rotateAfter(),
                wanted.keep(),
                wanted.size(),
                switch (wanted.compress()) {
                  case GZIP -> Compression.GZIP;
                  case ZSTD -> Compression.ZSTD;
                  case OFF -> Compression.OFF;
                }),
            InstantSource.system(),
            System::nanoTime,
            told);
    instruments.recording(new Backlog(begun::waiting, begun.room()), begun::lost);
    return begun;
  }

  /** Writes what is waiting, for at most half a second. */
  @Override
  public void close() {
    Recorder last = recorder;
    recorder = null;
    if (last != null) {
      last.close();
    }
  }
}
