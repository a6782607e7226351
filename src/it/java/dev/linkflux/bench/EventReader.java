package dev.linkflux.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * What one client makes of its bytes: the response's chunks (RFC 9112 section 7.1), what is
 * compressed in them, and the lines of the events. Knows just enough of each for our own server.
 */
final class EventReader {
  private static final int LONGEST = 8192;

  private static final ThreadLocal<byte[]> UNPACKED =
      ThreadLocal.withInitial(() -> new byte[65_536]);

  /** Takes a line's bytes and its length. */
  private final BiConsumer<byte[], Integer> lines;

  private final byte[] line = new byte[LONGEST];
  private final StringBuilder head = new StringBuilder();
  private @Nullable Inflater inflater;
  private boolean headed;

  /** Bytes of the header of gzip that are still to come (RFC 1952); ours has no extra fields. */
  private int skipped;

  private int length;
  private long left;
  private long size;

  EventReader(BiConsumer<byte[], Integer> lines) {
    this.lines = lines;
  }

  /** Takes the next bytes from the wire. */
  void take(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      if (!headed) {
        head(bytes.get());
      } else if (left == 0) {
        size(bytes.get());
      } else {
        int now = (int) Math.min(left, bytes.remaining());
        content(bytes.array(), bytes.arrayOffset() + bytes.position(), now);
        bytes.position(bytes.position() + now);
        left -= now;
      }
    }
  }

  /** Sizes stand between line ends; after a chunk's content there is one as well. */
  private void size(byte one) {
    int digit = Character.digit(one, 16);
    if (digit >= 0) {
      size = size * 16 + digit;
    } else if (one == '\n') {
      left = size;
      size = 0;
    }
  }

  private void head(byte one) {
    head.append((char) one);
    if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
      headed = true;
      String text = head.toString().toLowerCase(Locale.ROOT);
      if (!text.startsWith("http/1.1 200 ") || !text.contains("transfer-encoding: chunked")) {
        throw new IllegalStateException(text);
      }
      if (text.contains("content-encoding: gzip")) {
        inflater = new Inflater(true);
        skipped = 10;
      }
    }
  }

  private void content(byte[] bytes, int from, int count) {
    Inflater packed = inflater;
    if (packed == null) {
      text(bytes, from, count);
      return;
    }
    int header = Math.min(skipped, count);
    skipped -= header;
    packed.setInput(bytes, from + header, count - header);
    byte[] into = UNPACKED.get();
    try {
      int got = packed.inflate(into);
      while (got > 0) {
        text(into, 0, got);
        got = packed.inflate(into);
      }
    } catch (DataFormatException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private void text(byte[] bytes, int from, int count) {
    for (int at = from; at < from + count; at++) {
      if (bytes[at] == '\n') {
        lines.accept(line, length);
        length = 0;
      } else if (length < LONGEST) {
        line[length++] = bytes[at];
      }
    }
  }

  /** True if what comes is compressed. */
  boolean isPacked() {
    return inflater != null;
  }

  void close() {
    Inflater packed = inflater;
    if (packed != null) {
      packed.end();
    }
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
