package dev.linkflux.trace.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lines of a text, whatever ends them; of a line that is too long, its beginning. */
final class Lines implements Closeable {
  private static final int LONGEST = 1 << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private byte[] line = new byte[256];
  private int at;
  private int limit;
  private long number;
  private long bytes;
  private boolean cut;
  private @Nullable String damage;

  Lines(InputStream in) {
    this.in = in;
  }

  /** The next line without its end; null if there is none. */
  @Nullable String next() {
    int length = 0;
    boolean any = false;
    cut = false;
    while (true) {
      if (at == limit && !fill()) {
        cut = any;
        return any ? text(length) : null;
      }
      any = true;
      int end = at;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      int room = Math.min(end - at, LONGEST - length);
      if (length + room > line.length) {
        line = Arrays.copyOf(line, Math.max(line.length * 2, length + room));
      }
      System.arraycopy(buffer, at, line, length, room);
      length += room;
      bytes += end - at;
      at = end;
      if (at < limit) {
        at++;
        bytes++;
        return text(length);
      }
    }
  }

  private String text(int length) {
    number++;
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    String text = new String(line, 0, end, UTF_8);
    return number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private boolean fill() {
    try {
      at = 0;
      limit = Math.max(0, in.read(buffer));
    } catch (IOException e) {
      limit = 0;
      damage = e.getMessage() == null ? "no reason is given" : e.getMessage();
    }
    return limit > 0;
  }

  /** Whether the last line has no end: the log may have been cut off there. */
  boolean isCut() {
    return cut;
  }

  long number() {
    return number;
  }

  long bytes() {
    return bytes;
  }

  @Nullable String damage() {
    return damage;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
