package dev.linkflux.probe.udp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads test packets of one mode. What is too short or wrongly authenticated is nothing;
 * what must be zero is written so and not looked at (RFC 8762 section 4.3.1); what follows the base
 * packet is left alone. One thread only.
 */
final class StampCodec {
  private final StampFormat format;
  private final @Nullable StampSeal seal;
  private final byte[] blank;

  /**
   * @param key of the authenticated mode, null for the unauthenticated one
   */
  StampCodec(@Nullable StampKey key) {
    this.format = key == null ? StampFormat.UNAUTHENTICATED : StampFormat.AUTHENTICATED;
    this.seal = key == null ? null : new StampSeal(key);
    this.blank = new byte[format.size()];
  }

  StampFormat format() {
    return format;
  }

  /** Writes a base packet at the buffer's position, and moves that behind it. */
  void write(StampRequest request, ByteBuffer out) {
    ByteBuffer packet = blank(out);
    put(packet, request, 0, format.timestamp());
    finish(packet, out);
  }

  /** Writes a base packet at the buffer's position, and moves that behind it. */
  void write(StampReply reply, ByteBuffer out) {
    ByteBuffer packet = blank(out);
    packet
        .putInt(0, reply.sequence())
        .putLong(format.timestamp(), reply.timestamp())
        .putShort(format.estimate(), reply.estimate().wire())
        .putLong(format.received(), reply.received())
        .put(format.senderTtl(), (byte) reply.ttl());
    put(packet, reply.asked(), format.senderSequence(), format.senderTimestamp());
    finish(packet, out);
  }

  /** What a Session-Sender asks in the remaining bytes; null if that is no request. */
  @Nullable StampRequest readRequest(ByteBuffer in) {
    ByteBuffer packet = packet(in);
    return packet == null ? null : asked(packet, 0, format.timestamp());
  }

  /** What a Session-Reflector answers in the remaining bytes; null if that is no reply. */
  @Nullable StampReply readReply(ByteBuffer in) {
    ByteBuffer packet = packet(in);
    if (packet == null) {
      return null;
    }
    return new StampReply(
        packet.getInt(0),
        packet.getLong(format.timestamp()),
        StampEstimate.of(packet.getShort(format.estimate())),
        packet.getLong(format.received()),
        asked(packet, format.senderSequence(), format.senderTimestamp()),
        Byte.toUnsignedInt(packet.get(format.senderTtl())));
  }

  /** The same fields stand elsewhere in a reply, but for the session identifier. */
  private StampRequest asked(ByteBuffer packet, int sequence, int timestamp) {
    return new StampRequest(
        packet.getInt(sequence),
        packet.getLong(timestamp),
        StampEstimate.of(packet.getShort(timestamp + Long.BYTES)),
        Short.toUnsignedInt(packet.getShort(format.ssid())));
  }

  private void put(ByteBuffer packet, StampRequest request, int sequence, int timestamp) {
    packet
        .putInt(sequence, request.sequence())
        .putLong(timestamp, request.timestamp())
        .putShort(timestamp + Long.BYTES, request.estimate().wire())
        .putShort(format.ssid(), (short) request.ssid());
  }

  /** The packet, which begins at index 0 then and is in network order. */
  private @Nullable ByteBuffer packet(ByteBuffer in) {
    if (in.remaining() < format.size()) {
      return null;
    }
    ByteBuffer packet = in.slice();
    return seal == null || seal.isIntact(packet) ? packet : null;
  }

  private ByteBuffer blank(ByteBuffer out) {
    return out.slice(out.position(), format.size()).put(0, blank);
  }

  private void finish(ByteBuffer packet, ByteBuffer out) {
    if (seal != null) {
      seal.seal(packet);
    }
    out.position(out.position() + format.size());
  }
}
