package dev.linkflux.stream.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.StateName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every history, however the clock jumps and whenever the program dies. */
class HistoryLawsTest {
  private static final long START = 1_763_780_400;
  private static final List<String> UPLINKS = List.of("fibre");

  @TempDir Path directory;

  private final List<String> told = new ArrayList<>();

  @Test
  void aSecondHasTheExactFiguresOfItsProbes() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      UplinkHistory history = new UplinkHistory(StateName.UP);
      Map<Long, List<Integer>> answers = new TreeMap<>();
      Map<Long, Integer> losses = new HashMap<>();
      long at = START;
      for (int i = 0; i < 500; i++) {
        at += random.nextInt(100) < 20 ? 1 + random.nextInt(5) : 0;
        if (random.nextInt(10) == 0) {
          history.lost(at);
          losses.merge(at, 1, Integer::sum);
        } else {
          int micros = random.nextInt(1_000_000);
          history.answered(at, micros * 1000L);
          answers.computeIfAbsent(at, _ -> new ArrayList<>()).add(micros);
        }
      }

      for (HistoryPoint point : history.points(START, at, 1)) {
        List<Integer> own = answers.getOrDefault(point.at(), List.of()).stream().sorted().toList();
        int lost = losses.getOrDefault(point.at(), 0);
        assertThat(point.sent()).as("seed %s", seed).isEqualTo(own.size() + lost);
        assertThat(point.lost()).as("seed %s", seed).isEqualTo(lost);
        assertThat(point.rtt())
            .as("seed %s", seed)
            .isEqualTo(
                own.isEmpty()
                    ? HistoryPoint.Spread.EMPTY
                    : new HistoryPoint.Spread(
                        own.getFirst(),
                        ranked(own, 25),
                        ranked(own, 50),
                        ranked(own, 75),
                        ranked(own, 95),
                        own.getLast()));
      }
    }
  }

  private static int ranked(List<Integer> sorted, int percent) {
    return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
  }

  @Test
  void whateverTheStepNothingIsCountedTwiceAndNothingIsLeftOut() {
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      UplinkHistory history = new UplinkHistory(StateName.UP);
      long from = START - Math.floorMod(START, 3600L);
      long at = from;
      int sent = 0;
      while (at < from + 3599) {
        history.answered(at, 1_000_000L * (1 + random.nextInt(50)));
        sent++;
        at += random.nextInt(30);
      }

      for (int step : List.of(1, 10, 60, 600, 3600)) {
        List<HistoryPoint> points = history.points(from, from + 3599, step);
        assertThat(points.stream().mapToInt(HistoryPoint::sent).sum())
            .as("seed %s, step %s", seed, step)
            .isEqualTo(sent);
        assertThat(points).allMatch(it -> it.at() % step == 0 && inOrder(it.rtt()));
        assertThat(points).extracting(HistoryPoint::at).isSorted().doesNotHaveDuplicates();
      }
    }
  }

  private static boolean inOrder(HistoryPoint.Spread it) {
    return it.min() <= it.p25()
        && it.p25() <= it.p50()
        && it.p50() <= it.p75()
        && it.p75() <= it.p95()
        && it.p95() <= it.max();
  }

  /** Slots as they must be, by place: begin of the step, and how many were sent in it. */
  private static final class Model {
    final Map<Integer, long[]> seconds = new HashMap<>();
    final Map<Integer, long[]> minutes = new HashMap<>();

    void add(long at) {
      add(seconds, at, 1, UplinkHistory.SECONDS, 1);
      add(minutes, at - Math.floorMod(at, 60L), 60, UplinkHistory.MINUTES, 1);
    }

    private static void add(Map<Integer, long[]> ring, long at, int step, int size, long count) {
      long[] slot =
          ring.computeIfAbsent(HistoryRing.place(at, step, size), _ -> new long[] {at, 0});
      if (slot[0] != at) {
        slot[0] = at;
        slot[1] = 0;
      }
      slot[1] += count;
    }

    Model copy() {
      Model copy = new Model();
      seconds.forEach((place, slot) -> copy.seconds.put(place, slot.clone()));
      minutes.forEach((place, slot) -> copy.minutes.put(place, slot.clone()));
      return copy;
    }

    /** What a run that begins now knows. */
    Model from(long now) {
      Model known = copy();
      known.seconds.values().removeIf(it -> it[0] > now || it[0] <= now - UplinkHistory.SECONDS);
      known
          .minutes
          .values()
          .removeIf(it -> it[0] > now || it[0] <= now - UplinkHistory.MINUTES * 60L);
      return known;
    }
  }

  @Test
  void overAnyRestartsAndStepsOfTheClockAllIsThereButWhatCameAfterTheLastSaving() {
    for (int seed = 0; seed < 25; seed++) {
      Random random = new Random(seed);
      Path place = directory.resolve("seed" + seed);
      Model disk = new Model();
      long now = START;
      for (int run = 0; run < 8; run++) {
        now += step(random);
        Model expected = disk.from(now);
        UplinkHistory history = new UplinkHistory(StateName.UP);
        try (HistoryStore store = new HistoryStore(place, told::add)) {
          UplinkHistory.Saved saved = store.open(UPLINKS, Instant.ofEpochSecond(now)).get("fibre");
          assertThat(saved).isNotNull();
          if (saved != null) {
            history.restore(saved, now);
          }
          for (int i = 0; i < 400; i++) {
            now += random.nextInt(20) == 0 ? random.nextInt(4000) : random.nextInt(3);
            history.answered(now, 5_000_000);
            expected.add(now);
          }
          assertThat(counts(history, now))
              .as("seed %s run %s", seed, run)
              .isEqualTo(counts(expected, now));
          if (random.nextBoolean()) {
            history.close();
            assertThat(store.write(Map.of("fibre", history.takeUnsaved()))).isTrue();
            disk = saved(disk, expected);
          }
        }
      }
    }
    assertThat(told).isEmpty();
  }

  /** Often on, sometimes back, sometimes far. */
  private static long step(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> -random.nextInt(100);
      case 1 -> -random.nextInt(1_000_000);
      case 2 -> random.nextInt(1_000_000);
      default -> random.nextInt(200);
    };
  }

  /** What this run knows goes over what was there. */
  private static Model saved(Model before, Model known) {
    Model after = before.copy();
    after.seconds.putAll(known.copy().seconds);
    after.minutes.putAll(known.copy().minutes);
    return after;
  }

  private static Map<String, Long> counts(UplinkHistory history, long now) {
    Map<String, Long> counts = new TreeMap<>();
    history
        .points(now - UplinkHistory.SECONDS + 1, now, 1)
        .forEach(it -> counts.put("s" + it.at(), (long) it.sent()));
    history
        .points(now - (UplinkHistory.MINUTES - 1) * 60L, now, 60)
        .forEach(it -> counts.put("m" + it.at(), (long) it.sent()));
    return counts;
  }

  private static Map<String, Long> counts(Model model, long now) {
    Map<String, Long> counts = new TreeMap<>();
    long oldest = now - (UplinkHistory.MINUTES - 1) * 60L;
    model.seconds.values().stream()
        .filter(it -> it[0] > now - UplinkHistory.SECONDS)
        .forEach(it -> counts.put("s" + it[0], it[1]));
    model.minutes.values().stream()
        .filter(it -> it[0] >= oldest - Math.floorMod(oldest, 60L))
        .forEach(it -> counts.put("m" + it[0], it[1]));
    return counts;
  }

  @Test
  void aCrashAtAnyByteOfAWriteLeavesEveryRecordAsItWasOrAsItShallBeOrNotThere() throws IOException {
    Path file = directory.resolve("fibre.history");
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      Files.deleteIfExists(file);
      UplinkHistory.Saved first = points(START, random);
      UplinkHistory.Saved second =
          points(START + UplinkHistory.SECONDS + random.nextInt(50), random);
      byte[] before = written(file, first);
      byte[] after = written(file, second);
      Map<Long, HistoryPoint> known = new HashMap<>();
      List.of(first, second).forEach(it -> it.seconds().forEach(one -> known.put(one.at(), one)));

      int[] changed = changed(before, after);
      byte[] torn = before.clone();
      for (int i = 0; i < random.nextInt(changed.length + 1); i++) {
        torn[changed[i]] = after[changed[i]];
      }
      Files.write(file, torn);

      try (HistoryFile it = HistoryFile.open(file, "fibre")) {
        List<HistoryPoint> read = it.read().seconds();
        assertThat(read).as("seed %s", seed).isNotEmpty();
        assertThat(read).as("seed %s", seed).allMatch(one -> one.equals(known.get(one.at())));
        assertThat(read.size()).as("seed %s", seed).isGreaterThanOrEqualTo(59);
      }
    }
  }

  private static byte[] written(Path file, UplinkHistory.Saved points) throws IOException {
    try (HistoryFile it = HistoryFile.open(file, "fibre")) {
      it.write(points);
    }
    return Files.readAllBytes(file);
  }

  private static UplinkHistory.Saved points(long from, Random random) {
    UplinkHistory history = new UplinkHistory(StateName.UP);
    for (int i = 0; i < 60; i++) {
      history.answered(from + i, random.nextInt(100_000_000));
    }
    history.close();
    return history.takeUnsaved();
  }

  private static int[] changed(byte[] before, byte[] after) {
    int[] all = new int[before.length];
    int count = 0;
    for (int i = 0; i < before.length; i++) {
      if (before[i] != after[i]) {
        all[count++] = i;
      }
    }
    return Arrays.copyOf(all, count);
  }

  @Test
  void noiseInAFileIsNeverTakenForHistory() throws IOException {
    Path file = directory.resolve("fibre.history");
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      Files.deleteIfExists(file);
      UplinkHistory.Saved kept = points(START, random);
      byte[] bytes = written(file, kept);
      for (int i = 0; i < 200; i++) {
        bytes[HistoryFile.HEAD + random.nextInt(bytes.length - HistoryFile.HEAD)] =
            (byte) random.nextInt();
      }
      Files.write(file, bytes);

      try (HistoryFile it = HistoryFile.open(file, "fibre")) {
        assertThat(kept.seconds()).as("seed %s", seed).containsAll(it.read().seconds());
        assertThat(kept.minutes()).as("seed %s", seed).containsAll(it.read().minutes());
      }
    }
  }
}
