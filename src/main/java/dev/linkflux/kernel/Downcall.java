package dev.linkflux.kernel;

import io.netty.util.concurrent.FastThreadLocal;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/** How functions of the C library are bound, and what they answer: as the kernel itself does. */
final class Downcall {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option WITH_ERRNO = Linker.Option.captureCallState("errno");
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

  private Downcall() {}

  /**
   * A function, which takes {@link #captured} before its own arguments. To bind one costs
   * milliseconds: whoever is rarely called is bound by a class of its own.
   */
  static MethodHandle to(String name, FunctionDescriptor descriptor, Linker.Option... options) {
    MemorySegment symbol =
        LINKER
            .defaultLookup()
            .find(name)
            .orElseThrow(() -> new UnsatisfiedLinkError("no " + name + " in the C library"));
    Linker.Option[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = WITH_ERRNO;
    return LINKER.downcallHandle(symbol, descriptor, all);
  }

  /** Where this thread's next call leaves its errno. */
  static MemorySegment captured() {
    return CAPTURED.get();
  }

  /** What was returned, or the negated errno if that is below zero. */
  static int outcome(int returned, MemorySegment captured) {
    return returned < 0 ? -(int) ERRNO.get(captured, 0L) : returned;
  }

  /** What was returned, or the negated errno if that is below zero. */
  static long outcome(long returned, MemorySegment captured) {
    return returned < 0 ? -(int) ERRNO.get(captured, 0L) : returned;
  }

  /** A downcall throws nothing of its own; what it does throw is a mistake of ours. */
  static RuntimeException impossible(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException mistake ? mistake : new IllegalStateException(thrown);
  }
}
