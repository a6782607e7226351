package dev.linkflux.bench;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Lateness;
import dev.linkflux.probe.Outcome;
import dev.linkflux.time.Stamping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

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

  /** Counts for so many seconds, that many others after the first outcome. */
  Speed measure(int before, int seconds) throws IOException, InterruptedException {
    while (replied.sum() == 0) {
      Thread.sleep(10);
    }
    Thread.sleep(before * 1000L);
    long began = System.nanoTime();
    double cpu = cpuSeconds();
    long had = replied.sum();
    long missed = others.sum();
    long stamped = instruments.timings(Stamping.KERNEL);
    long[] late = late();
    Thread.sleep(seconds * 1000L);
    double wall = (System.nanoTime() - began) / 1e9;
    long count = replied.sum() - had;
    long[] lateNow = late();
    Arrays.setAll(late, i -> lateNow[i] - late[i]);
    return new Speed(
        count / wall,
        (cpuSeconds() - cpu) / count * 1e6,
        others.sum() - missed,
        (instruments.timings(Stamping.KERNEL) - stamped) / (double) count,
        late(late, 0.5),
        late(late, 0.99));
  }

  /** How many sends were late by how much. */
  private long[] late() {
    Lateness sends = instruments.lateness(Lateness.Of.SEND);
    return IntStream.rangeClosed(0, sends.buckets()).mapToLong(sends::count).toArray();
  }

  /** The upper end of the bucket of the one that this share is not later than. */
  private double late(long[] counts, double share) {
    Lateness sends = instruments.lateness(Lateness.Of.SEND);
    double left = Math.ceil(share * Arrays.stream(counts).sum());
    if (left == 0) {
      return Double.NaN;
    }
    int bucket = 0;
    while (bucket < sends.buckets() && left > counts[bucket]) {
      left -= counts[bucket];
      bucket++;
    }
    return bucket == sends.buckets() ? Double.POSITIVE_INFINITY : sends.end(bucket);
  }

  /** User and system time of this process so far. */
  private static double cpuSeconds() throws IOException {
    String text = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }
}
