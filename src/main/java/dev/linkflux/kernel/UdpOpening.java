package dev.linkflux.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The descriptors of UDP sockets: opened, tied to an uplink, connected or bound. */
final class UdpOpening {
  private UdpOpening() {}

  /**
   * A new descriptor.
   *
   * @param device empty for whatever the routes say
   * @param mark 0 for none
   */
  static int open(IpFamily family, String device, int mark) throws SystemCallException {
    int type = Linux.SOCK_DGRAM | Linux.SOCK_NONBLOCK | Linux.SOCK_CLOEXEC;
    int fd = Libc.socket(family.number(), type, Linux.IPPROTO_UDP);
    if (fd < 0) {
      throw new SystemCallException("socket", -fd, UdpSocket.ABOUT);
    }
    try {
      BoundSocket.leave(fd, device, mark);
      return fd;
    } catch (SystemCallException e) {
      int _ = Libc.close(fd);
      throw e;
    }
  }

  /**
   * Connects it. A device without an address is refused: the kernel would have it ask from 0.0.0.0,
   * also when there is an address later.
   *
   * @throws SystemCallException EADDRNOTAVAIL then
   */
  static void connect(int fd, InetSocketAddress peer, String device) throws SystemCallException {
    String about = device.isEmpty() ? peer.toString() : peer + " through " + device;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(SocketAddressCodec.MAX_BYTES, 8);
      int length = SocketAddressCodec.write(peer.getAddress(), peer.getPort(), address);
      require("connect", Libc.connect(fd, address, length), about);
    }
    if (local(fd).getAddress().isAnyLocalAddress()) {
      throw new SystemCallException("connect", Errno.EADDRNOTAVAIL.number(), about);
    }
  }

  static void bind(int fd, InetSocketAddress local) throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(SocketAddressCodec.MAX_BYTES, 8);
      int length = SocketAddressCodec.write(local.getAddress(), local.getPort(), address);
      require("bind", Libc.bind(fd, address.asSlice(0, length)), local.toString());
    }
  }

  /** The address and port of ours. */
  static InetSocketAddress local(int fd) throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(SocketAddressCodec.MAX_BYTES, 8);
      MemorySegment length = arena.allocateFrom(JAVA_INT, SocketAddressCodec.MAX_BYTES);
      require("getsockname", Libc.getsockname(fd, name, length), UdpSocket.ABOUT);
      InetAddress own = SocketAddressCodec.read(name, 0, length.get(JAVA_INT, 0));
      if (own == null) {
        throw new IllegalStateException("a UDP socket without an IP address");
      }
      return new InetSocketAddress(own, SocketAddressCodec.port(name, 0));
    }
  }

  /** The address that a socket which is opened now would ask from. */
  static InetAddress source(InetSocketAddress peer, String device, int mark)
      throws SystemCallException {
    int fd = open(IpFamily.of(peer.getAddress()), device, mark);
    try {
      connect(fd, peer, device);
      return local(fd).getAddress();
    } finally {
      int _ = Libc.close(fd);
    }
  }

  private static void require(String call, int result, String about) throws SystemCallException {
    if (result < 0) {
      throw new SystemCallException(call, -result, about);
    }
  }
}
