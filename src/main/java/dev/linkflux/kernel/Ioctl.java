package dev.linkflux.kernel;

import static dev.linkflux.kernel.Downcall.captured;
import static dev.linkflux.kernel.Downcall.impossible;
import static dev.linkflux.kernel.Downcall.outcome;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** A call for terminals; answers as {@link Libc} does. */
final class Ioctl {
  /** {@code int ioctl(int, unsigned long, ...)}: the pointer is one of the others. */
  private static final MethodHandle IOCTL =
      Downcall.to(
          "ioctl",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
          Linker.Option.firstVariadicArg(2));

  private Ioctl() {}

  static int call(int fd, long request, MemorySegment argument) {
    MemorySegment captured = captured();
    try {
      return outcome((int) IOCTL.invokeExact(captured, fd, request, argument), captured);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }
}
