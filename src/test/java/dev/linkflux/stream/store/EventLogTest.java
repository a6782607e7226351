package dev.linkflux.stream.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

class EventLogTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Bounds SMALL =
      new Bounds(
          4096, 512, Duration.ofDays(90), 1 << 20, Duration.ofMillis(50), Duration.ofSeconds(1));

  private final Scheduler aside = Schedulers.newBoundedElastic(3, 1000, "log", 5, true);

  @TempDir private Path directory;

  @AfterEach
  void end() {
    aside.dispose();
  }

  private EventLog log(Bounds bounds) {
    return new EventLog(directory.resolve("events"), bounds, aside);
  }

  private static Knowledge begin(EventLog log, long wanted) {
    return Objects.requireNonNull(log.begin(wanted, NOW).block(LIMIT));
  }

  private static Entry.Told told(long id) {
    byte[] json =
        "{\"id\":%d,\"text\":\"\u00fc}{\"}".formatted(id).getBytes(StandardCharsets.UTF_8);
    return new Entry.Told(id, NOW.plusSeconds(id), "election", "l\"te", null, true, json);
  }

  private static void keep(EventLog log, long... ids) {
    log.keep(LongStream.of(ids).mapToObj(EventLogTest::told).toList()).block(LIMIT);
  }

  private static List<Entry> above(EventLog log, long after, long until) {
    List<Entry> all = new ArrayList<>();
    boolean more = true;
    for (long at = after; more && at < until; ) {
      long from = at;
      LogReader.Page page = Objects.requireNonNull(log.read(it -> it.above(from, until)).block());
      all.addAll(page.entries());
      more = page.more();
      at = page.reached();
    }
    return all;
  }

  private static List<Long> ids(List<Entry> entries) {
    return entries.stream().filter(Entry.Told.class::isInstance).map(Entry::id).toList();
  }

  private static List<Entry> holes(List<Entry> entries) {
    return entries.stream().filter(Entry.Hole.class::isInstance).toList();
  }

  private Path newestSegment() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("events"))) {
      return files.filter(it -> it.toString().endsWith(".ndjson")).sorted().toList().getLast();
    }
  }

  @Test
  void whatWasToldIsReadBackByteForByteByTheNextRun() {
    EventLog first = log(Bounds.USUAL);
    assertThat(begin(first, 100).first()).isEqualTo(100);
    keep(first, 100, 103);
    keep(first, 104);

    EventLog second = log(Bounds.USUAL);
    assertThat(begin(second, 1000).first()).isGreaterThan(104);
    List<Entry> found = above(second, 99, 999);

    assertThat(ids(found)).containsExactly(100L, 103L, 104L);
    assertThat(holes(found)).isEmpty();
    Entry.Told one = (Entry.Told) found.getFirst();
    assertThat(one).usingRecursiveComparison().isEqualTo(told(100));
  }

  @Test
  void numbersRiseEvenIfTheClockWasSetBackAndTheEndWasAKill() {
    EventLog first = log(Bounds.USUAL);
    long began = begin(first, 1_000_000).first();
    first.giving(began);
    keep(first, began);

    Knowledge second = begin(log(Bounds.USUAL), 5);

    assertThat(second.first()).as("frequent ones were given too").isGreaterThan(began + 1000);
    assertThat(second.ended()).isNull();
  }

  @Test
  void anOrderlyEndIsKnown() {
    EventLog first = log(Bounds.USUAL);
    begin(first, 100);
    keep(first, 100);
    first.end(117).block(LIMIT);

    Knowledge second = begin(log(Bounds.USUAL), 5);

    assertThat(second).isEqualTo(new Knowledge(118, 117L));
  }

  @Test
  void aHalfWrittenLineIsCutAndNothingBeforeItIsLost() throws IOException {
    EventLog first = log(Bounds.USUAL);
    begin(first, 100);
    keep(first, 100, 101);
    Files.writeString(newestSegment(), "{\"id\":102,\"at\":\"20", StandardOpenOption.APPEND);

    EventLog second = log(Bounds.USUAL);
    long began = begin(second, 100).first();
    keep(second, began);
    List<Entry> found = above(second, 99, began);

    assertThat(ids(found)).containsExactly(100L, 101L, began);
    assertThat(holes(found))
        .singleElement()
        .isInstanceOfSatisfying(
            Entry.Hole.class,
            hole -> {
              assertThat(hole.after()).isEqualTo(101);
              assertThat(hole.id()).isEqualTo(began - 1);
            });
    assertThat(Files.readString(newestSegment())).doesNotContain("\"20{");
  }

  @Test
  void aDamagedLineIsAHoleAndTheOthersAreRead() throws IOException {
    EventLog first = log(Bounds.USUAL);
    begin(first, 100);
    keep(first, 100, 101, 102, 103);
    Path file = newestSegment();
    Files.writeString(file, Files.readString(file).replace("\"id\":102,\"at\"", "\"\u0000d\":102"));

    EventLog second = log(Bounds.USUAL);
    begin(second, 200);
    List<Entry> found = above(second, 99, 150);

    assertThat(ids(found)).containsExactly(100L, 101L, 103L);
    assertThat(holes(found))
        .singleElement()
        .satisfies(hole -> assertThat(((Entry.Hole) hole).after()).isEqualTo(101))
        .satisfies(hole -> assertThat(hole.id()).isEqualTo(102));
  }

  @Test
  void itIsBoundedAndSaysWhatItHasLetGo() throws IOException {
    EventLog log = log(SMALL);
    begin(log, 1);
    for (int i = 1; i <= 200; i++) {
      keep(log, i);
    }

    long bytes;
    try (Stream<Path> files = Files.list(directory.resolve("events"))) {
      bytes = files.mapToLong(it -> it.toFile().length()).sum();
    }
    List<Entry> found = above(log, 0, 200);
    List<Long> kept = ids(found);

    assertThat(bytes).isLessThan(SMALL.total() + 512);
    assertThat(kept).hasSizeGreaterThan(10).endsWith(200L);
    assertThat(found.getFirst())
        .isInstanceOfSatisfying(
            Entry.Hole.class, hole -> assertThat(hole.id()).isEqualTo(kept.getFirst() - 1));
    assertThat(kept)
        .containsExactlyElementsOf(LongStream.rangeClosed(kept.getFirst(), 200).boxed().toList());
  }

  @Test
  void oldOnesAreLetGo() {
    Bounds brief =
        new Bounds(
            1 << 20, 512, Duration.ofSeconds(50), 1 << 20, Duration.ofMillis(50), Duration.ZERO);
    EventLog log = log(brief);
    begin(log, 1);
    for (int i = 1; i <= 200; i++) {
      keep(log, i);
    }

    assertThat(ids(above(log, 0, 200))).hasSizeBetween(50, 65).endsWith(200L);
  }

  @Test
  void aDiskThatHasVanishedIsToldOnceAndMendsItself() throws IOException {
    EventLog log = log(SMALL);
    begin(log, 100);
    keep(log, 100);
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path path : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
    Files.writeString(directory, "no directory any more");
    keep(log, 101);
    keep(log, 102);

    assertThat(holes(above(log, 99, 102)))
        .as("what is said to be missing")
        .anySatisfy(hole -> assertThat(hole.id()).isEqualTo(102));
    Files.delete(directory);
    Files.createDirectories(directory);
    assertThat(log.warnings().take(2).collectList().block(LIMIT))
        .satisfiesExactly(
            it -> assertThat(it).contains("cannot be written"),
            it -> assertThat(it).contains("is written again"));
    keep(log, 103);

    List<Entry> found = above(log, 99, 103);
    assertThat(ids(found)).containsExactly(103L);
    assertThat(found.getFirst()).isInstanceOf(Entry.Hole.class);
  }

  /** Random turns, ends, kills and half lines; what is read is what was told, or a hole. */
  @Test
  void whateverHappensNothingIsMissingWithoutAHole() throws IOException {
    long seed = 20_261_122;
    SplittableRandom random = new SplittableRandom(seed);
    List<Long> told = new ArrayList<>();
    long wanted = 1000;
    long last = 0;
    for (int run = 0; run < 25; run++) {
      EventLog log = log(Bounds.USUAL);
      long next = begin(log, wanted).first();
      assertThat(next).as("seed %d, run %d", seed, run).isGreaterThan(last);
      for (int turn = random.nextInt(1, 8); turn > 0; turn--) {
        List<Long> ids = new ArrayList<>();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
          next += random.nextInt(1, 40);
          log.giving(next);
          ids.add(next);
        }
        told.addAll(ids);
        keep(log, ids.stream().mapToLong(it -> it).toArray());
      }
      last = next;
      wanted = random.nextLong(1, last * 2); // a clock that is set to and fro
      switch (random.nextInt(3)) {
        case 0 -> log.end(last).block(LIMIT);
        case 1 ->
            Files.writeString(newestSegment(), "{\"id\":9".repeat(50), StandardOpenOption.APPEND);
        default -> {} // killed
      }
    }
    EventLog log = log(Bounds.USUAL);
    long end = begin(log, wanted).first() - 1;
    for (int i = 0; i < 40; i++) {
      long after = random.nextLong(999, last);
      assertThat(ids(above(log, after, end)))
          .as("seed %d, above %d", seed, after)
          .containsExactlyElementsOf(told.stream().filter(it -> it > after).toList());
      List<Long> below = new ArrayList<>();
      boolean more = true;
      for (long at = after; more; ) {
        long from = at;
        LogReader.Page page = Objects.requireNonNull(log.read(it -> it.below(from)).block());
        below.addAll(ids(page.entries()));
        more = page.more();
        at = page.reached();
      }
      assertThat(below.reversed())
          .as("seed %d, below %d", seed, after)
          .containsExactlyElementsOf(told.stream().filter(it -> it < after).toList());
    }
  }
}
