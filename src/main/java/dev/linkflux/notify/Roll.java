package dev.linkflux.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Who is told now, by what is configured: each joins once, and leaves once. For any threads.
 *
 * @param <K> what is configured
 * @param <T> who works for it
 */
final class Roll<K, T> {
  private final List<Member<K, T>> present = new ArrayList<>();
  private final Sinks.Many<Member<K, T>> joining = Sinks.many().unicast().onBackpressureBuffer();

  /** One who is told, until {@code leaving}. */
  record Member<K, T>(K key, T who, Sinks.Empty<Void> leaving) {
    /** Ends when it is to be told nothing more. */
    Mono<Void> left() {
      return leaving.asMono();
    }
  }

  /**
   * From now on it is these: equal ones stay as they are.
   *
   * @param made makes those who work for what is new
   * @return those who leave
   */
  synchronized List<T> replace(List<K> now, Function<K, T> made) {
    List<K> missing = new ArrayList<>(now);
    List<Member<K, T>> gone =
        present.stream().filter(member -> !missing.remove(member.key())).toList();
    List<Member<K, T>> fresh =
        missing.stream()
            .map(key -> new Member<>(key, made.apply(key), Sinks.empty()))
            .toList(); // before anything has changed: it may fail
    present.removeAll(gone);
    present.addAll(fresh);
    gone.forEach(
        member -> {
          Sinks.EmitResult _ = member.leaving().tryEmitEmpty();
        });
    fresh.forEach(
        member -> {
          Sinks.EmitResult _ = joining.tryEmitNext(member);
        });
    return gone.stream().map(Member::who).toList();
  }

  /** Each when it has joined, those of before too; for one subscriber. */
  Flux<Member<K, T>> joining() {
    return joining.asFlux();
  }

  synchronized List<T> present() {
    return present.stream().map(Member::who).toList();
  }
}
