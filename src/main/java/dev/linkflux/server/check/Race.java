package dev.linkflux.server.check;

import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Passage;
import java.net.Inet6Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * Tries the places of a server one after the other, without waiting for those that are silent: the
 * first that connects wins, and the others are ended (RFC 8305 section 5).
 *
 * @param <T> what comes of a connection
 */
final class Race<T> {
  /** Until the next is tried: the Connection Attempt Delay of RFC 8305 section 5. */
  static final Duration DELAY = Duration.ofMillis(250);

  private final Scheduler scheduler;
  private final Attempt<T> attempt;
  private final Sinks.One<Integer> winner = Sinks.one();
  private final List<Sinks.Empty<Void>> begun = new ArrayList<>();
  private final List<Sinks.Empty<Void>> over = new ArrayList<>();

  /** How a place is tried. */
  @FunctionalInterface
  interface Attempt<T> {
    /**
     * Tries a place.
     *
     * @param connected to be run when there is a connection
     * @return what came of it; a {@link Broken} if nothing did
     */
    Mono<T> at(Spot spot, Runnable connected);
  }

  /**
   * What came of one place.
   *
   * @param value or null if it failed
   * @param failure or null if it did not
   */
  record Result<T>(Spot spot, @Nullable T value, @Nullable Broken failure) {
    private boolean isAbove(Result<T> other) {
      return other.failure != null
          && (failure == null
              || failure.breach().rung().compareTo(other.failure.breach().rung()) > 0);
    }
  }

  private Race(int size, Scheduler scheduler, Attempt<T> attempt) {
    this.scheduler = scheduler;
    this.attempt = attempt;
    for (int i = 0; i < size; i++) {
      begun.add(Sinks.empty());
      over.add(Sinks.empty());
    }
  }

  /**
   * The order in which places are tried: those that a route leads to, as they come, the families in
   * turn, IPv6 first (RFC 8305 section 4).
   */
  static List<Spot> order(List<Spot> spots, Uplink uplink, Passage passage) {
    List<Spot> six = new ArrayList<>();
    List<Spot> four = new ArrayList<>();
    for (Spot spot : spots) {
      if (passage.isOpen(uplink, spot.address())) {
        (spot.address() instanceof Inet6Address ? six : four).add(spot);
      }
    }
    List<Spot> order = new ArrayList<>();
    for (int i = 0; i < Math.max(six.size(), four.size()); i++) {
      int at = i;
      Stream.of(six, four)
          .filter(family -> at < family.size())
          .map(family -> family.get(at))
          .forEach(order::add);
    }
    return order;
  }

  /**
   * Tries them.
   *
   * @param spots at least one
   * @return what came of the first that connected; or if none did, of the one that got highest on
   *     the ladder
   */
  static <T> Mono<Result<T>> over(List<Spot> spots, Scheduler scheduler, Attempt<T> attempt) {
    return Mono.defer(() -> new Race<>(spots.size(), scheduler, attempt).run(spots));
  }

  private Mono<Result<T>> run(List<Spot> spots) {
    return Flux.range(0, spots.size())
        .flatMap(i -> run(i, spots.get(i)), Integer.MAX_VALUE)
        .collectList()
        .mapNotNull(Race::best);
  }

  /** One place, in its turn; nothing if another has won. */
  private Mono<Result<T>> run(int i, Spot spot) {
    Mono<Boolean> turn = i == 0 ? Mono.just(true) : turnAfter(i - 1).thenReturn(true);
    return turn.takeUntilOther(winner.asMono())
        .flatMap(_ -> attempt(i, spot).takeUntilOther(defeat(i)))
        .doFinally(_ -> end(over.get(i)));
  }

  /** That another has won; for whom wins himself it neither emits nor ends. */
  private Mono<Integer> defeat(int i) {
    return winner.asMono().flatMap(won -> won == i ? Mono.never() : Mono.just(won));
  }

  private Mono<Void> turnAfter(int before) {
    Mono<Void> patience = Mono.delay(DELAY, scheduler).then();
    return begun
        .get(before)
        .asMono()
        .then(Mono.firstWithSignal(patience, over.get(before).asMono()));
  }

  private Mono<Result<T>> attempt(int i, Spot spot) {
    return Mono.defer(
        () -> {
          end(begun.get(i));
          return attempt
              .at(spot, () -> win(i))
              .doOnNext(_ -> win(i))
              .map(value -> new Result<T>(spot, value, null))
              .onErrorResume(Broken.class, failure -> Mono.just(new Result<>(spot, null, failure)));
        });
  }

  private void win(int i) {
    Sinks.EmitResult _ = winner.tryEmitValue(i);
  }

  private static void end(Sinks.Empty<Void> sink) {
    Sinks.EmitResult _ = sink.tryEmitEmpty();
  }

  private static <T> @Nullable Result<T> best(List<Result<T>> results) {
    Result<T> best = null;
    for (Result<T> one : results) {
      if (best == null || one.isAbove(best)) {
        best = one;
      }
    }
    return best;
  }
}
