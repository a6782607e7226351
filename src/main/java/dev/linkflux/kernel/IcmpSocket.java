package dev.linkflux.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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

  static final String ABOUT = "ICMP socket";

  /** Minutes of the fastest probing of several targets: longer than a reply is waited for. */
  private static final int STAMPS = 1 << 12;

  private final IpFamily family;
  private final Kind kind;
  private final int fd;
  private final String where;
  private final int identifier;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment out = arena.allocate(IcmpCodec.HEADER_BYTES + MAX_PAYLOAD, 8);
  private final SocketOptions options;
  private final StampedSender sender;
  private final IcmpReceiver receiver;
  private boolean closed;

  private IcmpSocket(IpFamily family, Kind kind, int fd, @Nullable String device) {
    this.family = family;
    this.kind = kind;
    this.fd = fd;
    this.where = device == null ? "" : " through " + device;
    this.identifier = IcmpOptions.nextIdentifier();
    this.options = new SocketOptions(fd, family, ABOUT);
    SendStamps stamps = new SendStamps(STAMPS);
    this.sender = new StampedSender(fd, options, stamps);
    this.receiver = new IcmpReceiver(fd, family, kind, identifier, arena, stamps, STAMPS);
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
    IcmpSocket socket = new IcmpSocket(family, kind, fd, device);
    try {
      if (device != null) {
        BoundSocket.bindToDevice(fd, device);
      }
      IcmpOptions.apply(socket.options, family, kind);
      return socket;
    } catch (SystemCallException | RuntimeException e) {
      socket.close();
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
    if (closed) {
      throw new IllegalStateException("socket is closed");
    }
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
  public void send(Destination destination, int sequence, ByteBuffer payload)
      throws SystemCallException {
    if (sequence < 0 || sequence > 0xffff || payload.remaining() > MAX_PAYLOAD) {
      throw new IllegalArgumentException(
          "sequence " + sequence + ", payload of " + payload.remaining() + " bytes");
    }
    if (IpFamily.of(destination.address()) != family) {
      throw new IllegalArgumentException(destination.address() + " is not " + family);
    }
    int length = IcmpCodec.writeRequest(out, family, identifier, sequence, payload);
    if (kind == Kind.RAW && family == IpFamily.V4) {
      IcmpCodec.writeChecksum(out, length); // all others have it from the kernel
    }
    receiver.expect(sequence, destination);
    int errno = sender.send(sequence, out, length, destination.name());
    if (errno != 0) {
      throw new SystemCallException(
          "sendto", errno, destination.address().getHostAddress() + where);
    }
  }

  /**
   * Tells the visitor everything that has arrived, until there is no more (or very much: then the
   * rest is for the next call). The visitor may send, and may close the socket.
   *
   * @throws SystemCallException if the socket itself is broken
   */
  public void receive(IcmpVisitor visitor) throws SystemCallException {
    receiver.receive(visitor);
  }

  /** Closes the socket and frees its memory. To close it again does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      receiver.close();
      int _ = Libc.close(fd);
      arena.close();
    }
  }
}
