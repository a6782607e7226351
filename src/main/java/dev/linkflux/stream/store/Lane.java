package dev.linkflux.stream.store;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.scheduler.Scheduler;

/** Runs tasks one after another on a scheduler of several threads, in the order they are given. */
final class Lane {
  private final Scheduler scheduler;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  Lane(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /**
   * From any thread; never waits.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the scheduler takes nothing
   */
  void run(Runnable task) {
    tasks.add(task);
    if (waiting.getAndIncrement() == 0) {
      scheduler.schedule(this::drain);
    }
  }

  private void drain() {
    do {
      Runnable task = tasks.poll();
      if (task != null) {
        task.run();
      }
    } while (waiting.decrementAndGet() > 0);
  }
}
