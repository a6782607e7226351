package dev.linkflux.trace;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens a trace file, whatever it is packed with. */
final class TraceFile {
  private static final int BLOCK = 1 << 16;

  private TraceFile() {}

  static LineSource open(Path file) {
    return open(file, 0);
  }

  /**
   * The lines from somewhere in a file on.
   *
   * @param offset where a line begins, or, of a packed file, a piece of it
   */
  static LineSource open(Path file, long offset) {
    UnpackedFile unpacked = stream(file, offset);
    return new LineSource(unpacked).at(unpacked::position);
  }

  /** What is in a file, unpacked; what is damaged is told by the one who reads it. */
  static UnpackedFile stream(Path file, long offset) {
    if (Files.isDirectory(file)) {
      throw new TraceException(file + ": is a directory; name its files");
    }
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      if (offset > 0) { // a pipe has no positions
        channel.position(offset);
      }
      InputStream raw = new BufferedInputStream(Channels.newInputStream(channel), BLOCK);
      Compression packed = Compression.of(raw);
      String hindrance = packed.hindrance();
      if (hindrance != null) {
        raw.close();
        throw new TraceException(
            "%s: packed with zstd, which cannot be read here (%s); unpack it first (zstd -d)"
                .formatted(file, hindrance));
      }
      return new UnpackedFile(unpacked(packed, raw), channel);
    } catch (NoSuchFileException _) {
      throw new TraceException(file + ": no such file");
    } catch (AccessDeniedException _) {
      throw new TraceException(file + ": may not be read");
    } catch (IOException e) {
      throw new TraceException(file + ": cannot be read: " + e.getMessage());
    }
  }

  private static InputStream unpacked(Compression packed, InputStream raw) {
    try {
      return packed.unpack(raw);
    } catch (IOException e) { // damaged in its first bytes: as if nothing stood in it
      return new Damaged(e, raw);
    }
  }
}
