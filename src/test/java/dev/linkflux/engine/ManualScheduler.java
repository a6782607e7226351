package dev.linkflux.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/**
 * A scheduler whose clock a test sets, even back, and which may be stuck: then time passes and
 * nothing is run. One thread.
 */
final class ManualScheduler implements Scheduler {
  private record Task(long at, long order, Runnable work, Disposable handle) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::order));
  private long now;
  private long order;
  private boolean stuck;
  private boolean running;

  void set(long nanos) {
    now = nanos;
    run();
  }

  void advance(long nanos) {
    set(now + nanos);
  }

  void setStuck(boolean whether) {
    stuck = whether;
    run();
  }

  /** Runs what is due, all of it at the present moment. */
  private void run() {
    if (running || stuck) {
      return;
    }
    running = true;
    while (!tasks.isEmpty() && tasks.element().at <= now) {
      Task task = tasks.remove();
      if (!task.handle.isDisposed()) {
        task.work.run();
      }
    }
    running = false;
  }

  @Override
  public long now(TimeUnit unit) {
    return unit.convert(now, TimeUnit.NANOSECONDS);
  }

  @Override
  public Disposable schedule(Runnable task) {
    return schedule(task, 0, TimeUnit.NANOSECONDS);
  }

  @Override
  public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
    Disposable handle = Disposables.single();
    tasks.add(new Task(now + unit.toNanos(delay), order++, task, handle));
    run();
    return handle;
  }

  @Override
  public Worker createWorker() {
    List<Disposable> handles = new ArrayList<>();
    return new Worker() {
      @Override
      public Disposable schedule(Runnable task) {
        return schedule(task, 0, TimeUnit.NANOSECONDS);
      }

      @Override
      public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        Disposable handle = ManualScheduler.this.schedule(task, delay, unit);
        handles.add(handle);
        return handle;
      }

      @Override
      public void dispose() {
        handles.forEach(Disposable::dispose);
      }
    };
  }
}
