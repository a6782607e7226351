package dev.linkflux.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the directory of recordings in order, a slice at a time: finished files are mended and
 * packed, those that earlier recordings have left too, and the oldest go when there is too much.
 */
final class Upkeep {
  private static final Duration ROUND = Duration.ofMinutes(10);

  private final TraceDirectory directory;
  private final Recorder.Limits limits;
  private final InstantSource wall;
  private final LongSupplier nanoTime;
  private final Consumer<String> told;
  private final Deque<Path> finished = new ArrayDeque<>();
  private @Nullable Compression compression;
  private @Nullable Packing packing;
  private boolean grown;
  private long roundAt;

  Upkeep(
      TraceDirectory directory,
      Recorder.Limits limits,
      InstantSource wall,
      LongSupplier nanoTime,
      Consumer<String> told) {
    this.directory = directory;
    this.limits = limits;
    this.wall = wall;
    this.nanoTime = nanoTime;
    this.told = told;
    roundAt = nanoTime.getAsLong();
  }

  /** That file will not be written to any more. */
  void finished(Path file) {
    finished.add(file);
    grown = true;
  }

  /** There is noticeably more in the directory than there was. */
  void grown() {
    grown = true;
  }

  /**
   * Does the next thing that is due.
   *
   * @param open the file that is being recorded to
   */
  void step(Path open) {
    try {
      if (nanoTime.getAsLong() - roundAt >= 0) {
        roundAt = nanoTime.getAsLong() + ROUND.toNanos();
        for (Path left : directory.plain()) {
          if (!left.equals(open) && !isKnown(left)) {
            finished.add(left);
          }
        }
        grown = true;
      }
      if (grown) {
        grown = false;
        prune(open);
      }
      if (packing == null && !finished.isEmpty()) {
        packing = begin(finished.remove());
      }
      if (packing != null && packing.step()) {
        packing = null;
        grown = true;
      }
    } catch (IOException | UncheckedIOException _) {
      stop(); // the plain file is still there and can be read as well; the next round finds it
    }
  }

  private boolean isKnown(Path file) {
    return finished.contains(file) || (packing != null && packing.plain().equals(file));
  }

  private void prune(Path open) throws IOException {
    Set<Path> spared = new HashSet<>(Set.of(open));
    if (packing != null) {
      spared.add(packing.plain());
    }
    directory.prune(limits.keep(), limits.size(), wall.instant(), spared);
  }

  /** Mends a file and begins to pack it; null if there is nothing to pack, or for others to. */
  private @Nullable Packing begin(Path plain) throws IOException {
    if (!Files.exists(plain)) {
      return null;
    }
    FileTime written = Files.getLastModifiedTime(plain);
    Instant now = wall.instant();
    FileChannel channel =
        FileChannel.open(plain, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean passedOn = false;
    try {
      if (TraceDirectory.isBeingWritten(plain, Hold.of(channel), now)) {
        return null;
      }
      long cut = Mending.mend(channel);
      if (cut > 0) {
        Files.setLastModifiedTime(plain, written);
        told.accept("%s: half a line of %d bytes was cut off its end".formatted(plain, cut));
      }
      if (channel.size() == 0) {
        Files.delete(plain);
        return null;
      }
      Compression with = compression();
      if (with == Compression.OFF) {
        return null;
      }
      Packing begun = new Packing(plain, channel, written, with);
      passedOn = true;
      return begun;
    } finally {
      if (!passedOn) {
        channel.close();
      }
    }
  }

  /** What is wanted, or what can be used instead. */
  private Compression compression() {
    if (compression == null) {
      compression = limits.compression();
      String hindrance = compression.hindrance();
      if (hindrance != null) {
        compression = Compression.GZIP;
        told.accept("recordings are packed with gzip, since zstd cannot be used: " + hindrance);
      }
    }
    return compression;
  }

  /** Leaves what is being packed as it is. */
  void stop() {
    if (packing != null) {
      packing.abandon();
      packing = null;
    }
  }
}
