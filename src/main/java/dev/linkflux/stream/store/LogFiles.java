package dev.linkflux.stream.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of the log, as they are written: one after another, the oldest deleted. Blocks. */
final class LogFiles {
  private final Path directory;
  private final Bounds bounds;
  private volatile List<Segment> segments = List.of();
  private volatile @Nullable FileChannel channel;
  private long length;

  LogFiles(Path directory, Bounds bounds) {
    this.directory = directory;
    this.bounds = bounds;
  }

  /**
   * Where the log ends.
   *
   * @param last the highest number in it, or -1 if there is none
   * @param at the time of that, or null
   * @param length of the last file without what is no whole line
   * @param damaged true if there was something behind the last message
   */
  record Tail(long last, @Nullable Instant at, long length, boolean damaged) {}

  /** From any thread; the oldest first. */
  List<Segment> segments() {
    return segments;
  }

  /** Looks at what is there; changes nothing. */
  Tail look() throws IOException {
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        segments =
            files
                .map(Segment::of)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingLong(Segment::first))
                .toList();
      }
    } else {
      segments = List.of();
    }
    return segments.isEmpty() ? new Tail(-1, null, 0, false) : tail();
  }

  private Tail tail() throws IOException {
    boolean damaged = false;
    long end = 0;
    for (int i = segments.size() - 1; i >= 0; i--) {
      Segment segment = segments.get(i);
      long size = Files.size(segment.path());
      boolean newest = i == segments.size() - 1;
      for (long until = size; until > 0; ) {
        Segment.Block block = segment.backward(until);
        if (newest && until == size) {
          end = block.end();
        }
        damaged |= block.damaged() || block.end() < until;
        if (!block.entries().isEmpty()) {
          Entry last = block.entries().getLast();
          return new Tail(last.id(), last.at(), end, damaged);
        }
        until = block.start();
      }
    }
    return new Tail(segments.getFirst().first() - 1, null, end, damaged);
  }

  /**
   * Appends all of that, or nothing.
   *
   * @param first the lowest number that a new file can hold
   */
  void append(List<Entry> entries, long first) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream(1024);
    entries.forEach(entry -> Line.write(entry, lines));
    FileChannel open = open(first);
    ByteBuffer bytes = ByteBuffer.wrap(lines.toByteArray());
    while (bytes.hasRemaining()) {
      open.write(bytes, length + bytes.position());
    }
    length += bytes.limit();
  }

  private FileChannel open(long first) throws IOException {
    FileChannel open = channel;
    if (open != null && !Files.exists(segments.getLast().path())) {
      throw new IOException(segments.getLast().path() + " has vanished");
    }
    if (open != null && length < bounds.segment()) {
      return open;
    }
    boolean anew = open != null || segments.isEmpty();
    if (open != null) {
      open.force(false);
    }
    close();
    if (anew) {
      Files.createDirectories(directory);
    }
    Segment segment = anew ? Segment.in(directory, first) : segments.getLast();
    long whole = anew ? 0 : look().length();
    FileChannel opened =
        FileChannel.open(segment.path(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel = opened;
    opened.truncate(whole);
    length = whole;
    if (anew) {
      List<Segment> more = new ArrayList<>(segments);
      more.add(segment);
      segments = List.copyOf(more);
      trim();
    }
    return opened;
  }

  /** Deletes the oldest ones as long as there are too many bytes, or they are too old. */
  private void trim() throws IOException {
    long total = 0;
    for (Segment segment : segments) {
      total += Files.size(segment.path());
    }
    Instant newest = look().at();
    while (segments.size() > 1 && (total + bounds.segment() > bounds.total() || isOld(newest))) {
      Segment oldest = segments.getFirst();
      total -= Files.size(oldest.path());
      Files.delete(oldest.path());
      segments = List.copyOf(segments.subList(1, segments.size()));
    }
  }

  /** True if all of the oldest one is older than what is kept. */
  private boolean isOld(@Nullable Instant newest) throws IOException {
    List<Entry> next = segments.get(1).forward(0).entries();
    return newest != null
        && !next.isEmpty()
        && next.getFirst().at().plus(bounds.age()).isBefore(newest);
  }

  /** What is written is safe from a loss of power after this. From any thread. */
  void force() throws IOException {
    FileChannel open = channel;
    if (open != null) {
      try {
        open.force(false);
      } catch (ClosedChannelException _) {
        // Another file is written by now; what stands in this one was made safe before it was
        // closed.
      }
    }
  }

  /** Lets go of the file; what was written of a batch that failed is taken back if possible. */
  void abandon() {
    FileChannel open = channel;
    if (open != null) {
      try {
        open.truncate(length);
      } catch (IOException _) {
        // It is cut when it is opened again.
      }
      try {
        close();
      } catch (IOException _) {
        channel = null;
      }
    }
  }

  void close() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }
}
