package dev.linkflux.probe.udp;

import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * What is sent over one uplink to one target and expected back unchanged: token (8 bytes), sequence
 * (8), ordinals of uplink and target (2 each), zeros up to the length.
 */
final class Datagram {
  /** No datagram of ours: not even a sequence number. */
  static final long FOREIGN = -1;

  private static final int HEADER = 20;

  private final long token;
  private final int path;
  private final int length;

  /**
   * @param token random, so that nobody who does not see the probes can answer them
   * @param payload bytes, raised to what the header needs
   */
  Datagram(long token, UplinkId uplink, TargetId target, int payload) {
    this.token = token;
    this.path = uplink.ordinal() << 16 | target.ordinal();
    this.length = Math.max(HEADER, payload);
  }

  ByteBuf write(ByteBufAllocator allocator, long sequence) {
    return allocator
        .ioBuffer(length)
        .writeLong(token)
        .writeLong(sequence)
        .writeInt(path)
        .writeZero(length - HEADER);
  }

  /** The sequence number of a reply, or {@link #FOREIGN}. */
  long sequence(ByteBuf reply) {
    int start = reply.readerIndex();
    boolean ours =
        reply.readableBytes() == length
            && reply.getLong(start) == token
            && reply.getInt(start + 16) == path;
    return ours ? reply.getLong(start + 8) : FOREIGN;
  }
}
