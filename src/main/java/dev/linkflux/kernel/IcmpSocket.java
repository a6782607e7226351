package dev.linkflux.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A socket for echo requests of one family through one device, with the kernel's own time stamps.
 * It never blocks. One thread at a time may use it. Several targets share it: sequences are the
 * socket's own 16 bit numbers, a sequence is free again once its request is settled.
 */
public final class IcmpSocket implements AutoCloseable {
  /** Which kind of socket the kernel let us have. */
  public enum Kind {
    /** A ping socket: needs a group within the sysctl net.ipv4.ping_group_range. */
    DGRAM,
    /** A raw socket: needs CAP_NET_RAW. */
    RAW
  }

  /** Longest payload of a request, in bytes. */
  public static final int MAX_PAYLOAD = 1400;

  /** Messages taken in one go, so that a flood on one socket does not starve the others. */
  private static final int MAX_BATCH = 1024;

  private static final int RECEIVE_BYTES = 2048;
  private static final int CONTROL_BYTES = 512;

  private final IpFamily family;
  private final Kind kind;
  private final int fd;
  private final String where;
  private final int identifier;
  private final Arena arena = Arena.ofShared();
  private final MessageBuffer in = new MessageBuffer(arena, RECEIVE_BYTES, CONTROL_BYTES);
  private final MessageBuffer errors = new MessageBuffer(arena, RECEIVE_BYTES, CONTROL_BYTES);
  private final MemorySegment out = arena.allocate(IcmpCodec.HEADER_BYTES + MAX_PAYLOAD, 8);
  private final MemorySegment address = arena.allocate(SocketAddressCodec.MAX_BYTES, 8);
  private final ByteBuffer payload = in.bytes().asByteBuffer().asReadOnlyBuffer();
  private final ControlMessages control = new ControlMessages();
  private final IcmpStamps stamps = new IcmpStamps();
  private final IcmpOptions options;
  private boolean closed;

  private IcmpSocket(IpFamily family, Kind kind, int fd, @Nullable String device)
      throws SystemCallException {
    this.family = family;
    this.kind = kind;
    this.fd = fd;
    this.where = device == null ? "" : " through " + device;
    this.identifier = IcmpOptions.nextIdentifier();
    this.options = new IcmpOptions(fd, family, kind);
    options.apply(device);
  }

  /**
   * Opens a socket in the present network namespace: a ping socket, else a raw one.
   *
   * @param device the interface that it is bound to; null for whatever the routes say
   * @throws SystemCallException EPERM with both remedies if this process may have neither kind;
   *     ENODEV if there is no such device
   */
  public static IcmpSocket open(IpFamily family, @Nullable String device)
      throws SystemCallException {
    int fd = IcmpOptions.socket(family, Kind.DGRAM);
    if (!Errno.EACCES.is(-fd)) {
      return opened(family, Kind.DGRAM, fd, device);
    }
    return opened(family, Kind.RAW, IcmpOptions.socket(family, Kind.RAW), device);
  }

  /** Opens a socket of just this kind; otherwise like {@link #open(IpFamily, String)}. */
  public static IcmpSocket open(IpFamily family, Kind kind, @Nullable String device)
      throws SystemCallException {
    return opened(family, kind, IcmpOptions.socket(family, kind), device);
  }

  private static IcmpSocket opened(IpFamily family, Kind kind, int fd, @Nullable String device)
      throws SystemCallException {
    if (fd < 0) {
      throw IcmpOptions.refused(kind, -fd);
    }
    try {
      return new IcmpSocket(family, kind, fd, device);
    } catch (SystemCallException | RuntimeException e) {
      int _ = Libc.close(fd);
      throw e;
    }
  }

  public IpFamily family() {
    return family;
  }

  public Kind kind() {
    return kind;
  }

  /** The file descriptor; it stays the property of this socket. */
  public int fd() {
    return fd;
  }

  /**
   * Whether the kernel stamps what is sent and received. It may take some milliseconds to begin
   * with the receive stamps, after the first socket of the whole system asked for them.
   */
  public boolean kernelStamps() {
    return options.stamped();
  }

  /** Sets the hop limit (time to live) of what is sent: 1 to 255. */
  public void setHopLimit(int hopLimit) throws SystemCallException {
    options.setHopLimit(hopLimit);
  }

  /**
   * Sends one echo request.
   *
   * @param sequence 0 to 65535
   * @param payload at most {@link #MAX_PAYLOAD} bytes; it is not consumed
   * @throws SystemCallException if the kernel did not take it, like ENETUNREACH when the interface
   *     is down, EPERM when the firewall dropped it: nothing is on the wire then
   */
  public void send(InetAddress destination, int sequence, ByteBuffer payload)
      throws SystemCallException {
    if (sequence < 0 || sequence > 0xffff || payload.remaining() > MAX_PAYLOAD) {
      throw new IllegalArgumentException(
          "sequence " + sequence + ", payload of " + payload.remaining() + " bytes");
    }
    if (IpFamily.of(destination) != family) {
      throw new IllegalArgumentException(destination + " is not " + family);
    }
    int length = IcmpCodec.writeRequest(out, family, identifier, sequence, payload);
    int addressLength = SocketAddressCodec.write(destination, address);
    stamps.prepare(sequence);
    long sent = Libc.sendto(fd, out, length, address, addressLength);
    if (sent < 0) {
      // It may be the error of an earlier probe: an ICMP error that is pending on the socket fails
      // the next send, whoever that is to, and is gone then.
      restartStamps();
      sent = Libc.sendto(fd, out, length, address, addressLength);
    }
    if (sent < 0) {
      restartStamps();
      throw new SystemCallException("sendto", (int) -sent, destination.getHostAddress() + where);
    }
    stamps.sent(sequence);
  }

  /** Whether the kernel counted a refused send depends on who refused it: count from 0 again. */
  private void restartStamps() throws SystemCallException {
    options.restartCounter();
    stamps.restart();
  }

  /**
   * Tells the visitor everything that has arrived, until there is no more (or very much: then the
   * rest is for the next call). The visitor may send, and may close the socket.
   *
   * @throws SystemCallException if the socket itself is broken
   */
  public void receive(IcmpVisitor visitor) throws SystemCallException {
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
      throw new SystemCallException("recvmsg", errno, "ICMP socket" + where);
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
    IcmpMessage message =
        switch (kind) {
          case DGRAM -> IcmpCodec.readBare(in.bytes(), length, family);
          case RAW ->
              switch (family) {
                case V4 -> IcmpCodec.readRaw4(in.bytes(), length, identifier);
                case V6 -> IcmpCodec.readRaw6(in.bytes(), length, identifier);
              };
        };
    switch (message) {
      case null -> {}
      case IcmpMessage.Refusal(var sequence, var destination, var type, var code) -> {
        if (destination != null) {
          visitor.unreachable(sequence, destination, type, code, from);
        }
      }
      case IcmpMessage.Reply reply -> {
        if (stamps.transmitted(reply.sequence()) == 0 && options.stamped()) {
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

  /** Closes the socket and frees its memory. To close it again does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      int _ = Libc.close(fd);
      arena.close();
    }
  }
}
