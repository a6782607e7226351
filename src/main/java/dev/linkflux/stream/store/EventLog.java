package dev.linkflux.stream.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * The messages that were told, on disk. Nothing here waits for the disk but on the scheduler that
 * is there for that: what is written goes through one lane of it, bounded in bytes, and a disk that
 * fails, or is too slow, costs the log only.
 */
public final class EventLog {
  /** An eighth of what is set aside at once. */
  private static final long STEP = 1L << 17;

  private final LogWriter writer;
  private final Retrying retrying;
  private final LogReader reader;
  private final Bounds bounds;
  private final Scheduler aside;
  private final Lane lane;
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicBoolean forcing = new AtomicBoolean();

  /** Of the one thread that gives numbers. */
  private long asked;

  /**
   * @param directory made if it is missing
   * @param aside may block, on several threads
   */
  public EventLog(Path directory, Bounds bounds, Scheduler aside) {
    this.bounds = bounds;
    this.aside = aside;
    lane = new Lane(aside);
    writer = new LogWriter(directory, bounds);
    retrying = new Retrying(writer, bounds.retry(), lane);
    reader = new LogReader(writer);
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
    lane.run(
        () -> {
          Knowledge known = new Knowledge(wanted, null);
          try {
            known = retrying.begin(wanted, now);
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
      lane.run(() -> retrying.lose(told, "the disk was too slow"));
      return Mono.empty();
    }
    Sinks.Empty<Void> done = Sinks.empty();
    Runnable task =
        () -> {
          if (retrying.write(told)) {
            forceSoon();
          }
          waiting.addAndGet(-bytes);
          Sinks.EmitResult _ = done.tryEmitEmpty();
        };
    return lane.run(task) ? done.asMono() : Mono.empty();
  }

  /** Not in the lane: who waits for a message to be written does not wait for the platter. */
  private void forceSoon() {
    if (forcing.compareAndSet(false, true)) {
      lane.beside(this::force, bounds.force());
    }
  }

  private void force() {
    forcing.set(false);
    try {
      writer.files().force();
    } catch (IOException e) {
      lane.run(() -> retrying.fail(e));
    }
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
      lane.run(() -> retrying.reserve(next));
    }
  }

  /** What comes of reading in it, on a thread that may wait for the disk. */
  public <T> Mono<T> read(Function<LogReader, T> question) {
    return Mono.fromSupplier(() -> question.apply(reader)).subscribeOn(aside);
  }

  /** What is said of the log itself since it was asked last, or null. */
  public @Nullable LogNews news() {
    return retrying.news();
  }

  /** A sentence when it fails, and when it works again. */
  public Flux<String> warnings() {
    return retrying.warnings();
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
        lane.run(
            () -> {
              retrying.end(last);
              Sinks.EmitResult _ = done.tryEmitEmpty();
            });
    return taken ? done.asMono() : Mono.empty();
  }
}
