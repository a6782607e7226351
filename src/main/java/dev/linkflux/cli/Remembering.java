package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Memories;
import dev.linkflux.engine.MemoryKeeper;
import dev.linkflux.time.Event;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a service learns and is ordered, kept over its restarts. */
final class Remembering {
  /** Begins anew, and forgets. */
  static final Remembering NOTHING = new Remembering(null);

  private final @Nullable MemoryKeeper keeper;
  private volatile Mono<Void> written = Mono.empty();

  private Remembering(@Nullable MemoryKeeper keeper) {
    this.keeper = keeper;
  }

  /**
   * That of a configuration. Reads at once, before anything is built that goes on from it.
   *
   * @param observe true to read only, as with all that is kept
   * @param told takes sentences for the operator
   */
  static Remembering of(
      Configuration configuration,
      boolean observe,
      Instruments instruments,
      Loops loops,
      Consumer<String> told) {
    return new Remembering(
        new MemoryKeeper(
            configuration.state(),
            !observe,
            configuration.settings(),
            instruments,
            InstantSource.system(),
            loops.probeScheduler(),
            loops.aside(),
            told));
  }

  Memories memories() {
    return keeper == null ? Memories.NONE : keeper;
  }

  /** Follows all that comes out of the pipeline. */
  void follow(Flux<List<Event>> events) {
    if (keeper != null) {
      written = keeper.feed(events).cache();
      Disposable _ = written.subscribe(_ -> {}, _ -> {});
    }
  }

  /** Completes when the pipeline has ended and all is written. */
  Mono<Void> written() {
    return written;
  }
}
