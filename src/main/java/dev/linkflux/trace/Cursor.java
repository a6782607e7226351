package dev.linkflux.trace;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A place in a line that is read from left to right. Nobody reads on behind what is not as
 * expected.
 */
final class Cursor {
  /** What is not there, or not as it can be read here. */
  static final int NO = -1;

  private static final long[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
  };

  private byte[] line = {};
  private int next;
  private int end;

  /** Up to eight bytes that are looked for at once. */
  record Word(long bytes, int length) {
    static Word of(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      return new Word(Eight.at(bytes, 0), bytes.length);
    }
  }

  void begin(byte[] line, int from, int to) {
    this.line = line;
    next = from;
    end = to;
  }

  boolean isAtEnd() {
    return next == end;
  }

  boolean skip(char wanted) {
    if (next < end && line[next] == wanted) {
      next++;
      return true;
    }
    return false;
  }

  boolean skip(Word wanted) {
    int after = next + wanted.length;
    if (after > end || Eight.first(Eight.at(line, next), wanted.length) != wanted.bytes) {
      return false;
    }
    next = after;
    return true;
  }

  /** A count below {@link Shift#LIMIT}: at most 18 digits, without a leading zero. */
  long number() {
    return whole(18);
  }

  /** A number with at most {@code scale} digits behind the point, times ten to the scale. */
  long decimal(int scale) {
    long value = whole(10);
    if (value < 0 || value > 4_000_000_000L) {
      return NO;
    }
    if (!skip('.')) {
      return value * POWERS[scale];
    }
    int point = next;
    long part = digits(scale);
    int digits = next - point;
    return part < 0 ? NO : (value * POWERS[digits] + part) * POWERS[scale - digits];
  }

  private long whole(int most) {
    int from = next;
    long value = digits(most);
    return value >= 0 && line[from] == '0' && next - from > 1 ? NO : value;
  }

  /** From one digit to {@code most}. */
  private long digits(int most) {
    int from = next;
    long value = 0;
    int found = Eight.BYTES;
    while (found == Eight.BYTES && next - from <= most) {
      long word = Eight.at(line, next);
      found = Eight.digits(word);
      if (found > 0) {
        value = value * POWERS[found] + Eight.value(word, found);
        next += found;
      }
    }
    int digits = next - from;
    return digits == 0 || digits > most || next > end ? NO : value;
  }

  /** What a text in quotes is the name of; null of an unknown one. */
  <T> @Nullable T named(NameTable<T> table) {
    if (!skip('"')) {
      return null;
    }
    int quote = next;
    int ahead = Eight.BYTES;
    while (ahead == Eight.BYTES && quote < end) {
      ahead = Eight.indexOf('"', Eight.at(line, quote));
      quote += ahead;
    }
    if (quote >= end) {
      return null;
    }
    int from = next;
    next = quote + 1;
    return table.find(line, from, quote);
  }
}
