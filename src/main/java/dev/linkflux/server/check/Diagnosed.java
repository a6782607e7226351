package dev.linkflux.server.check;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What came of a question, and of another that was asked beside it in case it is needed.
 *
 * @param other null if the question was settled without it
 */
record Diagnosed<A, B>(@Nullable A main, @Nullable B other) {
  /**
   * Asks both; ends the other as soon as the first is settled.
   *
   * @param open true if that outcome has to wait for the other
   * @return nothing if nothing came of the first
   */
  static <A, B> Mono<Diagnosed<A, B>> of(Mono<A> main, Predicate<A> open, Mono<B> other) {
    Mono<Diagnosed<A, B>> one = main.map(it -> new Diagnosed<>(it, null));
    Mono<Diagnosed<A, B>> beside = other.map(it -> new Diagnosed<>(null, it));
    return Flux.merge(one, beside)
        .takeUntil(it -> it.main() != null && !open.test(it.main()))
        .reduce(Diagnosed::with)
        .filter(it -> it.main() != null);
  }

  private Diagnosed<A, B> with(Diagnosed<A, B> later) {
    return new Diagnosed<>(main == null ? later.main : main, other == null ? later.other : other);
  }
}
