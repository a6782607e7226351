package dev.linkflux.trace;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Opens a trace file, whatever it is packed with. */
final class TraceFile {
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};
  private static final int BLOCK = 1 << 16;

  private TraceFile() {}

  static LineSource open(Path file) {
    if (Files.isDirectory(file)) {
      throw new TraceException(file + ": is a directory; name its files");
    }
    try {
      InputStream raw = new BufferedInputStream(Files.newInputStream(file), BLOCK);
      if (starts(raw, ZSTD)) {
        raw.close();
        throw new TraceException(
            file + ": packed with zstd, which cannot be read here; unpack it first (zstd -d)");
      }
      return starts(raw, GZIP) ? unpacked(raw) : new LineSource(raw);
    } catch (NoSuchFileException _) {
      throw new TraceException(file + ": no such file");
    } catch (AccessDeniedException _) {
      throw new TraceException(file + ": may not be read");
    } catch (IOException e) {
      throw new TraceException(file + ": cannot be read: " + e.getMessage());
    }
  }

  private static LineSource unpacked(InputStream raw) throws IOException {
    try {
      return new LineSource(new GZIPInputStream(raw, BLOCK));
    } catch (IOException e) { // damaged in its first bytes: as if nothing stood in it
      raw.close();
      return new LineSource(e);
    }
  }

  private static boolean starts(InputStream in, byte[] wanted) throws IOException {
    in.mark(wanted.length);
    byte[] first = in.readNBytes(wanted.length);
    in.reset();
    return Arrays.equals(first, wanted);
  }
}
