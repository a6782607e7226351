package dev.linkflux.kernel;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.function.Function;

/** Turns the outcome of a Netty future into that of another. */
final class Futures {
  private Futures() {}

  static <T, R> Future<R> map(
      EventExecutor executor, Future<T> future, Function<? super T, ? extends R> mapping) {
    Promise<R> mapped = executor.newPromise();
    future.addListener(
        _ -> {
          if (future.isSuccess()) {
            mapped.setSuccess(mapping.apply(future.getNow()));
          } else {
            mapped.setFailure(future.cause());
          }
        });
    return mapped;
  }
}
