package dev.linkflux.kernel;

import static dev.linkflux.kernel.Downcall.captured;
import static dev.linkflux.kernel.Downcall.impossible;
import static dev.linkflux.kernel.Downcall.outcome;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The calls of the C library that sockets need. Each answers as the kernel itself does: a result of
 * zero or more, or the negated errno.
 */
final class Libc {
  private static final MethodHandle SOCKET =
      Downcall.to("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle SETSOCKOPT =
      Downcall.to(
          "setsockopt",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle GETSOCKOPT =
      Downcall.to(
          "getsockopt",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
  private static final MethodHandle BIND =
      Downcall.to("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle CONNECT =
      Downcall.to("connect", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle GETSOCKNAME =
      Downcall.to("getsockname", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

  /** Takes bare addresses: the call that is made most often need not take hold of an arena. */
  private static final MethodHandle SENDTO =
      Downcall.to(
          "sendto",
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));

  private static final MethodHandle SENDMSG =
      Downcall.to("sendmsg", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle RECVMSG =
      Downcall.to("recvmsg", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle RECVMMSG =
      Downcall.to(
          "recvmmsg",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
  private static final MethodHandle CLOSE =
      Downcall.to("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle IF_NAMETOINDEX =
      Downcall.to("if_nametoindex", FunctionDescriptor.of(JAVA_INT, ADDRESS));

  private Libc() {}

  static int socket(int domain, int type, int protocol) {
    MemorySegment captured = captured();
    try {
      return outcome((int) SOCKET.invokeExact(captured, domain, type, protocol), captured);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int setsockopt(int fd, int level, int option, MemorySegment value) {
    MemorySegment captured = captured();
    int length = Math.toIntExact(value.byteSize());
    try {
      return outcome(
          (int) SETSOCKOPT.invokeExact(captured, fd, level, option, value, length), captured);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** {@code length} is an int: the room in {@code value}, and afterwards what it takes. */
  static int getsockopt(int fd, int level, int option, MemorySegment value, MemorySegment length) {
    if (length.get(JAVA_INT, 0) > value.byteSize()) {
      throw new IndexOutOfBoundsException("getsockopt into more than there is");
    }
    MemorySegment captured = captured();
    try {
      return outcome(
          (int) GETSOCKOPT.invokeExact(captured, fd, level, option, value, length), captured);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int bind(int fd, MemorySegment address) {
    MemorySegment captured = captured();
    int length = Math.toIntExact(address.byteSize());
    try {
      return outcome((int) BIND.invokeExact(captured, fd, address, length), captured);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int connect(int fd, MemorySegment address, int addressLength) {
    if (addressLength > address.byteSize()) {
      throw new IndexOutOfBoundsException("connect to more than there is");
    }
    MemorySegment captured = captured();
    try {
      return outcome((int) CONNECT.invokeExact(captured, fd, address, addressLength), captured);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** {@code length} is an int: the room in {@code address}, and afterwards what it takes. */
  static int getsockname(int fd, MemorySegment address, MemorySegment length) {
    if (length.get(JAVA_INT, 0) > address.byteSize()) {
      throw new IndexOutOfBoundsException("getsockname into more than there is");
    }
    MemorySegment captured = captured();
    try {
      return outcome((int) GETSOCKNAME.invokeExact(captured, fd, address, length), captured);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /**
   * The memory must not be freed meanwhile: the caller holds on to it. {@code address} may be
   * {@link MemorySegment#NULL}.
   */
  static long sendto(int fd, MemorySegment bytes, long length, MemorySegment address) {
    if (length > bytes.byteSize()) {
      throw new IndexOutOfBoundsException("sendto of more than there is");
    }
    MemorySegment captured = captured();
    long from = bytes.address();
    long to = address.address();
    int addressLength = (int) address.byteSize();
    try {
      return outcome(
          (long) SENDTO.invokeExact(captured, fd, from, length, 0, to, addressLength), captured);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static long sendmsg(int fd, MemorySegment messageHeader, int flags) {
    MemorySegment captured = captured();
    try {
      return outcome((long) SENDMSG.invokeExact(captured, fd, messageHeader, flags), captured);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static long recvmsg(int fd, MemorySegment messageHeader, int flags) {
    MemorySegment captured = captured();
    try {
      return outcome((long) RECVMSG.invokeExact(captured, fd, messageHeader, flags), captured);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** Does not wait for more than there is, on a socket that never blocks. */
  static int recvmmsg(int fd, MemorySegment messageHeaders, int count, int flags) {
    MemorySegment captured = captured();
    try {
      return outcome(
          (int)
              RECVMMSG.invokeExact(captured, fd, messageHeaders, count, flags, MemorySegment.NULL),
          captured);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int close(int fd) {
    MemorySegment captured = captured();
    try {
      return outcome((int) CLOSE.invokeExact(captured, fd), captured);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** The index of the interface, or the negated errno if there is none of that name. */
  static int ifNameToIndex(String name) {
    MemorySegment captured = captured();
    try (Arena arena = Arena.ofConfined()) {
      int index = (int) IF_NAMETOINDEX.invokeExact(captured, arena.allocateFrom(name));
      return index == 0 ? outcome(-1, captured) : index;
    } catch (Throwable e) {
      throw impossible(e);
    }
  }
}
