package dev.linkflux.trace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of text at once, the first one lowest: what is looked for or computed in all of them
 * costs as much as in one.
 */
final class Eight {
  static final int BYTES = Long.BYTES;
  static final long ONES = 0x0101010101010101L;
  static final long HIGHS = 0x8080808080808080L;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ZEROS = ONES * '0';

  /** Added to a digit's value it leaves the highest bit clear, added to anything above sets it. */
  private static final long BEYOND_NINE = ONES * (0x80 - 10);

  private Eight() {}

  /** Those from a place on; behind the end of the array are zeros. */
  static long at(byte[] text, int place) {
    if (place + BYTES <= text.length) {
      return (long) WORDS.get(text, place);
    }
    long word = 0;
    for (int i = text.length - 1; i >= place; i--) {
      word = (word << Byte.SIZE) | (text[i] & 0xff);
    }
    return word;
  }

  /** The first of them, 1 to 8; zeros instead of the others. */
  static long first(long word, int count) {
    return word & (-1L >>> ((BYTES - count) * Byte.SIZE));
  }

  /** Before which place a byte stands first; 8 if it is not among them. */
  static int indexOf(long wanted, long word) {
    long differing = word ^ (wanted * ONES);
    return lowest((differing - ONES) & ~differing & HIGHS);
  }

  /** How many of the first are decimal digits. */
  static int digits(long word) {
    long values = word ^ ZEROS;
    return lowest((((values & ~HIGHS) + BEYOND_NINE) | values) & HIGHS);
  }

  /** What the first {@code digits}, 1 to 8, amount to: first in pairs, then in fours, then all. */
  static long value(long word, int digits) {
    long ones = (word ^ ZEROS) << ((BYTES - digits) * Byte.SIZE);
    long twos = (ones * 10 + (ones >>> 8)) & 0x00ff00ff00ff00ffL;
    long fours = (twos * 100 + (twos >>> 16)) & 0x0000ffff0000ffffL;
    return (fours * 10_000 + (fours >>> 32)) & 0xffffffffL;
  }

  /** The byte with the lowest of the highest bits that are set; 8 if none is. */
  private static int lowest(long highs) {
    return Long.numberOfTrailingZeros(highs) >>> 3;
  }
}
