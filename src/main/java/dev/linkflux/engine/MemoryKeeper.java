package dev.linkflux.engine;

import dev.linkflux.control.Settings;
import dev.linkflux.engine.MemoryLedger.Haste;
import dev.linkflux.probe.Budget;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Keeps over a restart what was learnt and ordered: reads it when it is made, and writes it, aside,
 * while it is fed: orders and penalties within a second, all else within a minute, everything at an
 * orderly end. It is never in the way of the pipeline. One instance is fed once.
 */
public final class MemoryKeeper implements Memories {
  /** How often rare and precious things are written at most. */
  private static final Duration SOON = Duration.ofSeconds(1);

  /** How often all else is: what is lost with the power is not older. */
  private static final Duration NOW_AND_THEN = Duration.ofMinutes(1);

  private final MemoryFile file;
  private final boolean writes;
  private final Instruments instruments;
  private final Scheduler monotonic;
  private final Scheduler aside;
  private final Recollection recollection;
  private final MemoryLedger ledger;
  private Map<String, Budget.Past> budgets;
  private Haste haste = Haste.NONE;
  private Moment seen = Moment.ZERO;
  private Moment soonFrom = Moment.ZERO;
  private Moment thenFrom = Moment.ZERO;

  /**
   * Reads it; blocks.
   *
   * @param state directory of state
   * @param writes false to read only
   * @param instruments are told what the budgets have come to, and asked for it
   * @param monotonic the clock of the probes
   * @param aside of threads that may block
   * @param told takes sentences for the operator
   */
  public MemoryKeeper(
      Path state,
      boolean writes,
      Settings settings,
      Instruments instruments,
      InstantSource wall,
      Scheduler monotonic,
      Scheduler aside,
      Consumer<String> told) {
    this.file = new MemoryFile(state, told);
    this.writes = writes;
    this.instruments = instruments;
    this.monotonic = monotonic;
    this.aside = aside;
    this.recollection =
        new Recollection(
            file.read(wall.instant(), writes), settings, wall, monotonic.now(TimeUnit.NANOSECONDS));
    recollection.budgets().forEach(instruments::recall);
    this.budgets = instruments.pasts();
    this.ledger = new MemoryLedger(settings, recollection.strange());
  }

  @Override
  public List<Unstamped> recalled() {
    return recollection.recalled();
  }

  @Override
  public List<Unstamped> appointed() {
    return recollection.appointed();
  }

  /**
   * Takes in all that comes out of the pipeline.
   *
   * @return completes when the events have ended, in whatever way, and all is written
   */
  public Mono<Void> feed(Flux<List<Event>> events) {
    if (!writes) {
      return Mono.empty();
    }
    return events
        .onErrorComplete() // who assembles the service is told by the pipeline itself
        .mapNotNull(this::due)
        .concatWith(Mono.defer(() -> Mono.justOrEmpty(last())))
        .onBackpressureLatest()
        .publishOn(aside, 1)
        .doOnNext(file::write)
        .then();
  }

  /** What is to be written after these events, or null if that can wait. */
  private synchronized @Nullable List<Memory> due(List<Event> turn) {
    for (Event event : turn) {
      Haste now = ledger.take(event);
      haste = now.compareTo(haste) > 0 ? now : haste;
      seen = event.at();
    }
    boolean soon = haste == Haste.MUCH && !seen.isBefore(soonFrom);
    boolean then = !seen.isBefore(thenFrom) && (isNews() || file.hasFailed());
    return soon || then ? written() : null;
  }

  private synchronized @Nullable List<Memory> last() {
    return isNews() ? written() : null;
  }

  private boolean isNews() {
    return haste != Haste.NONE || !budgets.equals(instruments.pasts());
  }

  private List<Memory> written() {
    haste = Haste.NONE;
    soonFrom = seen.plus(SOON);
    thenFrom = seen.plus(NOW_AND_THEN);
    budgets = instruments.pasts();
    return ledger.all(seen, budgets, monotonic.now(TimeUnit.NANOSECONDS));
  }
}
