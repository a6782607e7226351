package dev.linkflux.trace;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The file that is being recorded to. */
final class RecordedFile {
  private final Path path;
  private final OutputStream out;
  private long bytes;
  private boolean holds;

  RecordedFile(TraceDirectory.Created created) {
    path = created.path();
    out = new BufferedOutputStream(created.out(), 1 << 16);
  }

  Path path() {
    return path;
  }

  long bytes() {
    return bytes;
  }

  void write(byte[] line) throws IOException {
    out.write(line);
    bytes += line.length;
  }

  /** Makes sure that everything stands in the file, and that the file still stands. */
  void flush() throws IOException {
    out.flush();
    if (!Files.exists(path)) { // what has been deleted can still be written to
      throw new NoSuchFileException(path.toString(), null, "has vanished");
    }
    holds = true;
  }

  void close() throws IOException {
    flush();
    out.close();
  }

  /** Gives the file up; nothing stays of one in which nothing ever stood. */
  void abandon() {
    try {
      out.close();
    } catch (IOException _) {
      // It has failed before, and that has been told.
    }
    try {
      if (!holds) {
        Files.deleteIfExists(path);
      }
    } catch (IOException _) {
      // An empty file does no harm.
    }
  }
}
