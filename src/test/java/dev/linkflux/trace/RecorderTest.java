package dev.linkflux.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recorder on a real file system, in and out of trouble. */
class RecorderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:04:05Z");
  private static final Header HEADER =
      new Header(NOW, JsonNodeFactory.instance.objectNode(), Moment.ZERO);
  private static final String FIRST = "linkflux-20261122T030405Z.ndjson";

  @TempDir private Path temporary;
  private final BlockingQueue<String> warnings = new LinkedBlockingQueue<>();
  private final List<Recorder> started = new ArrayList<>();

  @AfterEach
  void close() {
    started.forEach(Recorder::close);
  }

  @Test
  void whatIsRecordedStandsInTheFileWithinASecondAndAfterTheEnd() {
    Path directory = temporary.resolve("made/if/missing");
    Recorder recorder = start(directory, usual());
    recorder.record(new Woken(new Moment(7)));
    until(() -> text(directory.resolve(FIRST)).endsWith("{\"type\":\"woken\",\"at\":7}\n"));
    assertThat(text(directory.resolve(FIRST))).contains("\"began\":7,");
    for (int i = 8; i < 20_000; i++) {
      recorder.record(new Woken(new Moment(i)));
    }
    end(recorder);
    assertThat(moments(directory)).hasSize(20_000 - 7).isSorted();
    assertThat(recorder.lost()).isZero();
    recorder.record(new Woken(new Moment(30_000)));
    assertThat(names(directory)).containsExactly(FIRST);
    assertThat(warnings).isEmpty();
  }

  @Test
  void whatTheQueueCannotTakeIsDroppedCountedAndMarkedWhereItIsMissing() throws Exception {
    Path blocked = temporary.resolve("blocked");
    Files.createFile(blocked);
    Recorder recorder = start(blocked, limits(4, 1 << 20, Duration.ofMillis(10)));
    for (int i = 0; i < 10; i++) {
      recorder.record(new Woken(new Moment(i)));
    }
    assertThat(recorder.lost()).isEqualTo(6);
    assertThat(told()).contains("recording to " + blocked + " has stopped");
    Files.delete(blocked);
    until(() -> text(blocked.resolve(FIRST)).contains("\"at\":3}"));
    assertThat(told()).contains("goes on; nothing is missing");
    recorder.record(new Woken(new Moment(10)));
    end(recorder);
    assertThat(read(blocked))
        .containsExactly(
            new Woken(new Moment(0)),
            new Woken(new Moment(1)),
            new Woken(new Moment(2)),
            new Woken(new Moment(3)),
            new Gap(new Moment(10), 6),
            new Woken(new Moment(10)));
    assertThat(warnings).isEmpty();
  }

  @Test
  void lossesAtTheVeryEndAreMarkedToo() throws Exception {
    Path blocked = Files.createFile(temporary.resolve("blocked"));
    Recorder recorder = start(blocked, limits(2, 1 << 20, Duration.ofMillis(10)));
    for (int i = 0; i < 5; i++) {
      recorder.record(new Woken(new Moment(i)));
    }
    Files.delete(blocked);
    until(() -> text(blocked.resolve(FIRST)).contains("\"at\":1}"));
    end(recorder);
    assertThat(read(blocked)).last().isEqualTo(new Gap(new Moment(4), 3));
  }

  @Test
  void aVanishedDirectoryIsMadeAgainAndTheLossIsMarked() throws Exception {
    Path directory = temporary.resolve("vanishing");
    Recorder recorder = start(directory, limits(100, 1 << 20, Duration.ofMillis(10)));
    recorder.record(new Woken(new Moment(1)));
    until(() -> text(directory.resolve(FIRST)).contains("\"at\":1}"));
    Files.move(directory, temporary.resolve("elsewhere"));
    recorder.record(new Woken(new Moment(2)));
    assertThat(told()).contains("has vanished");
    assertThat(told()).contains("goes on; 1 events are lost");
    recorder.record(new Woken(new Moment(3)));
    end(recorder);
    assertThat(read(directory))
        .containsExactly(
            new Gap(new Moment(2), 1), new Woken(new Moment(2)), new Woken(new Moment(3)));
    assertThat(recorder.lost()).isEqualTo(1);
    assertThat(warnings).isEmpty();
  }

  @Test
  void aFileThatIsOldEnoughIsFollowedByTheNext() {
    Recorder recorder = start(temporary, Recordings.HOURLY);
    for (long minute : List.of(5, 64, 65, 124, 300)) {
      recorder.record(new Woken(new Moment(minute * 60_000_000_000L)));
    }
    end(recorder);
    assertThat(names(temporary))
        .containsExactly(
            FIRST, "linkflux-20261122T030406Z.ndjson", "linkflux-20261122T030407Z.ndjson");
    assertThat(moments(temporary)).hasSize(5).isSorted();
  }

  @Test
  void aFullFileIsPackedAndTheNextOneGoesOn() {
    Recorder recorder = start(temporary, limits(65_536, 200_000, Duration.ofSeconds(1)));
    for (int i = 0; i < 20_000; i++) {
      recorder.record(new Woken(new Moment(i)));
    }
    until(() -> names(temporary).size() == 3 && names(temporary).contains(FIRST + ".gz"));
    until(() -> !names(temporary).contains("linkflux-20261122T030406Z.ndjson"));
    end(recorder);
    assertThat(names(temporary))
        .containsExactly(
            FIRST + ".gz",
            "linkflux-20261122T030406Z.ndjson.gz",
            "linkflux-20261122T030407Z.ndjson");
    assertThat(moments(temporary)).hasSize(20_000).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void oldFilesOfOursAreDeletedAndOthersAreNot() throws IOException {
    Path old = aged("linkflux-20261101T000000Z.ndjson.gz", Duration.ofDays(8));
    Path part = aged("linkflux-20261102T000000Z.ndjson.gz.part", Duration.ofHours(1));
    aged("linkflux-20261120T000000Z.ndjson.gz", Duration.ofDays(6));
    aged("linkflux-20261121T000000Z.ndjson", Duration.ofDays(1));
    aged("diary.ndjson", Duration.ofDays(900));
    Recorder recorder = start(temporary, usual());
    recorder.record(new Woken(new Moment(1)));
    until(() -> !names(temporary).contains("linkflux-20261121T000000Z.ndjson"));
    end(recorder);
    assertThat(old).doesNotExist();
    assertThat(part).doesNotExist();
    assertThat(names(temporary))
        .containsExactly(
            "diary.ndjson",
            "linkflux-20261120T000000Z.ndjson.gz",
            "linkflux-20261121T000000Z.ndjson.gz",
            FIRST);
  }

  @Test
  void recordingNeverWaitsWhileTheWriterIsStuck() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    Recorder recorder =
        Recorder.start(
            temporary,
            HEADER,
            limits(10, 1 << 20, Duration.ofSeconds(1)),
            () -> {
              awaited(stuck);
              return NOW;
            },
            System::nanoTime,
            warnings::add);
    started.add(recorder);
    long before = System.nanoTime();
    for (int i = 0; i < 100_000; i++) {
      recorder.record(new Woken(new Moment(i)));
    }
    recorder.close();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    assertThat(recorder.lost()).isGreaterThanOrEqualTo(100_000 - 10);
    stuck.countDown();
  }

  private String told() throws InterruptedException {
    return String.valueOf(warnings.poll(30, TimeUnit.SECONDS));
  }

  private static void awaited(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody came");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Recorder start(Path directory, Recorder.Limits limits) {
    Recorder recorder =
        Recorder.start(directory, HEADER, limits, () -> NOW, System::nanoTime, warnings::add);
    started.add(recorder);
    return recorder;
  }

  private static Recorder.Limits usual() {
    return limits(65_536, 64L << 20, Duration.ofSeconds(1));
  }

  private static Recorder.Limits limits(int queue, long fileBytes, Duration retry) {
    return new Recorder.Limits(
        queue,
        fileBytes,
        Duration.ofDays(1),
        Duration.ofMillis(10),
        retry,
        Duration.ofDays(7),
        1L << 30,
        Compression.GZIP);
  }

  private Path aged(String name, Duration age) throws IOException {
    Path file = Files.writeString(temporary.resolve(name), "{}\n");
    return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
  }

  private static List<String> names(Path directory) {
    return Recordings.files(directory).stream().map(file -> file.getFileName().toString()).toList();
  }

  private static List<Event> read(Path directory) {
    return Recordings.read(Recordings.files(directory));
  }

  private static List<Long> moments(Path directory) {
    return read(directory).stream().map(event -> event.at().nanos()).toList();
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file, UTF_8) : "";
    } catch (IOException _) {
      return ""; // it has just gone
    }
  }

  /** Its end waits half a second for what is slow; here all of it has to be written. */
  private static void end(Recorder recorder) {
    recorder.close();
    until(() -> !isWriting());
  }

  private static boolean isWriting() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(it -> it.getName().equals("linkflux-recorder"));
  }

  private static void until(BooleanSupplier condition) {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for 20 s").isLessThan(limit);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
