package dev.linkflux.stream.store;

import dev.linkflux.engine.Reason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Writes the log for as long as the disk takes it. That it fails is said once; meanwhile what comes
 * is lost, and it is tried again until it works. Blocks, and is of the lane; but its news and
 * warnings may be read from any thread.
 */
final class Retrying {
  private static final int WARNINGS = 16;

  private final LogWriter writer;
  private final Duration every;
  private final Lane lane;
  private final AtomicReference<@Nullable LogNews> news = new AtomicReference<>();
  private final Sinks.Many<String> warnings = Sinks.many().replay().limit(WARNINGS);
  private boolean open;
  private boolean failing;
  private long retryAt;
  private long lost;
  private boolean ended;

  /**
   * @param every how long after a failure it is tried again
   * @param lane the only one that writes
   */
  Retrying(LogWriter writer, Duration every, Lane lane) {
    this.writer = writer;
    this.every = every;
    this.lane = lane;
  }

  /** As that of the writer; of a log that cannot be read nothing is known. */
  Knowledge begin(long wanted, Instant now) {
    try {
      Knowledge known = writer.begin(wanted, now);
      open = true;
      return known;
    } catch (IOException | RuntimeException e) {
      Knowledge nothing = new Knowledge(Math.max(wanted, writer.lowest()), null);
      fail(e);
      return nothing;
    }
  }

  /**
   * Writes messages, or loses them.
   *
   * @return false if they are lost
   */
  boolean write(List<Entry.Told> told) {
    if (ended || (failing && lane.now() - retryAt < 0)) {
      lose(told, "the disk did not take it");
      return false;
    }
    try {
      reopen();
      writer.append(told);
      return true;
    } catch (IOException | RuntimeException e) {
      lose(told, Reason.of(e));
      fail(e);
      return false;
    }
  }

  /** Those are not written, for that reason. */
  void lose(List<Entry.Told> told, String reason) {
    lost += told.size();
    writer.lose(told, reason);
  }

  /** Numbers up to that one are about to be given. */
  void reserve(long given) {
    attempt(() -> writer.reserve(given));
  }

  /** The run ends in order, with that number as its last. */
  void end(long last) {
    ended = true;
    attempt(() -> writer.end(last));
  }

  /** It does not work, as was found just now. */
  void fail(Exception e) {
    open = false;
    retryAt = lane.now() + every.toNanos();
    lane.later(this::retry, every);
    if (!failing) {
      failing = true;
      say(new LogNews.Broken(Reason.of(e), every));
    }
  }

  private void retry() {
    if (failing && !ended) {
      attempt(this::reopen);
    }
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

  private void say(LogNews one) {
    news.set(one);
    Sinks.EmitResult _ = warnings.tryEmitNext(one.sentence());
  }

  /** The newest since it was asked last, or null. */
  @Nullable LogNews news() {
    return news.getAndSet(null);
  }

  /** A sentence when it fails, and when it works again. */
  Flux<String> warnings() {
    return warnings.asFlux();
  }
}
