package dev.linkflux.rest;

import dev.linkflux.rest.Taken.Memory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** A while of one process, looked at again and again. */
final class Rest {
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final List<Map<Memory, Long>> memory = new ArrayList<>();
  private final Map<String, Long> processor;
  private final Duration length;
  private final int descriptors;
  private final int threads;

  private Rest(Taken taken, Duration length) {
    Map<String, Long> before = taken.processor();
    long from = System.nanoTime();
    long end = from + length.toNanos();
    while (System.nanoTime() < end) {
      memory.add(taken.resident());
      pass(Math.min(LOOK.toNanos(), end - System.nanoTime()));
    }
    this.processor = new TreeMap<>(taken.processor());
    // A thread that has ended meanwhile had nothing to do with rest.
    before.forEach((thread, spent) -> processor.computeIfPresent(thread, (_, now) -> now - spent));
    this.length = Duration.ofNanos(System.nanoTime() - from);
    this.descriptors = taken.descriptors();
    this.threads = taken.threads();
  }

  /** Looks at a process for so long. */
  static Rest of(Taken taken, Duration length) {
    return new Rest(taken, length);
  }

  static void pass(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** Resident bytes in megabytes, at each look. */
  List<Double> megabytes() {
    return memory.stream()
        .map(it -> it.values().stream().mapToLong(Long::longValue).sum() / 1e6)
        .toList();
  }

  /** The last look, by kinds, in megabytes. */
  Map<Memory, Double> kinds() {
    Map<Memory, Double> all = new EnumMap<>(Memory.class);
    memory.getLast().forEach((kind, bytes) -> all.put(kind, bytes / 1e6));
    return all;
  }

  /** The share of one core that all threads took whose names begin so. */
  double share(String prefix) {
    return processor.entrySet().stream()
            .filter(it -> it.getKey().startsWith(prefix))
            .mapToLong(Map.Entry::getValue)
            .sum()
        / (double) length.toNanos();
  }

  /** Shares of one core by threads, those who took the most first. */
  List<Map.Entry<String, Double>> threadShares() {
    return processor.entrySet().stream()
        .map(it -> Map.entry(it.getKey(), it.getValue() / (double) length.toNanos()))
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .toList();
  }

  Duration length() {
    return length;
  }

  int descriptors() {
    return descriptors;
  }

  int threads() {
    return threads;
  }
}
