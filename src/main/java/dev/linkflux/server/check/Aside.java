package dev.linkflux.server.check;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Does what blocks, such as reading a file, on a thread of its own. */
final class Aside {
  private final Scheduler back;

  /**
   * @param back where the result comes out
   */
  Aside(Scheduler back) {
    this.back = back;
  }

  /** The result, or what was thrown. */
  <T> Mono<T> call(Callable<T> work) {
    return Mono.fromFuture(
            () ->
                CompletableFuture.supplyAsync(
                    () -> {
                      try {
                        return work.call();
                      } catch (RuntimeException e) {
                        throw e;
                      } catch (Exception e) {
                        throw new CompletionException(e);
                      }
                    },
                    Thread::startVirtualThread))
        .publishOn(back);
  }
}
