package dev.linkflux.soak;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/**
 * How long this machine does not come round to a thread that wants to run each 10 ms: what a
 * service beside it may be held up as well.
 */
final class Stalls implements AutoCloseable {
  private static final long PACE = Duration.ofMillis(10).toNanos();
  private static final long LATE = Duration.ofMillis(40).toNanos();
  private static final int KEPT = 20_000;

  private final Runnable each;
  private final Deque<Stall> stalls = new ArrayDeque<>();
  private volatile boolean over;
  private double total;
  private double worst;

  private record Stall(long from, long until) {}

  /** Begins; has a task run each time that it is its turn. */
  Stalls(Runnable each) {
    this.each = each;
    var _ = Thread.ofPlatform().daemon().name("soak pace").start(this::run);
  }

  private void run() {
    long last = System.nanoTime();
    while (!over) {
      LockSupport.parkNanos(PACE);
      long now = System.nanoTime();
      if (now - last > PACE + LATE) {
        add(new Stall(last + PACE, now));
      }
      each.run();
      last = System.nanoTime();
    }
  }

  /** Somebody was held up, by his own account, for so long until now. */
  void heard(Duration length) {
    long now = System.nanoTime();
    add(new Stall(now - length.toNanos(), now));
  }

  private synchronized void add(Stall stall) {
    double seconds = (stall.until - stall.from) / 1e9;
    total += seconds;
    worst = Math.max(worst, seconds);
    stalls.addLast(stall);
    if (stalls.size() > KEPT) {
      stalls.removeFirst();
    }
  }

  /** The time since a nanoTime in which somebody was held up; what two tell counts twice. */
  synchronized Duration since(long begin) {
    long sum = 0;
    for (var all = stalls.descendingIterator(); all.hasNext(); ) {
      Stall stall = all.next();
      sum += Math.max(0, stall.until - Math.max(begin, stall.from));
    }
    return Duration.ofNanos(sum);
  }

  /** Seconds in all. */
  synchronized double total() {
    return total;
  }

  /** Seconds of the longest. */
  synchronized double worst() {
    return worst;
  }

  @Override
  public void close() {
    over = true;
  }
}
