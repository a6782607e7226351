package dev.linkflux.engine;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Flux;

/** Counts what waits in a queue of a stream: what went in and has not come out. */
public final class Waiting {
  private final AtomicLong waiting = new AtomicLong();

  /**
   * The stream through its queue.
   *
   * @param queue lets everything out again, or says so by {@link #gone}
   */
  public <T> Flux<T> in(Flux<T> source, UnaryOperator<Flux<T>> queue) {
    return queue
        .apply(source.doOnNext(_ -> waiting.incrementAndGet()))
        .doOnNext(_ -> waiting.decrementAndGet());
  }

  /** One that went in will not come out. */
  public void gone() {
    waiting.decrementAndGet();
  }

  /** How many wait now. */
  public long now() {
    return waiting.get();
  }
}
