package dev.linkflux.cli;

import dev.linkflux.kernel.Tty;
import dev.linkflux.replay.tune.Scored;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One tuning as its user sees it: how far it is, on a terminal, and its end by a time or an
 * interrupt, with what was found until then. One owner; the interrupt comes from another thread.
 */
final class TuneRun implements BooleanSupplier, AutoCloseable {
  private static final String ERASE = "\r\u001b[K";

  /** How long an interrupt waits for what was found to be told. */
  private static final long LAST_WORDS_SECONDS = 10;

  private final int tries;
  private final long began = System.nanoTime();
  private final long limit;
  private final boolean shown = Tty.size(Tty.ERROR).isPresent();
  private final Sinks.Empty<Void> stop = Sinks.empty();
  private final CountDownLatch told = new CountDownLatch(1);
  private final Thread atInterrupt = new Thread(this::interrupt, "linkflux-last-words");
  private volatile boolean interrupted;
  private int tried;

  private TuneRun(int tries, @Nullable Duration limit) {
    this.tries = tries;
    this.limit = limit == null ? Long.MAX_VALUE : limit.toNanos();
  }

  /**
   * Begins.
   *
   * @param tries that are made at most
   * @param limit after which nothing new begins, or null
   */
  static TuneRun begin(int tries, @Nullable Duration limit) {
    TuneRun run = new TuneRun(tries, limit);
    Runtime.getRuntime().addShutdownHook(run.atInterrupt);
    return run;
  }

  /** Waits for a pass; without results if it was interrupted. */
  List<List<Scored>> await(Mono<List<List<Scored>>> pass) {
    show();
    List<List<Scored>> scores =
        pass.takeUntilOther(stop.asMono()).defaultIfEmpty(List.of()).block();
    List<List<Scored>> all = scores == null ? List.of() : scores;
    tried += all.size();
    return all;
  }

  /** True as long as something new may begin. */
  @Override
  public boolean getAsBoolean() {
    return !interrupted && System.nanoTime() - began < limit;
  }

  /** Takes the line about how far it is from the terminal. */
  void clear() {
    if (shown) {
      System.err.print(ERASE);
      System.err.flush();
    }
  }

  private void show() {
    if (shown) {
      Duration since = Duration.ofNanos(System.nanoTime() - began);
      System.err.printf(
          Locale.ROOT, "%s%d of %d settings tried, %d s", ERASE, tried, tries, since.toSeconds());
      System.err.flush();
    }
  }

  private void interrupt() {
    interrupted = true;
    stop.tryEmitEmpty();
    try {
      boolean done = told.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
      if (!done) {
        clear();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    told.countDown();
    if (!interrupted) {
      try {
        Runtime.getRuntime().removeShutdownHook(atInterrupt);
      } catch (IllegalStateException _) {
        // it has just begun to end, and that waits for nothing any more
      }
    }
  }
}
