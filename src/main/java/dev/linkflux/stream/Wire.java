package dev.linkflux.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What goes over one client's connection: the chunks as they are, or as one gzip member (RFC 1952)
 * made of blocks that all clients share.
 */
final class Wire {
  /** Section 2.3: deflate, no flags, no time, unknown system. */
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  /** An empty last block with fixed codes (RFC 1951 section 3.2.6). */
  private static final byte[] LAST_BLOCK = {3, 0};

  private final boolean packed;
  private final CRC32 sum = new CRC32();
  private long length;
  private boolean begun;

  Wire(boolean packed) {
    this.packed = packed;
  }

  boolean isPacked() {
    return packed;
  }

  ByteBuf write(Chunk chunk) {
    if (!packed) {
      return Unpooled.wrappedBuffer(chunk.bytes());
    }
    sum.update(chunk.bytes());
    length += chunk.bytes().length;
    if (begun) {
      return Unpooled.wrappedBuffer(chunk.packed());
    }
    begun = true;
    return Unpooled.wrappedBuffer(HEADER, chunk.packed());
  }

  /** What closes the stream. */
  ByteBuf end() {
    if (!packed || !begun) {
      return Unpooled.EMPTY_BUFFER;
    }
    ByteBuf end = Unpooled.buffer(10).writeBytes(LAST_BLOCK);
    return end.writeIntLE((int) sum.getValue()).writeIntLE((int) length);
  }

  /**
   * True if a client takes gzip (RFC 9110 section 12.5.3).
   *
   * @param header Accept-Encoding as sent, or null
   */
  static boolean takesGzip(@Nullable String header) {
    if (header == null) {
      return false;
    }
    boolean any = false;
    for (String part : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] words = part.split(";", -1);
      String coding = words[0].strip();
      boolean wanted = Arrays.stream(words).skip(1).noneMatch(Wire::isZero);
      if (coding.equals("gzip") || coding.equals("x-gzip")) {
        return wanted;
      }
      any |= coding.equals("*") && wanted;
    }
    return any;
  }

  private static boolean isZero(String parameter) {
    return parameter.replace(" ", "").replace("\t", "").matches("q=0(\\.0{0,3})?");
  }
}
