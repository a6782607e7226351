package dev.linkflux.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * Sends datagrams to one local socket (unix(7)). It never waits: what finds no room is not sent.
 */
final class UnixDatagrams implements AutoCloseable {
  /** Bytes of a name, its end mark not counted: sun_path has 108. */
  private static final int MAX_NAME = 107;

  private static final int FAMILY_BYTES = 2;

  private final int fd;
  private final MemorySegment address;

  private UnixDatagrams(int fd, MemorySegment address) {
    this.fd = fd;
    this.address = address;
  }

  /**
   * One to the socket of this name, whether it is there by now or not.
   *
   * @param name a path, or {@code @} and an abstract name
   * @throws SystemCallException if the name is none (ENOENT), or there is no descriptor to be had
   */
  static UnixDatagrams to(String name) throws SystemCallException {
    MemorySegment address = address(name);
    int type = Linux.SOCK_DGRAM | Linux.SOCK_NONBLOCK | Linux.SOCK_CLOEXEC;
    int fd = Libc.socket(Linux.AF_UNIX, type, 0);
    if (fd < 0) {
      throw new SystemCallException("socket", -fd, "a local socket");
    }
    return new UnixDatagrams(fd, address);
  }

  private static MemorySegment address(String name) throws SystemCallException {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    boolean isAbstract = name.startsWith("@");
    boolean isName = isAbstract ? bytes.length > 1 : name.startsWith("/");
    if (!isName || bytes.length > MAX_NAME || name.indexOf('\0') >= 0) {
      throw new SystemCallException(
          "connect", Errno.ENOENT.number(), "'" + name + "' is no name of a local socket");
    }
    // A path ends with a zero byte; an abstract name begins with one and ends with the address.
    int length = FAMILY_BYTES + bytes.length + (isAbstract ? 0 : 1);
    MemorySegment address = Arena.ofAuto().allocate(length, Short.BYTES);
    address.set(JAVA_SHORT, 0, (short) Linux.AF_UNIX);
    MemorySegment.copy(bytes, 0, address, JAVA_BYTE, FAMILY_BYTES, bytes.length);
    if (isAbstract) {
      address.set(JAVA_BYTE, FAMILY_BYTES, (byte) 0);
    }
    return address;
  }

  /**
   * Sends; any thread may.
   *
   * @return 0, or the errno of what prevented it: EAGAIN if whoever should read does not
   */
  int send(byte[] datagram) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, datagram);
      long sent = Libc.sendto(fd, bytes, datagram.length, address);
      return sent < 0 ? (int) -sent : 0;
    }
  }

  @Override
  public void close() {
    int _ = Libc.close(fd);
  }
}
