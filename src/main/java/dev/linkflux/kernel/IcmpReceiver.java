package dev.linkflux.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The receiving half of an {@link IcmpSocket}. */
final class IcmpReceiver extends SocketReceiver<IcmpVisitor> {
  /** Many targets share the socket. */
  private static final int TOGETHER = 16;

  private final IpFamily family;
  private final IcmpSocket.Kind kind;
  private final int identifier;

  IcmpReceiver(
      int fd,
      IpFamily family,
      IcmpSocket.Kind kind,
      int identifier,
      Arena arena,
      SendStamps stamps) {
    super(fd, IcmpSocket.ABOUT, arena, TOGETHER, stamps);
    this.family = family;
    this.kind = kind;
    this.identifier = identifier;
  }

  @Override
  void transmitted(int sequence, long stamp, IcmpVisitor visitor) {
    visitor.transmitted(sequence, stamp);
  }

  @Override
  void refusal(MessageBuffer errors, int length, IcmpVisitor visitor) {
    int sequence = IcmpCodec.quotedSequence(errors.bytes(), length, family);
    InetAddress destination = errors.sender();
    InetAddress reporter = control.reporter();
    if (sequence >= 0 && destination != null && reporter != null) {
      visitor.unreachable(
          sequence, destination, control.errorType(), control.errorCode(), reporter);
    }
  }

  @Override
  void packet(MessageBuffer in, int length, ClockReading handled, IcmpVisitor visitor)
      throws SystemCallException {
    InetAddress from = in.sender();
    if (from == null) {
      return;
    }
    long received = control.stamp();
    int hopLimit = control.hopLimit();
    switch (read(in.bytes(), length)) {
      case null -> {}
      case IcmpMessage.Refusal(var sequence, var destination, var type, var code) ->
          visitor.unreachable(sequence, destination, type, code, from);
      case IcmpMessage.Reply reply -> {
        long transmitted = transmitted(reply.sequence(), visitor);
        if (isClosed()) {
          return;
        }
        int hops = reply.hopLimit() >= 0 ? reply.hopLimit() : hopLimit;
        EchoTimes times = new EchoTimes(transmitted, received, handled.monotonic(), handled.wall());
        int offset = reply.payloadOffset();
        ByteBuffer payload = in.view(offset, offset + reply.payloadLength());
        visitor.replied(reply.sequence(), from, hops, payload, times);
      }
    }
  }

  private @Nullable IcmpMessage read(MemorySegment bytes, int length) {
    return switch (kind) {
      case DGRAM -> IcmpCodec.readBare(bytes, length, family);
      case RAW ->
          switch (family) {
            case V4 -> IcmpCodec.readRaw4(bytes, length, identifier);
            case V6 -> IcmpCodec.readRaw6(bytes, length, identifier);
          };
    };
  }
}
