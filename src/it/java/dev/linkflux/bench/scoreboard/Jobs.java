package dev.linkflux.bench.scoreboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.DoubleConsumer;

/** Work that is done side by side, the heaviest first, so that no processor is idle at the end. */
final class Jobs {
  private record Job(double weight, FutureTask<?> task) {}

  private final List<Job> jobs = new ArrayList<>();

  /**
   * Adds some.
   *
   * @param weight how long it takes, in any unit
   */
  <T> Future<T> add(double weight, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    jobs.add(new Job(weight, task));
    return task;
  }

  /**
   * Does all of it, and returns when it is done.
   *
   * @param progress is told the share that is done, from 0 to 1, after each piece
   */
  void run(DoubleConsumer progress) {
    double all = jobs.stream().mapToDouble(Job::weight).sum();
    DoubleAdder done = new DoubleAdder();
    try (ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      jobs.stream()
          .sorted(Comparator.comparingDouble(Job::weight).reversed())
          .forEach(
              job ->
                  workers.execute(
                      () -> {
                        job.task.run();
                        done.add(job.weight);
                        progress.accept(done.sum() / all);
                      }));
    }
  }

  /** What came of work that is done. */
  static <T> T result(Future<T> done) {
    try {
      return done.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    }
  }
}
