package dev.linkflux.trace;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The writing side of a recorder: files one after another, finished ones packed, old ones deleted.
 * While nothing can be written the queue keeps what it can hold.
 */
final class Recording {
  private static final int ROUND = 8192;
  private static final Duration TIDYING = Duration.ofMinutes(10);

  private final TraceDirectory directory;
  private final Header header;
  private final Recorder.Limits limits;
  private final InstantSource wall;
  private final LongSupplier nanoTime;
  private final Consumer<String> warning;
  private final AtomicLong lost;
  private final LineEncoder encoder = new LineEncoder();
  private final Deque<Path> finished = new ArrayDeque<>();
  private @Nullable RecordedFile file;
  private @Nullable Packing packing;
  private boolean failing;
  private long retryAt;
  private long tidyAt;
  private long unsafe;
  private long missing;

  Recording(
      Path directory,
      Header header,
      Recorder.Limits limits,
      InstantSource wall,
      LongSupplier nanoTime,
      Consumer<String> warning,
      AtomicLong lost) {
    this.directory = new TraceDirectory(directory);
    this.header = header;
    this.limits = limits;
    this.wall = wall;
    this.nanoTime = nanoTime;
    this.warning = warning;
    this.lost = lost;
    tidyAt = nanoTime.getAsLong();
    retryAt = tidyAt;
  }

  /** Writes what waits; true if there is more than one round could take. */
  boolean drain(Queue<Event> queue) {
    Event next = queue.peek();
    if (next == null || (failing && nanoTime.getAsLong() - retryAt < 0)) {
      return false;
    }
    try {
      for (int i = 0; next != null && i < ROUND; i++) {
        RecordedFile open = fileFrom(next.at());
        queue.remove();
        unsafe++;
        open.write(encoder.encode(next));
        next = queue.peek();
      }
      flush();
      return next != null;
    } catch (IOException | UncheckedIOException e) {
      fail(e);
      return false;
    }
  }

  private RecordedFile fileFrom(Moment at) throws IOException {
    RecordedFile open = file;
    if (open != null && open.bytes() >= limits.fileBytes()) {
      flush();
      open.close();
      finished.add(open.path());
      file = null;
      open = null;
    }
    if (open == null) {
      open = new RecordedFile(directory.create(wall.instant()));
      file = open;
      open.write(encoder.encode(new Header(header.wall(), header.config(), at)));
      if (missing > 0) {
        open.write(encoder.encode(new Gap(at, missing)));
      }
    }
    return open;
  }

  private void flush() throws IOException {
    if (file != null) {
      file.flush();
      unsafe = 0;
      missing = 0;
      failing = false;
    }
  }

  private void fail(Exception e) {
    if (file != null) {
      file.abandon();
      file = null;
    }
    lost.addAndGet(unsafe);
    missing += unsafe;
    unsafe = 0;
    retryAt = nanoTime.getAsLong() + limits.retry().toNanos();
    if (!failing) {
      failing = true;
      warning.accept(
          "recording to %s has stopped, it is tried again every %d s: %s"
              .formatted(directory.directory(), limits.retry().toSeconds(), Words.of(e)));
    }
  }

  /** Packs a slice of what is finished, and deletes what is too old, now and then. */
  void tidy() {
    try {
      if (file != null && nanoTime.getAsLong() - tidyAt >= 0) {
        tidyAt = nanoTime.getAsLong() + TIDYING.toNanos();
        directory.deleteOlder(limits.keep(), wall.instant());
        for (Path left : directory.abandoned(wall.instant())) {
          if (!left.equals(file.path()) && !finished.contains(left)) {
            finished.add(left);
          }
        }
      }
      if (packing == null && !finished.isEmpty()) {
        packing = new Packing(finished.remove());
      }
      if (packing != null && packing.step()) {
        packing = null;
      }
    } catch (IOException | UncheckedIOException _) {
      stopPacking(); // the plain file is still there and can be read as well
    }
  }

  /**
   * Ends the recording.
   *
   * @param last the last thing to write, or null
   */
  void finish(@Nullable Gap last) {
    stopPacking();
    try {
      if (file != null) {
        if (last != null) {
          file.write(encoder.encode(last));
        }
        file.close();
        file = null;
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  private void stopPacking() {
    if (packing != null) {
      packing.abandon();
      packing = null;
    }
  }
}
