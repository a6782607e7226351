package dev.linkflux.engine;

import java.io.UncheckedIOException;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A source that does not end by failing: it says so in an event and is subscribed to again, ever
 * more rarely until it gives something. State of one subscription.
 */
final class Persistent {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LAST = Duration.ofSeconds(5);

  private final String name;
  private final Scheduler timer;
  private final Flux<?> hints;
  private Duration pause = FIRST;
  private boolean failed;

  private Persistent(String name, Scheduler timer, Flux<?> hints) {
    this.name = name;
    this.timer = timer;
    this.hints = hints;
  }

  /**
   * Events of a source and of its failures.
   *
   * @param name of the source, for people
   * @param timer runs the pauses
   * @param hints each ends a pause: now it may work
   */
  static Flux<Unstamped> source(
      Flux<Unstamped> source, String name, Scheduler timer, Flux<?> hints) {
    return Flux.defer(() -> new Persistent(name, timer, hints).over(source)).checkpoint(name);
  }

  private Flux<Unstamped> over(Flux<Unstamped> source) {
    return source
        .doOnNext(_ -> pause = FIRST)
        .onErrorResume(this::told)
        .repeat(this::failed); // a loop: nesting one attempt in the other would fill the stack
  }

  private Flux<Unstamped> told(Throwable failure) {
    Duration now = pause;
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(LAST) > 0 ? LAST : twice;
    failed = true;
    String reason = reason(failure);
    Unstamped trouble = at -> new Trouble(at, name, reason);
    return Flux.concat(
        Mono.just(trouble),
        Mono.firstWithSignal(Mono.delay(now, timer).then(), hints.next().publishOn(timer).then())
            .then(Mono.empty()));
  }

  /** Its words; of one that only wraps another, those of the other, without the name of a class. */
  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause();
    Throwable first = failure instanceof UncheckedIOException && cause != null ? cause : failure;
    String message = first.getMessage();
    return message == null ? first.toString() : message;
  }

  private boolean failed() {
    boolean was = failed;
    failed = false;
    return was;
  }
}
