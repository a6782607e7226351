package dev.linkflux.trace;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Records events to files at no risk to whoever hands them in: what cannot be written in time is
 * dropped and counted, and a {@link Gap} stands in its place.
 */
public final class Recorder implements AutoCloseable {
  /**
   * What a recorder is bounded by.
   *
   * @param queue how many events wait at most
   * @param fileBytes from which size on the next file is begun, unpacked
   * @param fileAge how long after the first event of a file the next one is begun
   * @param tick how often is written: what a crash can cost, and well below a second
   * @param retry how long after a failure it is tried again; longer, up to 16 times, while it fails
   * @param keep how long a finished file is kept
   * @param size how many bytes all files in the directory have together, at most: the oldest
   *     finished ones go first
   * @param compression of finished files
   */
  public record Limits(
      int queue,
      long fileBytes,
      Duration fileAge,
      Duration tick,
      Duration retry,
      Duration keep,
      long size,
      Compression compression) {
    /** The usual ones; the others are for the operator to say. */
    public static Limits of(
        long fileBytes, Duration fileAge, Duration keep, long size, Compression compression) {
      return new Limits(
          65_536,
          fileBytes,
          fileAge,
          Duration.ofMillis(200),
          Duration.ofSeconds(1),
          keep,
          size,
          compression);
    }
  }

  private static final Duration FAREWELL = Duration.ofMillis(500);

  private final BlockingQueue<Event> queue;
  private final AtomicLong lost = new AtomicLong();
  private final Recording recording;
  private final Limits limits;
  private final Thread writer;
  private volatile boolean closing;
  private volatile long skipped;
  private volatile Moment skippedAt = Moment.ZERO;

  private Recorder(
      Path directory,
      Header header,
      Limits limits,
      InstantSource wall,
      LongSupplier nanoTime,
      Consumer<String> told) {
    this.limits = limits;
    queue = new ArrayBlockingQueue<>(limits.queue());
    recording = new Recording(directory, header, limits, wall, nanoTime, told, lost);
    writer = Thread.ofPlatform().daemon().name("linkflux-recorder").unstarted(this::write);
  }

  /**
   * Starts recording. The first file appears with the first event.
   *
   * @param directory made if it is missing
   * @param header wall time of the zero, and the configuration in force
   * @param wall names the files
   * @param nanoTime for the time until the next try, in nanoseconds
   * @param told on the recorder's own thread, when recording has to stop and why, when it goes on,
   *     and when something was mended
   */
  public static Recorder start(
      Path directory,
      Header header,
      Limits limits,
      InstantSource wall,
      LongSupplier nanoTime,
      Consumer<String> told) {
    var recorder = new Recorder(directory, header, limits, wall, nanoTime, told);
    recorder.writer.start();
    return recorder;
  }

  /**
   * Takes an event; never waits, never fails. One thread at a time. What is not recorded (see
   * {@link LineEncoder}) and what comes after the end is ignored.
   */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time writes
  public void record(Event event) {
    if (closing) {
      return;
    }
    if (skipped > 0 && queue.offer(new Gap(event.at(), skipped))) {
      skipped = 0;
    }
    if (skipped > 0 || !queue.offer(event)) {
      skippedAt = event.at();
      skipped++;
      lost.incrementAndGet();
    }
  }

  /** How many events are not in the files, at most. */
  public long lost() {
    return lost.get();
  }

  /** How many events wait to be written. */
  public int waiting() {
    return queue.size();
  }

  /** How many events may wait. */
  public int room() {
    return limits.queue();
  }

  private void write() {
    boolean last;
    do {
      last = closing;
      boolean more = recording.drain(queue);
      while (more) {
        more = recording.drain(queue);
      }
      if (!last) {
        recording.tidy();
        LockSupport.parkNanos(limits.tick().toNanos());
      }
    } while (!last);
    recording.finish(skipped > 0 ? new Gap(skippedAt, skipped) : null);
    lost.addAndGet(queue.size());
  }

  /** Writes what is waiting, for at most half a second, and ends. */
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(writer);
    try {
      writer.join(FAREWELL);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
