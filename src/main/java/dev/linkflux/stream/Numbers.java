package dev.linkflux.stream;

import dev.linkflux.stream.store.EventLog;
import dev.linkflux.stream.store.Knowledge;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Gives the messages their numbers: they only rise, over all runs, and with a log none is taken
 * before it is known where the run before has ended. Of the hub's loop.
 */
final class Numbers {
  private final @Nullable EventLog log;
  private final Sinks.Empty<Void> begun = Sinks.empty();
  private @Nullable Long ended;
  private long next;
  private boolean open;

  /**
   * @param start of this run
   * @param log that knows the runs before, or null; with it, they must be {@link #begin begun}
   *     before the first one is taken
   */
  Numbers(Instant start, @Nullable EventLog log) {
    this.log = log;
    // Microseconds of the start: numbers of a later run are higher, as a run has less than one
    // event in a microsecond, and they stay below 2^53, which is all that JavaScript can count.
    next = ChronoUnit.MICROS.between(Instant.EPOCH, start);
    if (log == null) {
      begin(new Knowledge(next, null));
    }
  }

  /** Goes on where earlier runs have ended. */
  void begin(Knowledge known) {
    next = known.first();
    ended = known.ended();
    open = true;
    Sinks.EmitResult _ = begun.tryEmitEmpty();
  }

  /** True once it is known which numbers may be given. */
  boolean hasBegun() {
    return open;
  }

  /** Ends when that is so. */
  Mono<Void> begun() {
    return begun.asMono();
  }

  /** Takes the next one. */
  long take() {
    if (log != null) {
      next = Math.max(next, log.lowest());
      log.giving(next);
    }
    return next++;
  }

  /** The last number that was given; before the first, the one below it. */
  long given() {
    return next - 1;
  }

  /** The last number of the run before, if that has ended in order; or null. */
  @Nullable Long ended() {
    return ended;
  }
}
