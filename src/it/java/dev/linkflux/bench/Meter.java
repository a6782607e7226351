package dev.linkflux.bench;

import dev.linkflux.engine.Instruments;
import dev.linkflux.probe.Outcome;
import dev.linkflux.time.Stamping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** Counts outcomes, and what they cost this process. */
final class Meter {
  /** Of {@code /proc/PID/stat}; the same on every Linux that we know. */
  private static final double TICKS_PER_SECOND = 100;

  private final Instruments instruments;
  private final LongAdder replied = new LongAdder();
  private final LongAdder others = new LongAdder();

  Meter(Instruments instruments) {
    this.instruments = instruments;
  }

  void count(Outcome outcome) {
    (outcome instanceof Outcome.Replied ? replied : others).increment();
  }

  /** Counts for so many seconds, after as many others; the result as {@link Speed} reads it. */
  String measure(int before, int seconds) throws IOException, InterruptedException {
    Thread.sleep(before * 1000L);
    long began = System.nanoTime();
    double cpu = cpuSeconds();
    long had = replied.sum();
    long missed = others.sum();
    long stamped = instruments.timings(Stamping.KERNEL);
    Thread.sleep(seconds * 1000L);
    double wall = (System.nanoTime() - began) / 1e9;
    long count = replied.sum() - had;
    return String.format(
        Locale.ROOT,
        "%.0f %.3f %d %.4f",
        count / wall,
        (cpuSeconds() - cpu) / count * 1e6,
        others.sum() - missed,
        (instruments.timings(Stamping.KERNEL) - stamped) / (double) count);
  }

  /** User and system time of this process so far. */
  private static double cpuSeconds() throws IOException {
    String text = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }
}
