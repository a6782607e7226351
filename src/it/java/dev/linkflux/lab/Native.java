package dev.linkflux.lab;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The few functions of libc that the lab needs, with errno as an exception. Linux only. */
final class Native {
  static final int EINTR = 4;
  static final int EAGAIN = 11;
  static final int O_RDONLY = 0;
  static final int O_RDWR = 2;
  static final int O_NONBLOCK = 0x800;
  static final int O_CLOEXEC = 0x80000;
  static final int CLONE_NEWNET = 0x40000000;
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int AF_NETLINK = 16;
  static final int SOCK_DGRAM = 2;
  static final int SOCK_RAW = 3;
  static final int SOCK_CLOEXEC = 0x80000;
  static final int SOL_SOCKET = 1;
  static final int SO_RCVBUF = 8;
  static final int SO_BINDTODEVICE = 25;

  private static final int POLLIN = 1;
  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final VarHandle ERRNO_FIELD =
      Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final ThreadLocal<MemorySegment> STATE =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(Linker.Option.captureStateLayout()));

  private static final FunctionDescriptor TRANSFER =
      FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle READ = handle("read", TRANSFER);
  private static final MethodHandle WRITE = handle("write", TRANSFER);
  private static final MethodHandle POLL =
      handle("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  private static final Map<String, MethodHandle> OTHERS = new ConcurrentHashMap<>();

  private Native() {}

  /** A call into libc that failed. */
  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;
    final int errno;

    Failure(String function, int errno) {
      super(function + " failed with errno " + errno);
      this.errno = errno;
    }
  }

  /**
   * Calls any function of libc that returns an int (or less than 2³¹ bytes). Arguments are of type
   * Integer, Long or MemorySegment. Costs microseconds: {@link #read}, {@link #write} and {@link
   * #readable} are for the packets.
   */
  static int call(String function, Object... arguments) {
    MethodHandle handle =
        OTHERS.computeIfAbsent(
            function,
            name -> {
              var layouts =
                  Arrays.stream(arguments)
                      .map(
                          argument ->
                              switch (argument) {
                                case Integer _ -> JAVA_INT;
                                case Long _ -> JAVA_LONG;
                                default -> ADDRESS;
                              })
                      .toArray(MemoryLayout[]::new);
              var descriptor = FunctionDescriptor.of(JAVA_INT, layouts);
              boolean variadic = name.equals("ioctl") || name.equals("open");
              return variadic
                  ? handle(name, descriptor, Linker.Option.firstVariadicArg(2))
                  : handle(name, descriptor);
            });
    Object[] all = new Object[arguments.length + 1];
    all[0] = STATE.get();
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    int result;
    try {
      result = (int) handle.invokeWithArguments(all);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
    return (int) checked(function, result);
  }

  /** Bytes read, or -1 when a non-blocking descriptor has nothing. */
  static int read(int descriptor, MemorySegment buffer) {
    try {
      long count = (long) READ.invokeExact(STATE.get(), descriptor, buffer, buffer.byteSize());
      return (count < 0 && errno() == EAGAIN) ? -1 : (int) checked("read", count);
    } catch (Failure failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  static void write(int descriptor, MemorySegment buffer, int length) {
    int _ = writeSome(descriptor, buffer.asSlice(0, length));
  }

  /** Writes the first of these bytes; answers how many. */
  static int writeSome(int descriptor, MemorySegment bytes) {
    try {
      long count = (long) WRITE.invokeExact(STATE.get(), descriptor, bytes, bytes.byteSize());
      return (int) checked("write", count);
    } catch (Failure failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /**
   * Waits until the descriptor can be read.
   *
   * @param pollfd 8 bytes that the caller keeps for this, see {@link #pollfd}
   * @return false when the milliseconds are over
   */
  static boolean readable(MemorySegment pollfd, int milliseconds) {
    try {
      int ready = (int) POLL.invokeExact(STATE.get(), pollfd, 1L, milliseconds);
      boolean interrupted = ready < 0 && errno() == EINTR;
      return !interrupted && checked("poll", ready) > 0;
    } catch (Failure failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  static MemorySegment pollfd(int descriptor) {
    ByteBuffer pollfd = buffer(8);
    pollfd.putInt(0, descriptor).putShort(4, (short) POLLIN);
    return MemorySegment.ofBuffer(pollfd);
  }

  static void close(int descriptor) {
    call("close", descriptor);
  }

  static void option(int socket, int level, int option, int value) {
    ByteBuffer word = buffer(4).putInt(0, value);
    call("setsockopt", socket, level, option, MemorySegment.ofBuffer(word), 4);
  }

  static int open(String path, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      return call("open", arena.allocateFrom(path), flags | O_CLOEXEC);
    }
  }

  /** Zeroed memory outside of the heap, in the byte order of the machine. */
  static ByteBuffer buffer(int size) {
    return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
  }

  private static MethodHandle handle(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    Linker.Option[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = ERRNO;
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, all);
  }

  private static int errno() {
    return (int) ERRNO_FIELD.get(STATE.get(), 0L);
  }

  private static long checked(String function, long result) {
    if (result < 0) {
      throw new Failure(function, errno());
    }
    return result;
  }
}
