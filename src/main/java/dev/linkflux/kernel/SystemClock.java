package dev.linkflux.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** What the kernel holds of its clock on the wall (adjtimex(2)); it is read, never set. */
public enum SystemClock {
  /** Something keeps it right. */
  KEPT,
  /** Nothing does, or nothing yet. */
  FREE,
  /** The kernel does not say. */
  UNSEEN;

  /** struct timex has 208 bytes where long has eight; more do no harm. */
  private static final int TIMEX = 256;

  /** Behind modes, offset, freq, maxerror and esterror. */
  private static final int STATUS = 40;

  private static final int STA_UNSYNC = 0x40;

  private static final MethodHandle ADJTIMEX =
      Downcall.to("adjtimex", FunctionDescriptor.of(JAVA_INT, ADDRESS));

  /** How it is now; anybody may ask. */
  public static SystemClock read() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment timex = arena.allocate(TIMEX, 8); // modes 0: nothing is set
      if (adjtimex(timex) < 0) {
        return UNSEEN;
      }
      return (timex.get(JAVA_INT, STATUS) & STA_UNSYNC) == 0 ? KEPT : FREE;
    }
  }

  private static int adjtimex(MemorySegment timex) {
    MemorySegment captured = Downcall.captured();
    try {
      return Downcall.outcome((int) ADJTIMEX.invokeExact(captured, timex), captured);
    } catch (Throwable e) {
      throw Downcall.impossible(e);
    }
  }
}
