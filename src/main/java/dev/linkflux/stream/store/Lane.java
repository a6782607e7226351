package dev.linkflux.stream.store;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.scheduler.Scheduler;

/**
 * Runs tasks one after another on a scheduler of several threads, in the order they are given. Once
 * the scheduler has ended, as it does with the process, nothing is run any more. From any thread;
 * never waits.
 */
final class Lane {
  private final Scheduler scheduler;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * @param scheduler may block, on several threads
   */
  Lane(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** False if the scheduler takes nothing any more. */
  boolean run(Runnable task) {
    tasks.add(task);
    if (waiting.getAndIncrement() == 0) {
      try {
        scheduler.schedule(this::drain);
      } catch (RejectedExecutionException _) {
        return false;
      }
    }
    return true;
  }

  private void drain() {
    do {
      Runnable task = tasks.poll();
      if (task != null) {
        task.run();
      }
    } while (waiting.decrementAndGet() > 0);
  }

  /** The same after a while, in whole milliseconds. */
  void later(Runnable task, Duration delay) {
    beside(() -> run(task), delay);
  }

  /** On the same scheduler after a while, in whole milliseconds, whatever the lane does then. */
  void beside(Runnable task, Duration delay) {
    try {
      scheduler.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException _) {
      // The process ends.
    }
  }

  /** Nanoseconds of the scheduler's clock. */
  long now() {
    return scheduler.now(TimeUnit.NANOSECONDS);
  }
}
