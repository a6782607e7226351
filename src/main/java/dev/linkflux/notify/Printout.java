package dev.linkflux.notify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * What a program prints, as lines of the log: so many and so long at most, and the rest counted.
 */
final class Printout {
  private static final int LINES = 64;
  private static final int LONGEST = 400;

  /** More than any line of that length has (RFC 3629 section 3). */
  private static final int LONGEST_BYTES = 4 * (LONGEST + 1);

  /** Twice what a pipe holds (pipe(7)): after its end nothing more can come of the program. */
  private static final int REST = 128 * 1024;

  private final Consumer<String> log;
  private final byte[] chunk = new byte[8 * 1024];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long lines;
  private long bytes;

  Printout(Consumer<String> log) {
    this.log = log;
  }

  /** Reads some of what is there, and never waits for it; false if there was nothing. */
  boolean read(InputStream output) throws IOException {
    int there = output.available();
    int count = there > 0 ? output.read(chunk, 0, Math.min(there, chunk.length)) : 0;
    for (int at = 0; at < count; at++) {
      take(chunk[at]);
    }
    return count > 0;
  }

  /** Reads what is left; if somebody goes on printing, not for ever. */
  void readRest(InputStream output) throws IOException {
    for (int count = 0; count < REST / chunk.length && read(output); count++) {
      // until there is nothing
    }
  }

  /** True if what comes now is counted only. */
  boolean isFull() {
    return lines >= LINES;
  }

  /** Nothing more will come. */
  void end() {
    if (line.size() > 0) {
      finish();
    }
    if (lines > LINES) {
      log.accept("... and %d more lines, %d bytes".formatted(lines - LINES, bytes));
    }
  }

  private void take(byte one) {
    bytes += isFull() ? 1 : 0;
    if (one == '\n') {
      finish();
    } else if (line.size() < LONGEST_BYTES) {
      line.write(one);
    }
  }

  private void finish() {
    String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
    line.reset();
    if (!isFull() && !text.isEmpty()) {
      log.accept(Plain.text(text, LONGEST));
    }
    lines++;
  }
}
