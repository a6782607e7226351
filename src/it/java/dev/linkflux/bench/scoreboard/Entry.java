package dev.linkflux.bench.scoreboard;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** A contestant's way through all trials. */
final class Entry {
  /** What is to be detected. */
  static final List<Weather> TROUBLE =
      List.of(
          Weather.BLACKOUT,
          Weather.LOSS_50,
          Weather.LOSS_30,
          Weather.LOSS_20,
          Weather.LOSS_10,
          Weather.SLOW,
          Weather.JITTER);

  /** What is not. */
  static final List<Weather> NO_TROUBLE =
      List.of(Weather.LOSS_01, Weather.LOSS_1, Weather.LOSS_3, Weather.BURSTS);

  /** Half periods of flapping, seconds. */
  static final List<Integer> HALVES = List.of(30, 120);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Contestant contestant;
  private final Effort effort;
  private final Jobs jobs;
  private final AtomicLong nanos = new AtomicLong();
  private final Map<Weather, Future<Delays>> detection = new EnumMap<>(Weather.class);
  private final Map<Weather, List<Future<Map<String, Integer>>>> wrong =
      new EnumMap<>(Weather.class);
  private final Map<Integer, Future<Flaps>> flapping = new LinkedHashMap<>();
  private final Future<Integer> deadTarget;
  private final Future<Spent> rest;
  private final Future<Spent> trouble;
  private final Map<String, Future<Integer>> traces = new LinkedHashMap<>();

  /** Adds all that is to be done to the jobs. */
  Entry(Contestant contestant, Trials trials, List<Trace> recorded, Jobs jobs) {
    this.contestant = contestant;
    this.effort = trials.effort();
    this.jobs = jobs;
    for (Weather weather : NO_TROUBLE) {
      List<Future<Map<String, Integer>>> parts = new ArrayList<>();
      for (int i = 0; i < effort.parts(); i++) {
        int part = i;
        double hours = effort.days() * 24.0 / effort.parts();
        parts.add(add(hours, () -> trials.wrong(contestant, weather, part)));
      }
      wrong.put(weather, parts);
    }
    for (Weather weather : TROUBLE) {
      detection.put(
          weather, add(effort.onsets() / 6.0, () -> trials.detection(contestant, weather)));
    }
    for (int half : HALVES) {
      flapping.put(half, add(effort.hours(), () -> trials.flapping(contestant, half)));
    }
    deadTarget = add(6, () -> trials.deadTarget(contestant));
    rest = add(effort.hours(), () -> trials.spent(contestant, Weather.CLEAR));
    trouble = add(effort.hours(), () -> trials.spent(contestant, Weather.LOSS_30));
    for (Trace trace : recorded) {
      traces.put(trace.name(), add(1, () -> trace.switches(contestant)));
    }
  }

  private <T> Future<T> add(double hours, Callable<T> work) {
    double weight = contestant instanceof Peer ? hours / 10 : hours;
    return jobs.add(
        weight,
        () -> {
          long began = THREADS.getCurrentThreadCpuTime();
          T result = work.call();
          nanos.addAndGet(THREADS.getCurrentThreadCpuTime() - began);
          return result;
        });
  }

  /** What came of it, when the jobs are done. */
  Row row() {
    Map<Weather, Delays> delays = new EnumMap<>(Weather.class);
    detection.forEach((weather, it) -> delays.put(weather, Jobs.result(it)));
    Map<Weather, Wrong> departures = new EnumMap<>(Weather.class);
    wrong.forEach(
        (weather, parts) ->
            departures.put(
                weather, Wrong.of(parts.stream().map(Jobs::result).toList(), effort.days())));
    Map<Integer, Flaps> flaps = new LinkedHashMap<>();
    flapping.forEach((half, it) -> flaps.put(half, Jobs.result(it)));
    Map<String, Integer> switches = new LinkedHashMap<>();
    traces.forEach((trace, it) -> switches.put(trace, Jobs.result(it)));
    return new Row(
        contestant.name(),
        delays,
        departures,
        flaps,
        Jobs.result(deadTarget),
        Jobs.result(rest),
        Jobs.result(trouble),
        switches,
        nanos.get() / 1e9);
  }
}
