package dev.linkflux.stream;

import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Compresses chunks, each alone and flushed in full, so that any of them may follow any other in
 * any client's stream (RFC 1951 section 3.2.4: the flush is an empty stored block). One owner.
 */
final class Packer {
  /** Short texts: what a higher level finds in them is not worth its time. */
  private static final int LEVEL = 4;

  private @Nullable Deflater deflater;

  byte[] pack(byte[] plain) {
    Deflater one = deflater;
    if (one == null) {
      one = new Deflater(LEVEL, true);
      deflater = one;
    }
    one.reset();
    one.setInput(plain);
    ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 2 + 64);
    byte[] part = new byte[Math.clamp(plain.length, 64, 16 * 1024)];
    int length = part.length;
    while (length == part.length) {
      length = one.deflate(part, 0, part.length, Deflater.FULL_FLUSH);
      out.write(part, 0, length);
    }
    return out.toByteArray();
  }

  /** Lets go of what it holds outside of the heap; it may be used again. */
  void release() {
    Deflater one = deflater;
    deflater = null;
    if (one != null) {
      one.end();
    }
  }
}
