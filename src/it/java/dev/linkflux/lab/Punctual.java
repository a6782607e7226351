package dev.linkflux.lab;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;

/** Makes a thread of the lab run when it is due, however busy the machine is. */
final class Punctual {
  private static final int PR_SET_TIMERSLACK = 29;
  private static final int SCHED_FIFO = 1;
  private static final int SCHED_RESET_ON_FORK = 0x40000000;
  private static final int PRIORITY = 10;
  private static final int NICE = -10;

  private Punctual() {}

  /**
   * Gives the calling thread short timers and a real-time place in the run queue, or else a better
   * one; where the process has the right to neither, its figures are as good as the machine is
   * idle.
   */
  static void become() {
    Native.call("prctl", PR_SET_TIMERSLACK, 1_000L, 0L, 0L, 0L);
    ByteBuffer priority = Native.buffer(4).putInt(0, PRIORITY);
    int policy = SCHED_FIFO | SCHED_RESET_ON_FORK;
    if (!isDone("sched_setscheduler", 0, policy, MemorySegment.ofBuffer(priority))) {
      var _ = isDone("setpriority", 0, 0, NICE);
    }
  }

  /** Waits for a nanoTime; false if the thread was interrupted before. */
  static boolean until(long due) {
    for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
      if (Thread.interrupted()) {
        return false;
      }
      LockSupport.parkNanos(wait);
    }
    return true;
  }

  private static boolean isDone(String function, Object... arguments) {
    try {
      Native.call(function, arguments);
      return true;
    } catch (Native.Failure _) {
      return false;
    }
  }
}
