package dev.linkflux.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * What a TCP socket of somebody else is asked and told while it connects. The kernel puts the ICMP
 * errors that end a connecting attempt into its error queue (since Linux 5.10), and takes only such
 * as quote the right sequence number (RFC 5927 section 4.1).
 */
public final class TcpSocket {
  /** More repetitions of the SYN than anybody waits for: over a minute. */
  private static final int SYN_RETRIES = 6;

  private static final int QUOTED_BYTES = 512;
  private static final int CONTROL_BYTES = 512;

  private TcpSocket() {}

  /**
   * Somebody reported that the SYN cannot be delivered.
   *
   * @param type ICMP type of the family
   * @param code ICMP code
   * @param reporter who said so; null if the kernel does not tell
   * @param quoted bytes of the SYN that came back, without its IP header
   */
  public record Reported(int type, int code, @Nullable InetAddress reporter, int quoted) {}

  /**
   * Makes a socket keep the ICMP errors that it gets while it connects, and leaves it to the
   * program when to give up: the SYN is repeated for over a minute.
   */
  public static void watchErrors(int fd) throws SystemCallException {
    setErrors(fd, 1);
    set(fd, Linux.IPPROTO_TCP, Linux.TCP_SYNCNT, SYN_RETRIES, "TCP_SYNCNT");
  }

  /**
   * Takes that back once it is connected: from then on an ICMP error would end the connection,
   * which no other connection does (RFC 1122 section 4.2.3.9).
   */
  public static void ignoreErrors(int fd) throws SystemCallException {
    setErrors(fd, 0);
  }

  /** The first ICMP error that waits in the socket's error queue, taken from it; null if none. */
  public static @Nullable Reported takeError(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MessageBuffer message = new MessageBuffer(arena, QUOTED_BYTES, CONTROL_BYTES);
      ControlMessages control = new ControlMessages();
      long quoted;
      while ((quoted = message.receive(fd, Linux.MSG_ERRQUEUE)) >= 0) {
        control.read(message.control(), message.controlLength());
        if (control.isIcmpError()) {
          return new Reported(
              control.errorType(), control.errorCode(), unmapped(control.reporter()), (int) quoted);
        }
      }
      return null;
    }
  }

  /**
   * Why the kernel refuses at once to connect, without sending anything.
   *
   * @param device of the socket; empty for whatever the routes say
   * @param mark of the socket; 0 for none
   * @return the error number, positive; 0 if it does not refuse
   */
  public static int objection(InetSocketAddress destination, String device, int mark) {
    int domain = IpFamily.of(destination.getAddress()).number();
    int fd = Libc.socket(domain, Linux.SOCK_STREAM | Linux.SOCK_NONBLOCK | Linux.SOCK_CLOEXEC, 0);
    if (fd < 0) {
      return -fd;
    }
    try (Arena arena = Arena.ofConfined()) {
      BoundSocket.leave(fd, device, mark);
      MemorySegment address = arena.allocate(SocketAddressCodec.MAX_BYTES, Integer.BYTES);
      int length = SocketAddressCodec.write(destination.getAddress(), address);
      address.set(JAVA_SHORT_UNALIGNED, 2, Short.reverseBytes((short) destination.getPort()));
      int result = Libc.connect(fd, address, length);
      return Errno.EINPROGRESS.is(-result) ? 0 : -result;
    } catch (SystemCallException e) {
      return e.errno();
    } finally {
      int _ = Libc.close(fd);
    }
  }

  /** The address itself, where the kernel wrote an IPv4 one as IPv6. */
  private static @Nullable InetAddress unmapped(@Nullable InetAddress address) {
    if (address == null) {
      return null;
    }
    try {
      return address instanceof Inet6Address v6 && v6.getScopeId() != 0
          ? v6
          : InetAddress.getByAddress(address.getAddress()); // makes an IPv4 one of ::ffff:a.b.c.d
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void setErrors(int fd, int value) throws SystemCallException {
    set(fd, Linux.IPPROTO_IP, Linux.IP_RECVERR, value, "IP_RECVERR");
    if (domain(fd) == Linux.AF_INET6) {
      set(fd, Linux.IPPROTO_IPV6, Linux.IPV6_RECVERR, value, "IPV6_RECVERR");
    }
  }

  private static int domain(int fd) throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(JAVA_INT);
      MemorySegment length = arena.allocateFrom(JAVA_INT, Integer.BYTES);
      int result = Libc.getsockopt(fd, Linux.SOL_SOCKET, Linux.SO_DOMAIN, value, length);
      if (result < 0) {
        throw new SystemCallException("getsockopt SO_DOMAIN", -result, "TCP socket");
      }
      return value.get(JAVA_INT, 0);
    }
  }

  private static void set(int fd, int level, int option, int value, String name)
      throws SystemCallException {
    BoundSocket.setOption(fd, level, option, value, name, "TCP socket");
  }
}
