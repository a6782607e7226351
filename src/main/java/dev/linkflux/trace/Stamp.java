package dev.linkflux.trace;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The moment of a line as {@link LineEncoder} writes it, without decoding the line; and whether it
 * is one that repeats what stands, at which reading can begin.
 */
final class Stamp {
  /** The line of no moment, or of another kind. */
  static final long NONE = -1;

  private static final byte[] TYPE = ascii("{\"type\":\"");
  private static final byte[] AT = ascii("\"at\":");
  private static final byte[] STANDING = ascii("{\"type\":\"standing\",");

  private Stamp() {}

  /** In nanoseconds. */
  static long of(byte[] bytes, int from, int to) {
    if (!begins(TYPE, bytes, from, to)) {
      return NONE;
    }
    int at = from + TYPE.length;
    while (at < to && bytes[at] != ',') {
      at++;
    }
    return begins(AT, bytes, at + 1, to) ? number(bytes, at + 1 + AT.length, to) : NONE;
  }

  /** In nanoseconds, if the line repeats what stands. */
  static long ofStanding(byte[] bytes, int from, int to) {
    return begins(STANDING, bytes, from, to) ? of(bytes, from, to) : NONE;
  }

  private static long number(byte[] bytes, int from, int to) {
    long number = 0;
    int at = from;
    for (; at < to && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
      if (number >= Shift.LIMIT / 10) {
        return NONE;
      }
      number = number * 10 + (bytes[at] - '0');
    }
    return at > from && at < to ? number : NONE;
  }

  private static boolean begins(byte[] wanted, byte[] bytes, int from, int to) {
    int after = from + wanted.length;
    return after <= to && Arrays.equals(bytes, from, after, wanted, 0, wanted.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
