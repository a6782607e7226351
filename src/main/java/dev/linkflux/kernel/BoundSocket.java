package dev.linkflux.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** Ties an open socket to one uplink: by its device, or by a mark. Failure is always loud. */
public final class BoundSocket {
  private BoundSocket() {}

  /**
   * Ties a socket to an uplink.
   *
   * @param device empty for whatever the routes say
   * @param mark 0 for none
   * @throws SystemCallException if either is not to be had
   */
  public static void leave(int fd, String device, int mark) throws SystemCallException {
    if (!device.isEmpty()) {
      bindToDevice(fd, device);
    }
    if (mark != 0) {
      setMark(fd, mark);
    }
  }

  /**
   * Lets the socket send and receive through this device only (SO_BINDTODEVICE).
   *
   * @throws SystemCallException ENODEV if there is no such device; EPERM if the kernel wants
   *     CAP_NET_RAW for it
   */
  public static void bindToDevice(int fd, String device) throws SystemCallException {
    int length = device.getBytes(StandardCharsets.UTF_8).length;
    // The kernel cuts a longer name short and takes an empty one as "any device": both silently
    // steer the traffic elsewhere.
    if (length == 0 || length > Linux.MAX_INTERFACE_NAME || device.indexOf('\0') >= 0) {
      throw new SystemCallException(
          "setsockopt SO_BINDTODEVICE",
          Errno.ENODEV.number(),
          "'" + device + "' is no name of an interface (1 to 15 bytes)");
    }
    try (Arena arena = Arena.ofConfined()) {
      setOption(
          fd,
          Linux.SOL_SOCKET,
          Linux.SO_BINDTODEVICE,
          arena.allocateFrom(device),
          "SO_BINDTODEVICE",
          "device " + device);
    }
  }

  /**
   * Marks what the socket sends, for rules that look at the mark (SO_MARK).
   *
   * @throws SystemCallException EPERM without CAP_NET_ADMIN or CAP_NET_RAW
   */
  public static void setMark(int fd, int mark) throws SystemCallException {
    setOption(
        fd,
        Linux.SOL_SOCKET,
        Linux.SO_MARK,
        mark,
        "SO_MARK",
        "mark 0x" + Integer.toHexString(mark));
  }

  /** The index of the interface of this name in the present network namespace, if there is one. */
  public static OptionalInt interfaceIndex(String device) {
    int index = Libc.ifNameToIndex(device);
    return index > 0 ? OptionalInt.of(index) : OptionalInt.empty();
  }

  static void setOption(int fd, int level, int option, int value, String name, String about)
      throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      setOption(fd, level, option, arena.allocateFrom(JAVA_INT, value), name, about);
    }
  }

  static void setOption(
      int fd, int level, int option, MemorySegment value, String name, String about)
      throws SystemCallException {
    int result = Libc.setsockopt(fd, level, option, value);
    if (result < 0) {
      throw new SystemCallException("setsockopt " + name, -result, about);
    }
  }
}
