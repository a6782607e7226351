package dev.linkflux.trace;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one file, one after another, in place in one buffer. When the file turns out to be
 * damaged, what was read before is still handed out.
 */
final class LineSource implements Closeable {
  /** A longer line is no line of a trace. */
  static final int LONGEST = 1 << 24;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long NEWLINES = ONES * '\n';

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

  LineSource(InputStream in) {
    this.in = in;
  }

  /** Of a file that cannot be read from its beginning. */
  LineSource(IOException damage) {
    this(InputStream.nullInputStream());
    this.damage = Words.of(damage);
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

  /** Eight bytes at a time: the lowest byte that is a newline has its high bit set in the end. */
  private int newline(int start) {
    int at = start;
    for (; at + 8 <= limit; at += 8) {
      long differing = (long) WORDS.get(buffer, at) ^ NEWLINES;
      long found = (differing - ONES) & ~differing & HIGHS;
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    for (; at < limit; at++) {
      if (buffer[at] == '\n') {
        return at;
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
