package dev.linkflux.trace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.control.Reconfigured;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The writing side of a recorder: files one after another. While nothing can be written, what was
 * not safe yet is kept, and the queue keeps what it can hold.
 */
final class Recording {
  private static final int ROUND = 8192;

  /** So many bytes of lines are packed into a frame: what a jump to a moment has to read. */
  private static final int FRAME = 1 << 20;

  /** So much a power cut may cost; more often would wear out memory cards. */
  private static final Duration UNSAFE = Duration.ofSeconds(10);

  private final TraceDirectory directory;
  private final Header header;
  private final Recorder.Limits limits;
  private final InstantSource wall;
  private final LongSupplier nanoTime;
  private final AtomicLong lost;
  private final LineEncoder encoder = new LineEncoder();
  private final Standing standing = new Standing();

  /** The one in force: a file whose forerunners are gone is read by its own header. */
  private JsonNode config;

  private final List<Event> round = new ArrayList<>();
  private final Outage outage;
  private final Upkeep upkeep;
  private @Nullable RecordedFile file;
  private int safe; // how many of the round
  private long missing;
  private long forceAt;

  Recording(
      Path directory,
      Header header,
      Recorder.Limits limits,
      InstantSource wall,
      LongSupplier nanoTime,
      Consumer<String> told,
      AtomicLong lost) {
    this.directory = new TraceDirectory(directory);
    this.header = header;
    this.config = header.config();
    this.limits = limits;
    this.wall = wall;
    this.nanoTime = nanoTime;
    this.lost = lost;
    outage = new Outage("recording to " + directory, limits.retry(), nanoTime, told);
    upkeep = new Upkeep(this.directory, limits, wall, nanoTime, told);
    forceAt = nanoTime.getAsLong();
  }

  /** Writes what waits; true if there is more than one round could take. */
  boolean drain(Queue<Event> queue) {
    Event first = round.isEmpty() ? queue.peek() : round.get(safe);
    if (first == null || outage.isToWait()) {
      return false;
    }
    try {
      if (file == null) {
        begin(first.at());
      }
      for (Event next = queue.peek(); next != null && round.size() < ROUND; next = queue.peek()) {
        round.add(queue.remove());
      }
      while (safe < round.size()) {
        writeUntilFull();
      }
      round.clear();
      safe = 0;
      return !queue.isEmpty();
    } catch (IOException | UncheckedIOException e) {
      fail(e);
      return false;
    }
  }

  /** Writes as much of the round as the present file, or the next, takes. */
  private void writeUntilFull() throws IOException {
    RecordedFile open = file == null ? begin(round.get(safe).at()) : file;
    int next = safe;
    while (next < round.size() && !isFull(open, round.get(next).at())) {
      Event event = round.get(next++);
      if (open.frame() >= FRAME) {
        open.head(encoder.encode(event.at(), standing.asSaid()));
        upkeep.grown();
      }
      open.event(encoder.encode(event));
      standing.learn(event);
      if (event instanceof Reconfigured now) {
        config = Configured.of(now).config();
      }
    }
    open.flush();
    safe = next;
    outage.end(missing);
    missing = 0;
    if (next < round.size()) {
      end(open);
    }
  }

  private boolean isFull(RecordedFile open, Moment at) {
    return open.bytes() >= limits.fileBytes()
        || at.since(open.began()).compareTo(limits.fileAge()) >= 0;
  }

  private RecordedFile begin(Moment at) throws IOException {
    RecordedFile begun = new RecordedFile(directory.create(wall.instant()), at);
    file = begun;
    begun.head(encoder.encode(new Header(header.wall(), config, at)));
    begun.head(encoder.encode(at, standing.asSaid()));
    if (missing > 0) {
      begun.head(encoder.encode(new Gap(at, missing)));
    }
    return begun;
  }

  private void end(RecordedFile open) throws IOException {
    open.close();
    upkeep.finished(open.path());
    file = null;
  }

  private void fail(Exception e) {
    RecordedFile open = file;
    String why = Words.of(e);
    if (open != null) {
      if (!Files.exists(open.path())) {
        why = open.path() + ": has vanished";
        lost.addAndGet(open.events());
        missing += open.events();
      }
      open.abandon();
      file = null;
    }
    outage.begin(why);
  }

  /** Does what is due besides writing: a slice of it. */
  void tidy() {
    RecordedFile open = file;
    if (open != null) {
      force(open);
      upkeep.step(open.path());
    }
  }

  private void force(RecordedFile open) {
    if (nanoTime.getAsLong() - forceAt >= 0) {
      forceAt = nanoTime.getAsLong() + UNSAFE.toNanos();
      try {
        open.force();
      } catch (IOException e) {
        fail(e);
      }
    }
  }

  /**
   * Ends the recording.
   *
   * @param last the last thing to write, or null
   */
  void finish(@Nullable Gap last) {
    upkeep.stop();
    lost.addAndGet(round.size() - safe);
    RecordedFile open = file;
    if (open != null) {
      try {
        if (last != null) {
          open.head(encoder.encode(last));
        }
        open.close();
        file = null;
      } catch (IOException e) {
        fail(e);
      }
    }
  }
}
