package dev.linkflux.route.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.Callable;

/** Does something on a thread that has given up its capabilities, which ends with it. */
final class Unprivileged {
  private static final int CAPABILITY_VERSION_3 = 0x20080522;
  private static final int SIX_WORDS = 24;

  private static final MethodHandle CAPSET =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("capset"),
              FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));

  private Unprivileged() {}

  /** What is opened by it stays without capabilities, whoever uses it. */
  static <T> T call(Callable<T> action) throws Exception {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment header = arena.allocate(JAVA_LONG);
      header.set(JAVA_INT, 0, CAPABILITY_VERSION_3);
      MemorySegment none = arena.allocate(SIX_WORDS, 4);
      if ((int) CAPSET.invokeExact(header, none) != 0) {
        throw new IllegalStateException("capset");
      }
    } catch (Exception e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    return action.call();
  }
}
