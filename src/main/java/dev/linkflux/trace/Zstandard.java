package dev.linkflux.trace;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.util.Native;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Packing with zstd (RFC 8878) by the native library, which is loaded when it is first needed: that
 * beside the program, else one that is unpacked to the directory of temporary files, which must
 * allow programs for that.
 */
final class Zstandard {
  /** Traces become a twelfth at this level; higher ones gain little and take much longer. */
  private static final int LEVEL = 3;

  private Zstandard() {}

  /** Why it cannot be used here, or null if it can. */
  static @Nullable String hindrance() {
    return Loaded.HINDRANCE;
  }

  static byte[] pack(byte[] lines, int length) throws IOException {
    check();
    try (var context = new ZstdCompressCtx()) {
      return context.setLevel(LEVEL).setChecksum(true).compress(exactly(lines, length));
    } catch (ZstdException e) {
      throw new IOException("zstd: " + e.getMessage(), e);
    }
  }

  private static byte[] exactly(byte[] lines, int length) {
    return lines.length == length ? lines : Arrays.copyOf(lines, length);
  }

  static InputStream unpack(InputStream raw) throws IOException {
    check();
    return new ZstdInputStreamNoFinalizer(raw);
  }

  private static void check() throws IOException {
    if (Loaded.HINDRANCE != null) {
      throw new IOException("zstd cannot be used here: " + Loaded.HINDRANCE);
    }
  }

  /** Loads the library, once. */
  private static final class Loaded {
    static final @Nullable String HINDRANCE = load();

    private static @Nullable String load() {
      try {
        Native.load();
        return null;
      } catch (LinkageError | RuntimeException e) {
        String said = Words.of(e);
        return said.lines().findFirst().orElse(said);
      }
    }
  }
}
