package dev.linkflux.trace;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;

/**
 * Packs one finished file, a slice at a time, so that recording goes on in between. Until the last
 * slice is done the plain file is all there is.
 */
final class Packing {
  private static final int SLICE = 1 << 20;

  private final Path plain;
  private final Path part;
  private final InputStream in;
  private final OutputStream out;

  Packing(Path plain) throws IOException {
    this.plain = plain;
    part = plain.resolveSibling(plain.getFileName() + ".gz.part");
    in = Files.newInputStream(plain);
    try {
      out = new GZIPOutputStream(Files.newOutputStream(part), 1 << 16);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** Packs the next slice; true if that was the last and the packed file has taken over. */
  boolean step() throws IOException {
    byte[] slice = in.readNBytes(SLICE);
    out.write(slice);
    if (slice.length == SLICE) {
      return false;
    }
    in.close();
    out.close();
    Files.setLastModifiedTime(part, Files.getLastModifiedTime(plain));
    Files.move(part, TraceDirectory.packed(plain), StandardCopyOption.ATOMIC_MOVE);
    Files.delete(plain);
    return true;
  }

  /** Leaves the plain file as it is. */
  void abandon() {
    try (in;
        out) {
      Files.deleteIfExists(part);
    } catch (IOException _) {
      // What is left of the part is deleted when it has become old.
    }
  }
}
