package dev.linkflux.kernel;

import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A UDP socket with the kernel's own time stamps: connected to the one peer that it asks, or bound
 * to an address where it answers many. It never blocks. One thread at a time may use it.
 */
public final class UdpSocket implements AutoCloseable {
  static final String ABOUT = "UDP socket";
  private static final String NOT_CONNECTED = "not connected";

  /** Longest payload of a datagram that is sent, in bytes. */
  public static final int MAX_PAYLOAD = 2000;

  /** Datagrams of one peer under way whose stamps are known: a minute and more of the fastest. */
  private static final int STAMPS = 1 << 10;

  private final IpFamily family;
  private final int fd;
  private final @Nullable InetSocketAddress peer;
  private final String device;
  private final int mark;
  private final Arena arena = Arena.ofShared();
  private final SocketOptions options;
  private final UdpSender sender;
  private final UdpReceiver receiver;
  private boolean closed;

  private UdpSocket(
      IpFamily family, int fd, @Nullable InetSocketAddress peer, String device, int mark) {
    this.family = family;
    this.fd = fd;
    this.peer = peer;
    this.device = device;
    this.mark = mark;
    this.options = new SocketOptions(fd, family, ABOUT);
    SendStamps stamps = new SendStamps(peer == null ? 1 : STAMPS);
    this.sender = new UdpSender(fd, arena, new StampedSender(fd, options, stamps));
    this.receiver = new UdpReceiver(fd, peer, arena, stamps);
  }

  /**
   * Opens a socket in the present network namespace that asks one peer and hears nobody else, on a
   * free port of ours. ICMP errors are told, what is sent and what is received is stamped.
   *
   * @param peer resolved, with a port
   * @param device the interface that it is bound to; empty for whatever the routes say
   * @param mark of what it sends (SO_MARK); 0 for none
   * @throws SystemCallException ENODEV if there is no such device; EADDRNOTAVAIL if it has no
   *     address; ENETUNREACH or another if no route leads there
   */
  public static UdpSocket connect(InetSocketAddress peer, String device, int mark)
      throws SystemCallException {
    IpFamily family = IpFamily.of(peer.getAddress());
    int fd = UdpOpening.open(family, device, mark);
    UdpSocket socket = new UdpSocket(family, fd, peer, device, mark);
    try {
      socket.options.receiveHopLimits();
      socket.options.reportErrors();
      socket.options.stampBoth();
      UdpOpening.connect(socket.fd, peer, device);
      return socket;
    } catch (SystemCallException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Opens a socket in the present network namespace that answers many peers. What is received is
   * stamped.
   *
   * @param local may be the address "any" of a family (then of that family only), and port 0 for a
   *     free one
   * @param device the interface that it is bound to; empty for all
   * @param mark of what it sends (SO_MARK); 0 for none
   * @throws SystemCallException ENODEV if there is no such device; EADDRINUSE; EADDRNOTAVAIL;
   *     EACCES for a port below 1024 without CAP_NET_BIND_SERVICE
   */
  public static UdpSocket bind(InetSocketAddress local, String device, int mark)
      throws SystemCallException {
    IpFamily family = IpFamily.of(local.getAddress());
    int fd = UdpOpening.open(family, device, mark);
    UdpSocket socket = new UdpSocket(family, fd, null, device, mark);
    try {
      socket.options.receiveHopLimits();
      socket.options.receiveLocalAddresses();
      socket.options.stampReceived();
      UdpOpening.bind(socket.fd, local);
      return socket;
    } catch (SystemCallException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  public IpFamily family() {
    return family;
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

  /** The address and port of ours; the address is "any" if it is bound to that. */
  public InetSocketAddress local() throws SystemCallException {
    return UdpOpening.local(fd);
  }

  /**
   * Whether a connected socket still asks from the address that a new one would ask from. If its
   * own is gone, IPv6 goes on sending from there in silence, and no answer will ever come.
   *
   * @throws SystemCallException if a new one could not be opened
   */
  public boolean hasItsAddress() throws SystemCallException {
    InetSocketAddress asked = Objects.requireNonNull(peer, NOT_CONNECTED);
    return UdpOpening.source(asked, device, mark).equals(local().getAddress());
  }

  /** Sets the hop limit (time to live) of what is sent: 1 to 255. */
  public void setHopLimit(int hopLimit) throws SystemCallException {
    requireOpen();
    options.setHopLimit(hopLimit);
  }

  /**
   * Sends a datagram to the peer of a connected socket.
   *
   * @param payload at most {@link #MAX_PAYLOAD} bytes; it is not consumed
   * @param key by which its stamp is asked for; those of the latest 1024 keys are kept apart by
   *     their lowest bits, so that rising numbers suit
   * @throws SystemCallException if the kernel did not take it, like ENETUNREACH when the interface
   *     is down, EPERM when the firewall dropped it: nothing is on the wire then
   */
  public void send(ByteBuffer payload, int key) throws SystemCallException {
    InetSocketAddress asked = Objects.requireNonNull(peer, NOT_CONNECTED);
    requireOpen();
    requireSent("send", sender.send(payload, key), asked);
  }

  /**
   * Sends a datagram from a bound socket.
   *
   * @param from the address of ours that it comes from, as {@link UdpArrival#to} tells it; null for
   *     whatever the routes say
   * @param payload at most {@link #MAX_PAYLOAD} bytes; it is not consumed
   * @throws SystemCallException if the kernel did not take it
   */
  public void sendTo(InetSocketAddress to, @Nullable InetAddress from, ByteBuffer payload)
      throws SystemCallException {
    if (peer != null) {
      throw new IllegalStateException("connected to " + peer);
    }
    requireOpen();
    if (IpFamily.of(to.getAddress()) != family) {
      throw new IllegalArgumentException(to + " is not " + family);
    }
    requireSent("sendmsg", sender.sendTo(to, from, payload), to);
  }

  private void requireSent(String call, int errno, InetSocketAddress to)
      throws SystemCallException {
    if (errno > 0) {
      String about = device.isEmpty() ? to.toString() : to + " through " + device;
      throw new SystemCallException(call, errno, about);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("socket is closed");
    }
  }

  /**
   * When the kernel sent the datagram of this key, in nanoseconds of the wall clock; 0 if it does
   * not say. For {@link EchoTimes#withTransmitted} when its answer is here.
   *
   * @param visitor is told whatever else comes to light; may be one that is being told something
   * @throws SystemCallException if the socket itself is broken
   */
  public long transmitted(int key, UdpVisitor visitor) throws SystemCallException {
    return receiver.transmitted(key, visitor);
  }

  /**
   * Tells the visitor everything that has arrived, until there is no more (or very much: then the
   * rest is for the next call).
   *
   * @throws SystemCallException if the socket itself is broken
   */
  public void receive(UdpVisitor visitor) throws SystemCallException {
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
