package dev.linkflux.trace;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one file, one after another, in place in one buffer. When the file turns out to be
 * damaged, what was read before is still handed out.
 */
final class LineSource implements Closeable {
  /** A longer line is no line of a trace. */
  static final int LONGEST = 1 << 24;

  private final InputStream in;
  private byte[] buffer = new byte[1 << 18];
  private int limit;
  private int from;
  private int to;
  private int after;
  private long number;
  private boolean cut;
  private boolean overlong;
  private @Nullable String damage;
  private LongSupplier position = () -> 0;

  LineSource(InputStream in) {
    this.in = in;
  }

  /**
   * Sets what tells how far in the file that is.
   *
   * @return this
   */
  LineSource at(LongSupplier place) {
    position = place;
    return this;
  }

  /** How far in the file that is, in bytes as they lie there; somewhat ahead of the line. */
  long position() {
    return position.getAsLong();
  }

  /** Goes to the next line; false if there is none. */
  boolean next() {
    from = after;
    overlong = false;
    int scanned = from;
    while (true) {
      int newline = newline(scanned);
      if (newline >= 0) {
        to = newline;
        after = newline + 1;
        count();
        return true;
      }
      int unread = limit - from;
      if (!fill()) {
        to = limit;
        after = limit;
        cut = limit > from || overlong;
        if (cut) {
          count();
        }
        return cut;
      }
      scanned = overlong ? from : from + unread;
    }
  }

  byte[] bytes() {
    return buffer;
  }

  int from() {
    return from;
  }

  /** Behind the last byte of the line, without its end. */
  int to() {
    return to > from && buffer[to - 1] == '\r' ? to - 1 : to;
  }

  /** Behind the end of the line. */
  int after() {
    return after;
  }

  /** From 1. */
  long number() {
    return number;
  }

  /** True if the line has no end: the file was cut off there, or just does not end in one. */
  boolean isCut() {
    return cut;
  }

  /** True if the line is longer than {@link #LONGEST}; only its end is left. */
  boolean isOverlong() {
    return overlong;
  }

  /** True if there is nothing in the line. */
  boolean isBlank() {
    int at = from;
    while (at < to && buffer[at] <= ' ' && buffer[at] >= 0) {
      at++;
    }
    return at == to;
  }

  /** Why the file could not be read to its end, or null. */
  @Nullable String damage() {
    return damage;
  }

  /** Counts the line; some programs put such a mark in front of the first. */
  private void count() {
    number++;
    if (number == 1
        && to - from >= 3
        && buffer[from] == (byte) 0xef
        && buffer[from + 1] == (byte) 0xbb
        && buffer[from + 2] == (byte) 0xbf) {
      from += 3;
    }
  }

  private boolean fill() {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, limit - from);
      limit -= from;
      from = 0;
    }
    if (limit == buffer.length) {
      if (buffer.length < LONGEST) {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      } else {
        limit = 0;
        overlong = true;
      }
    }
    try {
      int count = in.read(buffer, limit, buffer.length - limit);
      limit += Math.max(count, 0);
      return count > 0;
    } catch (IOException e) {
      damage = Words.of(e);
      return false;
    }
  }

  private int newline(int start) {
    int at = start;
    while (at < limit) {
      int ahead = Eight.indexOf('\n', Eight.at(buffer, at));
      at += ahead;
      if (ahead < Eight.BYTES) {
        return at < limit ? at : -1;
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
