package dev.linkflux.notify;

import java.util.concurrent.Semaphore;

/** How many programs of all hooks run at once: no burst of events makes a burst of processes. */
final class Places {
  private static final int PROGRAMS = 4;

  private final Semaphore free = new Semaphore(PROGRAMS, true);

  /** Waits for its turn and then does it. */
  void take(Job job) throws InterruptedException {
    free.acquire();
    try {
      job.run();
    } finally {
      free.release();
    }
  }

  /** What is done at such a place. */
  interface Job {
    void run() throws InterruptedException;
  }
}
