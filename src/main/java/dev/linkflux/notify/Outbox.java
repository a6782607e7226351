package dev.linkflux.notify;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * What waits to be delivered: in order, each tried until it is taken or too old, since the net may
 * be what the message is about. Never more than there is room for.
 */
final class Outbox {
  /** So many messages wait; then the oldest is dropped. */
  private static final int ROOM = 64;

  private static final Duration OLDEST = Duration.ofHours(24);
  private static final Pauses PAUSES =
      new Pauses(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(5));
  private static final Duration LATE = Duration.ofMinutes(1);

  private final Carrier carrier;
  private final InstantSource wall;
  private final Scheduler aside;
  private final LongSupplier dice;
  private final Consumer<String> log;
  private final BiConsumer<String, Boolean> ended;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Sinks.Empty<Void> abandoned = Sinks.empty();
  private boolean failing;

  Outbox(Carrier carrier, Means means) {
    this.carrier = carrier;
    this.wall = means.wall();
    this.aside = means.aside();
    this.dice = means.dice();
    this.log = line -> means.log().accept(carrier.name() + ": " + line);
    this.ended = means.ended();
  }

  /** Delivers them all; completes after the last. */
  Mono<Void> empty(Flux<Dispatch> dispatches) {
    return dispatches
        .doOnNext(_ -> waiting.incrementAndGet())
        .onBackpressureBuffer(ROOM, this::drop, BufferOverflowStrategy.DROP_OLDEST)
        .concatMap(this::deliver, 0)
        .then();
  }

  /** What is under way is given up, and what waits is not told any more. */
  void abandon() {
    if (waiting() > 0) {
      log.accept("it ends with %d messages not delivered".formatted(waiting()));
    }
    var _ = abandoned.tryEmitEmpty();
  }

  /** How many messages wait. */
  int waiting() {
    return waiting.get();
  }

  private void drop(Dispatch dispatch) {
    waiting.decrementAndGet();
    ended.accept(carrier.name(), false);
    log.accept(
        "more than %d messages wait; the oldest is dropped: %s"
            .formatted(ROOM, dispatch.subject()));
  }

  private Mono<Void> deliver(Dispatch dispatch) {
    return Mono.defer(() -> attempt(dispatch, 1, now()))
        .onErrorResume(failure -> said("failed: " + Failure.text(failure)))
        .takeUntilOther(abandoned.asMono())
        .doFinally(_ -> waiting.decrementAndGet());
  }

  private Mono<Void> attempt(Dispatch dispatch, int number, long begun) {
    return Mono.defer(() -> carrier.carry(dispatch, late(dispatch)))
        .publishOn(aside)
        .flatMap(
            answer ->
                switch (answer) {
                  case Answer.Taken _ -> taken();
                  case Answer.Refused(var why) ->
                      said("does not take '%s': %s".formatted(dispatch.subject(), why));
                  case Answer.Later later -> again(later, dispatch, number, begun);
                });
  }

  private Mono<Void> taken() {
    ended.accept(carrier.name(), true);
    if (failing) {
      failing = false;
      log.accept("takes messages again");
    }
    return Mono.empty();
  }

  private Mono<Void> again(Answer.Later later, Dispatch dispatch, int number, long begun) {
    Duration pause = PAUSES.after(number, later.atLeast(), dice.getAsLong());
    if (now() - begun + pause.toNanos() >= OLDEST.toNanos()) {
      return said("given up '%s': %s".formatted(dispatch.subject(), later.why()));
    }
    if (!failing) {
      failing = true;
      log.accept(later.why() + "; it is tried again");
    }
    return Mono.delay(pause, aside).then(Mono.defer(() -> attempt(dispatch, number + 1, begun)));
  }

  private String late(Dispatch dispatch) {
    Duration age = Duration.between(dispatch.at(), wall.instant());
    return age.compareTo(LATE) < 0
        ? ""
        : "This comes %d min late: it could not be delivered before.".formatted(age.toMinutes());
  }

  /** It is not told any more, for that reason. */
  private Mono<Void> said(String line) {
    ended.accept(carrier.name(), false);
    log.accept(line);
    return Mono.empty();
  }

  private long now() {
    return aside.now(TimeUnit.NANOSECONDS);
  }
}
