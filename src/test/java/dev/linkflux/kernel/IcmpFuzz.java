package dev.linkflux.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads bytes as every kind of ICMP and ICMPv6 packet, and as control messages. The memory ends
 * where the packet does: reading beyond it fails.
 */
public final class IcmpFuzz {
  private static final int IDENTIFIER = 0xbeef;

  private IcmpFuzz() {}

  /** As a ping socket and a raw socket of IPv4 would get it. */
  public static void icmp(byte[] packet) {
    MemorySegment bytes = MemorySegment.ofArray(packet);
    check(IcmpCodec.readBare(bytes, packet.length, IpFamily.V4), packet);
    check(IcmpCodec.readRaw4(bytes, packet.length, IDENTIFIER), packet);
    checkSequence(IcmpCodec.quotedSequence(bytes, packet.length, IpFamily.V4));
  }

  /** The same of IPv6. */
  public static void icmp6(byte[] packet) {
    MemorySegment bytes = MemorySegment.ofArray(packet);
    check(IcmpCodec.readBare(bytes, packet.length, IpFamily.V6), packet);
    check(IcmpCodec.readRaw6(bytes, packet.length, IDENTIFIER), packet);
    checkSequence(IcmpCodec.quotedSequence(bytes, packet.length, IpFamily.V6));
  }

  /** As what the kernel tells of a packet; it is to be trusted, and still must not break us. */
  public static void control(byte[] messages) {
    ControlMessages control = new ControlMessages();
    control.read(MemorySegment.ofArray(messages), messages.length);
    control.read(
        MemorySegment.ofArray(Arrays.copyOf(messages, messages.length / 2)), Long.MAX_VALUE);
  }

  private static void check(@Nullable IcmpMessage message, byte[] packet) {
    switch (message) {
      case null -> {}
      case IcmpMessage.Reply reply -> {
        checkSequence(reply.sequence());
        if (reply.payloadOffset() < 0
            || reply.payloadLength() < 0
            || reply.payloadOffset() + reply.payloadLength() > packet.length) {
          throw new AssertionError("payload is not within the packet: " + reply);
        }
      }
      case IcmpMessage.Refusal refusal -> checkSequence(refusal.sequence());
    }
  }

  private static void checkSequence(int sequence) {
    if (sequence < -1 || sequence > 0xffff) {
      throw new AssertionError("sequence " + sequence);
    }
  }
}
