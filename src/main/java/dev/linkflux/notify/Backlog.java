package dev.linkflux.notify;

import dev.linkflux.control.Hook;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What waits for one hook: told in order, one after the other, and never more than there is room
 * for.
 */
final class Backlog {
  private final Messenger messenger;
  private final Set<Hook.On> on;
  private final int room;
  private final Consumer<String> log;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong untold = new AtomicLong();
  private volatile boolean abandoned;

  /**
   * @param on what it wants to be told of
   * @param room for so many that wait; from 1
   */
  Backlog(Messenger messenger, Set<Hook.On> on, int room, Consumer<String> log) {
    this.messenger = messenger;
    this.on = on;
    this.room = room;
    this.log = log;
  }

  /** Tells them all; completes after the last. */
  Mono<Void> empty(Flux<Notice> notices) {
    return notices
        .filter(notice -> on.contains(notice.on()))
        .doOnNext(_ -> waiting.incrementAndGet())
        .onBackpressureBuffer(room, _ -> drop(), BufferOverflowStrategy.DROP_OLDEST)
        .concatMap(this::tell, 0) // takes the next when the last is told: the room above is all
        .then()
        .doOnTerminate(this::end);
  }

  /** What is under way is given up, and what waits is not told any more. */
  void abandon() {
    abandoned = true;
    messenger.abandon();
  }

  private void drop() {
    waiting.decrementAndGet();
    if (dropped.getAndIncrement() == 0) {
      log.accept(
          "%s is behind by %d: what has waited longest is dropped"
              .formatted(messenger.name(), room));
    }
  }

  private Mono<Void> tell(Notice notice) {
    waiting.decrementAndGet();
    if (abandoned) {
      untold.incrementAndGet();
      return Mono.empty();
    }
    return messenger
        .tell(notice)
        .onErrorResume(failure -> Mono.fromRunnable(() -> fail(failure)))
        .doOnSuccess(_ -> told());
  }

  private void fail(Throwable failure) {
    log.accept("%s failed: %s".formatted(messenger.name(), Failure.text(failure)));
  }

  private void told() {
    long missed = waiting.get() == 0 ? dropped.getAndSet(0) : 0;
    if (missed > 0) {
      log.accept("%s has caught up; it was not told %d".formatted(messenger.name(), missed));
    }
  }

  private void end() {
    long left = untold.get();
    if (left > 0) {
      log.accept("%s: it ends with %d not told".formatted(messenger.name(), left));
    }
  }
}
