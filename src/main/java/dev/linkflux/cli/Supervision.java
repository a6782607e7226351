package dev.linkflux.cli;

import dev.linkflux.control.Settings;
import dev.linkflux.kernel.NotifySocket;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * Tells the manager of services (systemd) how this one is: ready once every uplink has its first
 * verdict, how it stands, and that heartbeats come out of the whole pipeline. Without a manager it
 * does nothing. It never waits and never fails the service; what could not be told is told again.
 */
final class Supervision {
  /** A router whose modem never answers is ready all the same. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Beats in the time after which the manager gives up; it asks for two. */
  private static final int BEATS = 4;

  private static final long NANOS_PER_MICRO = 1000;

  private final @Nullable NotifySocket manager;
  private final Condition condition;
  private final @Nullable Duration pause;
  private @Nullable Moment begin;
  private Moment nextBeat = Moment.ZERO;
  private boolean ready;
  private boolean reloading;
  private boolean stopping;
  private String told = "";

  private Supervision(
      @Nullable NotifySocket manager, Condition condition, @Nullable Duration pause) {
    this.manager = manager;
    this.condition = condition;
    this.pause = pause;
  }

  /**
   * By the manager that an environment names, if it names one.
   *
   * @param observes true if routes are not changed
   */
  static Supervision of(Settings settings, boolean observes, Map<String, String> environment) {
    return new Supervision(
        NotifySocket.of(environment).orElse(null),
        new Condition(settings, observes),
        pause(environment));
  }

  /** The time between beats, or null if nobody waits for them (sd_watchdog_enabled(3)). */
  private static @Nullable Duration pause(Map<String, String> environment) {
    String pid = environment.get("WATCHDOG_PID");
    String micros = environment.getOrDefault("WATCHDOG_USEC", "");
    boolean isOurs = pid == null || pid.equals(Long.toString(ProcessHandle.current().pid()));
    if (!isOurs || !micros.matches("[1-9][0-9]{0,14}")) {
      return null;
    }
    return Duration.ofNanos(Long.parseLong(micros) * NANOS_PER_MICRO / BEATS);
  }

  /**
   * Follows all that comes out of the pipeline.
   *
   * @param events on one thread
   */
  void follow(Flux<List<Event>> events) {
    if (manager != null) {
      Disposable _ = events.subscribe(this::take, _ -> {});
    }
  }

  /** A reload begins. */
  synchronized void reloading() {
    if (manager != null && ready && !stopping) {
      reloading = true;
      // systemd orders what it is told by CLOCK_MONOTONIC, which is what nanoTime reads.
      long now = System.nanoTime() / NANOS_PER_MICRO;
      boolean _ = manager.tell("RELOADING=1", "MONOTONIC_USEC=" + now, "STATUS=reads its file");
    }
  }

  /** A reload has ended, well or not. */
  synchronized void reloaded() {
    if (reloading && !stopping) {
      reloading = false;
      ready = false; // until the manager has been told
      told = "";
      tellHowItStands();
    }
  }

  /** The service begins to end. */
  synchronized void stopping() {
    stopping = true;
    if (manager != null) {
      boolean _ = manager.tell("STOPPING=1", "STATUS=ends");
    }
  }

  private synchronized void take(List<Event> batch) {
    for (Event event : batch) {
      if (begin == null) {
        begin = event.at();
      }
      condition.take(event);
      if (event instanceof Woken && !stopping) {
        beat(event.at());
      }
    }
    if (!reloading && !stopping) {
      boolean enough = isOverdue(batch);
      if (ready || condition.isWhole() || enough) {
        tellHowItStands();
      }
    }
  }

  private boolean isOverdue(List<Event> batch) {
    Moment first = begin;
    return first != null
        && !batch.isEmpty()
        && !batch.getLast().at().isBefore(first.plus(PATIENCE));
  }

  private void beat(Moment now) {
    if (pause != null && manager != null && !now.isBefore(nextBeat) && manager.tell("WATCHDOG=1")) {
      nextBeat = now.plus(pause);
    }
  }

  private void tellHowItStands() {
    String status = condition.sentence();
    if (manager == null || (ready && status.equals(told))) {
      return;
    }
    boolean done =
        ready ? manager.tell("STATUS=" + status) : manager.tell("READY=1", "STATUS=" + status);
    if (done) {
      ready = true;
      told = status;
    }
  }
}
