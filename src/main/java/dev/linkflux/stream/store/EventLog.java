package dev.linkflux.stream.store;

import dev.linkflux.engine.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * The messages that were told, on disk. Nothing here waits for the disk but on the scheduler that
 * is there for that, and a disk that fails costs the log only: that is said once, and it is tried
 * again until it works.
 */
public final class EventLog {
  private static final int WARNINGS = 16;

  /** An eighth of what is set aside at once. */
  private static final long STEP = 1L << 17;

  private final LogWriter writer;
  private final LogReader reader;
  private final Bounds bounds;
  private final Scheduler aside;
  private final Lane lane;
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicBoolean forcing = new AtomicBoolean();
  private final AtomicReference<@Nullable LogNews> news = new AtomicReference<>();
  private final Sinks.Many<String> warnings = Sinks.many().replay().limit(WARNINGS);
  private long asked;
  private boolean open;
  private boolean failing;
  private long retryAt;
  private long lost;
  private volatile boolean ended;

  /**
   * @param directory made if it is missing
   * @param aside may block, on several threads
   */
  public EventLog(Path directory, Bounds bounds, Scheduler aside) {
    this.bounds = bounds;
    this.aside = aside;
    writer = new LogWriter(directory, bounds);
    reader = new LogReader(writer);
    lane = new Lane(aside);
  }

  /**
   * Opens it for a new run; once.
   *
   * @param wanted the number that the run would like to begin with
   * @param now the time of its begin
   * @return what is known; of a log that cannot be read, that is nothing
   */
  public Mono<Knowledge> begin(long wanted, Instant now) {
    Sinks.One<Knowledge> done = Sinks.one();
    enqueue(
        () -> {
          Knowledge known = new Knowledge(wanted, null);
          try {
            known = writer.begin(wanted, now);
            open = true;
          } catch (IOException | RuntimeException e) {
            known = new Knowledge(Math.max(wanted, writer.lowest()), null);
            fail(e);
          } finally {
            Sinks.EmitResult _ = done.tryEmitValue(known);
          }
        });
    return done.asMono();
  }

  /**
   * Writes messages down, in the order of the calls. One thread at a time calls it.
   *
   * @return ends when that has been done, or could not be done; it never fails
   */
  public Mono<Void> keep(List<Entry.Told> told) {
    long bytes = told.stream().mapToLong(one -> one.json().length).sum();
    if (waiting.addAndGet(bytes) > bounds.waiting()) {
      waiting.addAndGet(-bytes);
      enqueue(() -> lose(told, "the disk was too slow"));
      return Mono.empty();
    }
    Sinks.Empty<Void> done = Sinks.empty();
    Runnable task =
        () -> {
          write(told);
          waiting.addAndGet(-bytes);
          Sinks.EmitResult _ = done.tryEmitEmpty();
        };
    if (!enqueue(task)) {
      return Mono.empty();
    }
    return done.asMono();
  }

  /** True if the disk has not yet done all that it was asked for. */
  public boolean isBehind() {
    return waiting.get() > 0;
  }

  /** Numbers that are given from now on must not be lower. */
  public long lowest() {
    return writer.lowest();
  }

  /** Must be called now and then with the number that is given next, by one thread. */
  public void giving(long next) {
    if (next >= asked + STEP) {
      asked = next;
      enqueue(() -> attempt(() -> writer.reserve(next)));
    }
  }

  /** What comes of reading in it, on a thread that may wait for the disk. */
  public <T> Mono<T> read(Function<LogReader, T> question) {
    return Mono.fromSupplier(() -> question.apply(reader)).subscribeOn(aside);
  }

  /** What is said of the log itself since it was asked last, or null. */
  public @Nullable LogNews news() {
    return news.getAndSet(null);
  }

  /** A sentence when it fails, and when it works again. */
  public Flux<String> warnings() {
    return warnings.asFlux();
  }

  /**
   * The run ends in order.
   *
   * @param last number that was given
   * @return ends when all is on disk
   */
  public Mono<Void> end(long last) {
    Sinks.Empty<Void> done = Sinks.empty();
    boolean taken =
        enqueue(
            () -> {
              ended = true;
              attempt(() -> writer.end(last));
              Sinks.EmitResult _ = done.tryEmitEmpty();
            });
    return taken ? done.asMono() : Mono.empty();
  }

  private boolean enqueue(Runnable task) {
    try {
      lane.run(task);
      return true;
    } catch (RejectedExecutionException _) {
      return false; // the process ends
    }
  }

  private void write(List<Entry.Told> told) {
    if (ended || (failing && now() - retryAt < 0)) {
      lose(told, "the disk did not take it");
      return;
    }
    try {
      reopen();
      writer.append(told);
      forceSoon();
    } catch (IOException | RuntimeException e) {
      lose(told, words(e));
      fail(e);
    }
  }

  private void lose(List<Entry.Told> told, String reason) {
    lost += told.size();
    writer.lose(told, reason);
  }

  private void reopen() throws IOException {
    if (open) {
      return;
    }
    writer.again();
    open = true;
    if (failing) {
      failing = false;
      say(new LogNews.Mended(lost));
      lost = 0;
    }
  }

  private void retry() {
    if (failing && !ended) {
      attempt(this::reopen);
    }
  }

  private interface Task {
    void run() throws IOException;
  }

  private void attempt(Task task) {
    try {
      task.run();
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
  }

  private void fail(Exception e) {
    open = false;
    retryAt = now() + bounds.retry().toNanos();
    later(() -> enqueue(this::retry), bounds.retry());
    if (!failing) {
      failing = true;
      say(new LogNews.Broken(words(e), bounds.retry()));
    }
  }

  private void say(LogNews one) {
    news.set(one);
    Sinks.EmitResult _ = warnings.tryEmitNext(one.sentence());
  }

  private long now() {
    return aside.now(TimeUnit.NANOSECONDS);
  }

  /** Not in the lane: who waits for a message to be written does not wait for the platter. */
  private void forceSoon() {
    if (forcing.compareAndSet(false, true)) {
      later(
          () -> {
            forcing.set(false);
            try {
              writer.files().force();
            } catch (IOException e) {
              enqueue(() -> fail(e));
            }
          },
          bounds.force());
    }
  }

  private void later(Runnable task, Duration delay) {
    try {
      aside.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException _) {
      // The process ends.
    }
  }

  private static String words(Exception e) {
    return Reason.of(e);
  }
}
