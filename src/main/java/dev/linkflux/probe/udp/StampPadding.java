package dev.linkflux.probe.udp;

import java.nio.ByteBuffer;

/**
 * What makes a test packet longer than its base: an extension that says that it is nothing else
 * (RFC 8972 section 4.1). It is the one that needs no code of its own in authenticated mode
 * (section 4.8).
 */
final class StampPadding {
  /** Flags (1), type (1), length of what follows (2). */
  private static final int HEADER_BYTES = 4;

  /** U, not understood: a sender sets it, and a reflector that understands takes it away. */
  private static final byte UNRECOGNISED = (byte) 0x80;

  private static final byte EXTRA_PADDING = 1;
  private static final int MAX_BYTES = HEADER_BYTES + 0xffff;

  private StampPadding() {}

  /**
   * The extension.
   *
   * @param bytes wanted; none for 0 or less, raised to its header, at most what it can say
   */
  static byte[] of(int bytes) {
    if (bytes <= 0) {
      return new byte[0];
    }
    int size = Math.clamp(bytes, HEADER_BYTES, MAX_BYTES);
    return ByteBuffer.allocate(size)
        .put(UNRECOGNISED)
        .put(EXTRA_PADDING)
        .putShort((short) (size - HEADER_BYTES))
        .array();
  }
}
