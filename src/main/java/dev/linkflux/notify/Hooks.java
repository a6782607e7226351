package dev.linkflux.notify;

import dev.linkflux.control.Hook;
import dev.linkflux.control.Settings;
import dev.linkflux.time.Event;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * Tells all hooks what happens, each at its own pace. One instance is fed once and closed once;
 * meanwhile there may be other hooks than before.
 */
public final class Hooks {
  /** Turns with something to tell that may wait while threads are short. */
  private static final int TURNS = 1024;

  private static final int TURNS_TOGETHER = 16;

  /** How many may wait for a program, which is of now, and for a webhook, which is of record. */
  private static final int ROOM_OF_PROGRAM = 64;

  private static final int ROOM_OF_WEBHOOK = 256;

  /** For what waits for a hook that is gone from the configuration. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** How often it is said at most that events were missed. */
  private static final Duration REMINDER = Duration.ofSeconds(10);

  /** For programs that are killed at the end. */
  private static final Duration FAREWELL = Duration.ofMillis(500);

  private final Settings settings;
  private final Means means;
  private final Consumer<String> log;
  private final Scheduler aside;
  private final Places places = new Places();
  private final Roll<Hook, Backlog> roll = new Roll<>();

  /** Those who still tell, some of whom may be on their way out. */
  private final Set<Backlog> telling = ConcurrentHashMap.newKeySet();

  private final AtomicLong missed = new AtomicLong();
  private final AtomicLong quietUntil = new AtomicLong(Long.MIN_VALUE);
  private final AtomicBoolean fed = new AtomicBoolean();
  private final Sinks.Empty<Void> closing = Sinks.empty();
  private final Sinks.Empty<Void> ended = Sinks.empty();

  /**
   * Opens and starts nothing yet.
   *
   * @param settings name the servers
   * @throws IllegalArgumentException if the URL of a webhook is none, which names no URL
   */
  public Hooks(List<Hook> hooks, Settings settings, Means means) {
    this.settings = settings;
    this.means = means;
    this.log = means.log();
    this.aside = means.aside();
    var _ = roll.replace(hooks, this::backlog);
  }

  /**
   * From now on these are told. Those that were before stay as they are; others tell what waits,
   * for a while, and end.
   *
   * @throws IllegalArgumentException as the constructor; then nothing has changed
   */
  public void replace(List<Hook> hooks) {
    var _ = roll.replace(hooks, this::backlog);
  }

  private Backlog backlog(Hook hook) {
    return switch (hook) {
      case Hook.Program program ->
          new Backlog(
              new Programs(program, places, log, means.ended()), hook.on(), ROOM_OF_PROGRAM, log);
      case Hook.Webhook webhook ->
          new Backlog(Poster.to(webhook, means), hook.on(), ROOM_OF_WEBHOOK, log);
    };
  }

  /**
   * Takes in all that comes out of the pipeline, a turn at a time, without ever holding it up.
   *
   * @return completes when the events have ended, in whatever way, and all that waited was told
   */
  public Mono<Void> feed(Flux<List<Event>> events) {
    return Mono.defer(
        () -> {
          fed.set(true);
          Notices notices = new Notices(settings, means.clock(), means.dice().getAsLong());
          return events
              .onErrorComplete() // who assembles the service is told by the pipeline itself
              .takeUntilOther(closing.asMono())
              .map(Notices::relevant)
              .filter(turn -> !turn.isEmpty())
              .onBackpressureBuffer(
                  TURNS, turn -> missed.addAndGet(turn.size()), BufferOverflowStrategy.DROP_OLDEST)
              .publishOn(aside, TURNS_TOGETHER)
              .doOnNext(_ -> admit())
              .concatMapIterable(turn -> turn)
              .concatMapIterable(event -> notices.of(event).toList())
              .publish(shared -> Mono.when(shared.then(), told(shared)))
              .then()
              .doOnTerminate(this::complain)
              .doFinally(_ -> ended.tryEmitEmpty());
        });
  }

  private Mono<Void> told(Flux<Notice> shared) {
    return roll.joining()
        .takeUntilOther(shared.ignoreElements())
        .flatMap(hook -> told(hook, shared), Integer.MAX_VALUE)
        .then();
  }

  private Mono<Void> told(Roll.Member<Hook, Backlog> hook, Flux<Notice> shared) {
    Backlog backlog = hook.who();
    return Mono.firstWithSignal(
            backlog.empty(shared.takeUntilOther(hook.left())),
            hook.left()
                .then(Mono.delay(GRACE, aside))
                .then(Mono.fromRunnable(backlog::abandon))
                .then(Mono.never()))
        .doFirst(() -> telling.add(backlog))
        .doFinally(_ -> telling.remove(backlog));
  }

  /** Some turns before this one may be missing. */
  private void admit() {
    long now = aside.now(TimeUnit.NANOSECONDS);
    if (missed.get() > 0 && now >= quietUntil.get()) {
      quietUntil.set(now + REMINDER.toNanos());
      complain();
    }
  }

  private void complain() {
    long lost = missed.getAndSet(0);
    if (lost > 0) {
      log.accept("hooks are not told of %d events: too many came at once".formatted(lost));
    }
  }

  /**
   * Takes in nothing more, and ends.
   *
   * @param limit how long what is under way, and what waits, is given; then programs are ended and
   *     what is left is not told
   * @return completes when nothing runs any more, half a second after the limit at the latest
   */
  public Mono<Void> close(Duration limit) {
    return Mono.defer(
        () -> {
          var _ = closing.tryEmitEmpty();
          return fed.get() ? ended.asMono().timeout(limit, abandoned(), aside) : Mono.empty();
        });
  }

  private Mono<Void> abandoned() {
    return Mono.defer(
        () -> {
          telling.forEach(Backlog::abandon);
          return ended.asMono().timeout(FAREWELL, Mono.empty(), aside);
        });
  }
}
