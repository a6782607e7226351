package dev.linkflux.trace;

import dev.linkflux.time.Moment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The file that is being recorded to. What is not safe in it when it is given up is cut off. */
final class RecordedFile {
  private static final int SPILL = 1 << 16;

  private final Path path;
  private final FileChannel channel;
  private final Moment began;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream(SPILL);
  private long bytes;
  private long frame;
  private long events;
  private long safe;
  private long safeEvents;
  private long forced;

  RecordedFile(TraceDirectory.Created created, Moment began) {
    path = created.path();
    channel = created.channel();
    this.began = began;
  }

  Path path() {
    return path;
  }

  /** The moment of its first event. */
  Moment began() {
    return began;
  }

  long bytes() {
    return bytes;
  }

  /** How many bytes have been written since what stands was repeated. */
  long frame() {
    return frame;
  }

  /** How many events are safe in it. */
  long events() {
    return safeEvents;
  }

  /** A line that is no event. */
  void head(byte[] line) throws IOException {
    frame = 0;
    add(line);
  }

  void event(byte[] line) throws IOException {
    if (line.length > 0) {
      events++;
      add(line);
    }
  }

  private void add(byte[] line) throws IOException {
    lines.writeBytes(line);
    bytes += line.length;
    frame += line.length;
    if (lines.size() >= SPILL) {
      spill();
    }
  }

  /** Makes sure that everything stands in the file. */
  void flush() throws IOException {
    spill();
    safe = bytes;
    safeEvents = events;
  }

  private void spill() throws IOException {
    if (!Files.exists(path)) { // what has been deleted can still be written to
      throw new NoSuchFileException(path.toString(), null, "has vanished");
    }
    ByteBuffer left = ByteBuffer.wrap(lines.toByteArray());
    while (left.hasRemaining()) {
      channel.write(left);
    }
    lines.reset();
  }

  /** Makes sure that what was flushed outlives a power cut. */
  void force() throws IOException {
    if (forced < safe) {
      channel.force(false);
      if (forced == 0) {
        TraceDirectory.force(path);
      }
      forced = safe;
    }
  }

  void close() throws IOException {
    flush();
    force();
    channel.close();
  }

  /** Gives the file up; nothing stays of one in which nothing ever stood. */
  void abandon() {
    try (channel) {
      if (safe > 0) {
        channel.truncate(safe);
      } else {
        Files.deleteIfExists(path);
      }
    } catch (IOException _) {
      // It has failed before, and that has been told; half a line is cut off at the next start.
    }
  }
}
