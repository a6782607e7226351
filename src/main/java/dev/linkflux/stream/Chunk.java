package dev.linkflux.stream;

import org.jspecify.annotations.Nullable;

/**
 * Bytes for the wire, made once and shared by all that are sent them; nobody writes into them.
 * Packed once as well, on the hub's loop, before anybody who wants that is given it.
 */
final class Chunk {
  private final byte[] bytes;
  private final int weight;
  private byte @Nullable [] packed;

  /**
   * @param weight what it counts for while it waits for a client: how many events it holds, at
   *     least 1
   */
  Chunk(byte[] bytes, int weight) {
    this.bytes = bytes;
    this.weight = weight;
  }

  byte[] bytes() {
    return bytes;
  }

  int weight() {
    return weight;
  }

  Chunk pack(Packer packer) {
    if (packed == null) {
      packed = packer.pack(bytes);
    }
    return this;
  }

  /** As raw deflate blocks that end on a byte. */
  byte[] packed() {
    byte[] known = packed;
    if (known == null) {
      throw new IllegalStateException("not packed");
    }
    return known;
  }
}
