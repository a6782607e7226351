package dev.linkflux.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The receiving half of an {@link IcmpSocket}. */
final class IcmpReceiver extends SocketReceiver<IcmpVisitor> {
  /** Many targets share the socket. */
  private static final int TOGETHER = 64;

  private final IpFamily family;
  private final IcmpSocket.Kind kind;
  private final int identifier;

  /** Where the latest requests went, by their sequence. */
  private final @Nullable Destination[] asked;

  /**
   * @param latest how many requests are under way at most, a power of two
   */
  IcmpReceiver(
      int fd,
      IpFamily family,
      IcmpSocket.Kind kind,
      int identifier,
      Arena arena,
      SendStamps stamps,
      int latest) {
    super(fd, IcmpSocket.ABOUT, arena, TOGETHER, stamps);
    this.family = family;
    this.kind = kind;
    this.identifier = identifier;
    this.asked = new @Nullable Destination[latest];
  }

  /** A request is about to be sent. */
  void expect(int sequence, Destination destination) {
    asked[sequence & (asked.length - 1)] = destination;
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
    long received = control.stamp();
    switch (read(in.bytes(), length)) {
      case null -> {}
      case IcmpMessage.Refusal(var sequence, var destination, var type, var code) -> {
        InetAddress from = in.sender();
        if (from != null) {
          visitor.unreachable(sequence, destination, type, code, from);
        }
      }
      case IcmpMessage.Reply reply -> {
        InetAddress from = sender(in, reply.sequence());
        if (from == null) {
          return;
        }
        long transmitted = transmitted(reply.sequence(), visitor);
        if (isClosed()) {
          return;
        }
        EchoTimes times = new EchoTimes(transmitted, received, handled.monotonic(), handled.wall());
        int offset = reply.payloadOffset();
        ByteBuffer payload = in.view(offset, offset + reply.payloadLength());
        visitor.replied(reply.sequence(), from, payload, times);
      }
    }
  }

  /** Most often whoever was asked: then no object is made for each reply. */
  private @Nullable InetAddress sender(MessageBuffer in, int sequence) {
    Destination destination = asked[sequence & (asked.length - 1)];
    return destination != null && in.isFrom(destination) ? destination.address() : in.sender();
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
