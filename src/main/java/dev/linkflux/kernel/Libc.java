package dev.linkflux.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.netty.util.concurrent.FastThreadLocal;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The calls of the C library that we use. Each answers as the kernel itself does: a result of zero
 * or more, or the negated errno.
 */
final class Libc {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final VarHandle ERRNO =
      Linker.Option.captureStateLayout().varHandle(PathElement.groupElement("errno"));

  /** Where a thread's calls leave their errno; freed when the thread is gone. */
  private static final FastThreadLocal<MemorySegment> CAPTURED =
      new FastThreadLocal<>() {
        @Override
        protected MemorySegment initialValue() {
          return Arena.ofAuto().allocate(Linker.Option.captureStateLayout());
        }
      };

  private static final MethodHandle SOCKET =
      handle("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle SETSOCKOPT =
      handle(
          "setsockopt",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle GETSOCKOPT =
      handle(
          "getsockopt",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
  private static final MethodHandle BIND =
      handle("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle CONNECT =
      handle("connect", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle GETSOCKNAME =
      handle("getsockname", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

  /** Takes bare addresses: the call that is made most often need not take hold of an arena. */
  private static final MethodHandle SENDTO =
      handle(
          "sendto",
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));

  private static final MethodHandle SENDMSG =
      handle("sendmsg", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle RECVMSG =
      handle("recvmsg", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle RECVMMSG =
      handle(
          "recvmmsg",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
  private static final MethodHandle CLOSE =
      handle("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle IF_NAMETOINDEX =
      handle("if_nametoindex", FunctionDescriptor.of(JAVA_INT, ADDRESS));

  /** {@code int ioctl(int, unsigned long, ...)}: the pointer is one of the others. */
  private static final MethodHandle IOCTL =
      LINKER.downcallHandle(
          symbol("ioctl"),
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
          Linker.Option.firstVariadicArg(2),
          Linker.Option.captureCallState("errno"));

  private Libc() {}

  static int ioctl(int fd, long request, MemorySegment argument) {
    MemorySegment captured = CAPTURED.get();
    try {
      return outcome((int) IOCTL.invokeExact(captured, fd, request, argument), captured);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int socket(int domain, int type, int protocol) {
    MemorySegment captured = CAPTURED.get();
    try {
      return outcome((int) SOCKET.invokeExact(captured, domain, type, protocol), captured);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int setsockopt(int fd, int level, int option, MemorySegment value) {
    MemorySegment captured = CAPTURED.get();
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
    MemorySegment captured = CAPTURED.get();
    try {
      return outcome(
          (int) GETSOCKOPT.invokeExact(captured, fd, level, option, value, length), captured);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static int bind(int fd, MemorySegment address) {
    MemorySegment captured = CAPTURED.get();
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
    MemorySegment captured = CAPTURED.get();
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
    MemorySegment captured = CAPTURED.get();
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
    MemorySegment captured = CAPTURED.get();
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
    MemorySegment captured = CAPTURED.get();
    try {
      return outcome((long) SENDMSG.invokeExact(captured, fd, messageHeader, flags), captured);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static long recvmsg(int fd, MemorySegment messageHeader, int flags) {
    MemorySegment captured = CAPTURED.get();
    try {
      return outcome((long) RECVMSG.invokeExact(captured, fd, messageHeader, flags), captured);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** Does not wait for more than there is, on a socket that never blocks. */
  static int recvmmsg(int fd, MemorySegment messageHeaders, int count, int flags) {
    MemorySegment captured = CAPTURED.get();
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
    MemorySegment captured = CAPTURED.get();
    try {
      return outcome((int) CLOSE.invokeExact(captured, fd), captured);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** The index of the interface, or the negated errno if there is none of that name. */
  static int ifNameToIndex(String name) {
    MemorySegment captured = CAPTURED.get();
    try (Arena arena = Arena.ofConfined()) {
      int index = (int) IF_NAMETOINDEX.invokeExact(captured, arena.allocateFrom(name));
      return index == 0 ? outcome(-1, captured) : index;
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  private static int outcome(int returned, MemorySegment captured) {
    return returned < 0 ? -(int) ERRNO.get(captured, 0L) : returned;
  }

  private static long outcome(long returned, MemorySegment captured) {
    return returned < 0 ? -(int) ERRNO.get(captured, 0L) : returned;
  }

  /** A downcall throws nothing of its own; what it does throw is a mistake of ours. */
  private static RuntimeException impossible(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException mistake ? mistake : new IllegalStateException(thrown);
  }

  private static MethodHandle handle(String name, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(symbol(name), descriptor, Linker.Option.captureCallState("errno"));
  }

  private static MemorySegment symbol(String name) {
    return LINKER
        .defaultLookup()
        .find(name)
        .orElseThrow(() -> new UnsatisfiedLinkError("no " + name + " in the C library"));
  }
}
