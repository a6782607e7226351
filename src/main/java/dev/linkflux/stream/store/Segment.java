package dev.linkflux.stream.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of the log, to be read while it is written to. Its lines are in the order of their
 * numbers; one that is damaged is passed over and known by that. All of it blocks.
 *
 * @param first the lowest number that it can hold, which is its name
 */
record Segment(Path path, long first) {
  private static final String SUFFIX = ".ndjson";
  private static final int BLOCK = 64 * 1024;
  static final String DAMAGED = "the log is damaged there";

  /** No line is longer, its end included. */
  static final int LONGEST = 1024 * 1024;

  /**
   * Lines that lie together.
   *
   * @param entries in order
   * @param start where the first one begins, in bytes
   * @param end where the last one has ended
   * @param damaged true if the last ones could not be read; others that cannot be are holes
   */
  record Block(List<Entry> entries, long start, long end, boolean damaged) {}

  static Segment in(Path directory, long first) {
    return new Segment(directory.resolve("%020d%s".formatted(first, SUFFIX)), first);
  }

  /** The one that this file is, or null if it is none. */
  static @Nullable Segment of(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.matches("[0-9]{20}\\.ndjson")
        ? new Segment(path, Long.parseLong(name.substring(0, 20)))
        : null;
  }

  /** Some lines from that byte on, at which one begins; none at the end. */
  Block forward(long from) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return forward(channel, from, Integer.MAX_VALUE);
    }
  }

  private static Block forward(FileChannel channel, long from, int most) throws IOException {
    for (int size = BLOCK; ; size *= 2) {
      byte[] bytes = read(channel, from, size);
      int end = lastEnd(bytes);
      if (end > 0 || bytes.length < size || size >= LONGEST) {
        // A line that does not end in all of that is none: it is passed over.
        return end > 0 || bytes.length < size
            ? block(bytes, 0, end, from, most)
            : new Block(List.of(), from, from + bytes.length, true);
      }
    }
  }

  /** Some lines before that byte, at which one ends; none at the beginning. */
  Block backward(long until) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      for (int size = BLOCK; ; size *= 2) {
        long from = Math.max(0, until - size);
        byte[] bytes = read(channel, from, (int) (until - from));
        int start = from == 0 ? 0 : firstStart(bytes);
        if (start < bytes.length || from == 0 || size >= LONGEST) {
          return start < bytes.length || from == 0
              ? block(bytes, start, lastEnd(bytes), from, Integer.MAX_VALUE)
              : new Block(List.of(), from, until, true);
        }
      }
    }
  }

  /** Where the last line has ended whose number is not above that; 0 if there is none. */
  long above(long id) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long low = 0;
      long high = channel.size();
      while (high - low > BLOCK) {
        long middle = low + (high - low) / 2;
        Block found = forward(channel, startAfter(channel, middle), 1);
        if (found.entries().isEmpty() || found.start() >= high) {
          high = middle;
        } else if (found.entries().getFirst().id() > id) {
          high = Math.max(middle, low + 1);
        } else {
          low = found.start();
        }
      }
      return linear(channel, low, id);
    }
  }

  private static long linear(FileChannel channel, long low, long id) throws IOException {
    long below = low;
    int size = BLOCK;
    for (long at = low; ; ) {
      byte[] bytes = read(channel, at, size);
      int begin = 0;
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] == '\n') {
          Entry entry = Line.read(bytes, begin, i);
          if (entry != null && entry.id() > id) {
            return below;
          }
          begin = i + 1;
          below = entry == null ? below : at + begin;
        }
      }
      if (bytes.length < size) {
        return below;
      }
      at += begin == 0 && size >= LONGEST ? bytes.length : begin;
      size = begin == 0 ? LONGEST : BLOCK;
    }
  }

  /** Where the line begins after the one in which that byte lies. */
  private static long startAfter(FileChannel channel, long at) throws IOException {
    for (long from = at; ; from += BLOCK) {
      byte[] bytes = read(channel, from, BLOCK);
      int start = firstStart(bytes);
      if (start < bytes.length || bytes.length < BLOCK) {
        return from + start;
      }
    }
  }

  private static Block block(byte[] bytes, int start, int end, long from, int most) {
    List<Entry> entries = new ArrayList<>();
    boolean damaged = false;
    int begin = start;
    for (int i = start; i < end && entries.size() < most; i++) {
      if (bytes[i] == '\n') {
        Entry entry = Line.read(bytes, begin, i);
        if (entry != null && damaged) {
          long before = entries.isEmpty() ? -1 : entries.getLast().id();
          entries.add(new Entry.Hole(before, entry.id() - 1, null, entry.at(), DAMAGED));
        }
        if (entry != null) {
          entries.add(entry);
        }
        damaged = entry == null;
        begin = i + 1;
      }
    }
    return new Block(List.copyOf(entries), from + start, from + Math.max(start, end), damaged);
  }

  /** Behind the first line end; the length if there is none. */
  private static int firstStart(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    return bytes.length;
  }

  /** Behind the last line end; 0 if there is none. */
  private static int lastEnd(byte[] bytes) {
    for (int i = bytes.length; i > 0; i--) {
      if (bytes[i - 1] == '\n') {
        return i;
      }
    }
    return 0;
  }

  private static byte[] read(FileChannel channel, long from, int length) throws IOException {
    int there = Math.clamp(channel.size() - from, 0, length);
    ByteBuffer buffer = ByteBuffer.allocate(there);
    int got = 0;
    while (buffer.hasRemaining() && got >= 0) {
      got = channel.read(buffer, from + buffer.position());
    }
    byte[] bytes = new byte[buffer.position()];
    buffer.flip().get(bytes);
    return bytes;
  }
}
