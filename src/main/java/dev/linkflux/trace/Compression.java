package dev.linkflux.trace;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What finished files are packed with. Either kind allows that what was packed piece by piece
 * stands one after another in a file, and is unpacked as a whole or from any piece on.
 */
public enum Compression {
  GZIP(".gz", "1f8b") {
    @Override
    byte[] pack(byte[] lines, int length) throws IOException {
      var packed = new ByteArrayOutputStream(length / 8 + 64);
      try (var gzip = new GZIPOutputStream(packed, BLOCK)) {
        gzip.write(lines, 0, length);
      }
      return packed.toByteArray();
    }

    // A member (RFC 1952) of nothing, with a comment.
    @Override
    byte[] aside(byte[] text) {
      ByteBuffer member = ByteBuffer.allocate(10 + text.length + 1 + 2 + 8);
      member.put(HexFormat.of().parseHex("1f8b08100000000000ff")).put(text).put((byte) 0);
      return member.put((byte) 3).array(); // deflate's empty block, checksum and length 0
    }

    @Override
    InputStream unpack(InputStream raw) throws IOException {
      return new GZIPInputStream(raw, BLOCK);
    }
  },

  ZSTD(".zst", "28b52ffd") {
    @Override
    byte[] pack(byte[] lines, int length) throws IOException {
      return Zstandard.pack(lines, length);
    }

    // A skippable frame (RFC 8878, 3.1.2).
    @Override
    byte[] aside(byte[] text) {
      ByteBuffer frame = ByteBuffer.allocate(8 + text.length).order(ByteOrder.LITTLE_ENDIAN);
      return frame.putInt(0x184d2a50).putInt(text.length).put(text).array();
    }

    @Override
    InputStream unpack(InputStream raw) throws IOException {
      return Zstandard.unpack(raw);
    }

    @Override
    @Nullable String hindrance() {
      return Zstandard.hindrance();
    }
  },

  OFF("", "") {
    @Override
    byte[] pack(byte[] lines, int length) {
      return Arrays.copyOf(lines, length);
    }

    @Override
    byte[] aside(byte[] text) {
      return new byte[0];
    }

    @Override
    InputStream unpack(InputStream raw) {
      return raw;
    }
  };

  /** So many bytes stand before the text in what {@link #aside} gives, at most. */
  static final int LONGEST_LEAD = 10;

  private static final int BLOCK = 1 << 16;

  /** No file of either kind begins with fewer bytes. */
  private static final int LONGEST_MAGIC = 4;

  private final String suffix;
  private final String magic; // hexadecimal

  Compression(String suffix, String magic) {
    this.suffix = suffix;
    this.magic = magic;
  }

  /** What is appended to the name of a file that is packed so. */
  String suffix() {
    return suffix;
  }

  /** Packs so many bytes into one piece that can be unpacked by itself. */
  abstract byte[] pack(byte[] lines, int length) throws IOException;

  /** A piece of nothing that holds an ASCII text, as it is, for who knows of it. */
  abstract byte[] aside(byte[] text);

  /** What was packed, from the beginning of any piece to the end of the last. */
  abstract InputStream unpack(InputStream raw) throws IOException;

  /** Why this cannot be used here, or null if it can. */
  @Nullable String hindrance() {
    return null;
  }

  /**
   * What begins there is packed with.
   *
   * @param in supports marks, and is left where it was
   */
  static Compression of(InputStream in) throws IOException {
    in.mark(LONGEST_MAGIC);
    String first = HexFormat.of().formatHex(in.readNBytes(LONGEST_MAGIC));
    in.reset();
    return first.startsWith(GZIP.magic) ? GZIP : first.startsWith(ZSTD.magic) ? ZSTD : OFF;
  }
}
