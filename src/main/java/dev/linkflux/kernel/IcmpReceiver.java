package dev.linkflux.kernel;

import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The receiving half of an {@link IcmpSocket}: reads its error queue and its packets. */
final class IcmpReceiver {
  /** Messages taken in one go, so that a flood on one socket does not starve the others. */
  private static final int MAX_BATCH = 1024;

  private static final int RECEIVE_BYTES = 2048;
  private static final int CONTROL_BYTES = 512;

  private final int fd;
  private final IpFamily family;
  private final IcmpSocket.Kind kind;
  private final int identifier;
  private final IcmpStamps stamps;
  private final MessageBuffer in;
  private final MessageBuffer errors;
  private final ByteBuffer payload;
  private final ControlMessages control = new ControlMessages();
  private boolean closed;

  /** The memory is of that arena; the descriptor and the stamps belong to the socket. */
  IcmpReceiver(
      int fd,
      IpFamily family,
      IcmpSocket.Kind kind,
      int identifier,
      Arena arena,
      IcmpStamps stamps) {
    this.fd = fd;
    this.family = family;
    this.kind = kind;
    this.identifier = identifier;
    this.stamps = stamps;
    this.in = new MessageBuffer(arena, RECEIVE_BYTES, CONTROL_BYTES);
    this.errors = new MessageBuffer(arena, RECEIVE_BYTES, CONTROL_BYTES);
    this.payload = in.bytes().asByteBuffer().asReadOnlyBuffer();
  }

  /** Receives no more, even in the midst of {@link #receive}. */
  void close() {
    closed = true;
  }

  /** See {@link IcmpSocket#receive}. */
  void receive(IcmpVisitor visitor) throws SystemCallException {
    receiveErrors(visitor);
    for (int i = 0; i < MAX_BATCH && !closed; i++) {
      long length = in.receive(fd, 0);
      if (length >= 0) {
        readPacket((int) length, visitor);
      } else if (isEnd((int) -length)) {
        return;
      }
    }
  }

  private void receiveErrors(IcmpVisitor visitor) throws SystemCallException {
    for (int i = 0; i < MAX_BATCH && !closed; i++) {
      long length = errors.receive(fd, Linux.MSG_ERRQUEUE);
      if (length >= 0) {
        readError((int) length, visitor);
      } else if (isEnd((int) -length)) {
        return;
      }
    }
  }

  /**
   * Whether there is nothing more to receive. Errors of the network (an ICMP error for which there
   * was no room in the error queue) are taken off by receiving them; else epoll reports them for
   * ever.
   */
  private boolean isEnd(int errno) throws SystemCallException {
    if (Errno.EAGAIN.is(errno)) {
      return true;
    }
    if (Errno.EBADF.is(errno)
        || Errno.ENOTSOCK.is(errno)
        || Errno.EFAULT.is(errno)
        || Errno.EINVAL.is(errno)
        || Errno.ENOMEM.is(errno)) {
      throw new SystemCallException("recvmsg", errno, "ICMP socket");
    }
    return false;
  }

  private void readError(int length, IcmpVisitor visitor) {
    control.read(errors.control(), errors.controlLength());
    if (control.isTransmitStamp()) {
      int sequence = stamps.stamp(control.sendCounter(), control.stamp());
      visitor.transmitted(sequence, control.stamp());
      return;
    }
    int sequence = IcmpCodec.quotedSequence(errors.bytes(), length, family);
    InetAddress destination = errors.sender();
    InetAddress reporter = control.reporter();
    if (control.isIcmpError() && sequence >= 0 && destination != null && reporter != null) {
      visitor.unreachable(
          sequence, destination, control.errorType(), control.errorCode(), reporter);
    }
  }

  private void readPacket(int length, IcmpVisitor visitor) throws SystemCallException {
    InetAddress from = in.sender();
    if (from == null || in.truncated()) {
      return;
    }
    control.read(in.control(), in.controlLength());
    long received = control.stamp();
    int hopLimit = control.hopLimit();
    switch (read(length)) {
      case null -> {}
      case IcmpMessage.Refusal(var sequence, var destination, var type, var code) ->
          visitor.unreachable(sequence, destination, type, code, from);
      case IcmpMessage.Reply reply -> {
        if (stamps.transmitted(reply.sequence()) == 0) {
          // The request left after the error queue was read: its stamp is there by now.
          receiveErrors(visitor);
        }
        if (closed) {
          return;
        }
        int hops = reply.hopLimit() >= 0 ? reply.hopLimit() : hopLimit;
        EchoTimes times = EchoTimes.now(stamps.transmitted(reply.sequence()), received);
        payload.limit(reply.payloadOffset() + reply.payloadLength());
        payload.position(reply.payloadOffset());
        visitor.replied(reply.sequence(), from, hops, payload, times);
      }
    }
  }

  private @Nullable IcmpMessage read(int length) {
    return switch (kind) {
      case DGRAM -> IcmpCodec.readBare(in.bytes(), length, family);
      case RAW ->
          switch (family) {
            case V4 -> IcmpCodec.readRaw4(in.bytes(), length, identifier);
            case V6 -> IcmpCodec.readRaw6(in.bytes(), length, identifier);
          };
    };
  }
}
