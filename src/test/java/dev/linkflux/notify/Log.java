package dev.linkflux.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What was logged, for who waits for it. */
final class Log implements Consumer<String> {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final List<String> lines = new ArrayList<>();

  @Override
  public synchronized void accept(String line) {
    lines.add(line);
    notifyAll();
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** All lines, after one with this in it is there. */
  List<String> await(String part) {
    return await(all -> all.stream().anyMatch(line -> line.contains(part)), part);
  }

  synchronized List<String> await(Predicate<List<String>> wanted, String what) {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (!wanted.test(lines)) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("no " + what + " in " + lines);
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return List.copyOf(lines);
  }
}
