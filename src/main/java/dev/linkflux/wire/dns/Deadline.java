package dev.linkflux.wire.dns;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/** Ends a wait on the event loop that waits, and on no other thread. */
public final class Deadline {
  private Deadline() {}

  /**
   * A limit for one wait.
   *
   * @return the result, or a {@link TimeoutException} that says {@code timed out}
   */
  public static <T> Mono<T> within(EventLoop loop, Duration limit, Mono<T> result) {
    Mono<T> over =
        Mono.create(
            sink -> {
              Future<?> timer =
                  loop.schedule(
                      () -> sink.error(new TimeoutException("timed out")),
                      limit.toNanos(),
                      TimeUnit.NANOSECONDS);
              sink.onDispose(() -> timer.cancel(false));
            });
    return Mono.firstWithSignal(result, over);
  }
}
