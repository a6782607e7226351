package dev.linkflux.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What earlier recordings have left is put in order, step by step, without threads. */
class RestartTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:04:05Z");
  private static final Header HEADER =
      new Header(NOW, JsonNodeFactory.instance.objectNode(), Moment.ZERO);
  private static final String OLD = "linkflux-20261120T000000Z.ndjson";
  private static final String OPEN = "linkflux-20261122T030405Z.ndjson";

  @TempDir private Path directory;
  private final List<String> told = new ArrayList<>();

  @ParameterizedTest
  @EnumSource
  void aTornFileIsMendedAndPackedAndNothingBeforeTheTearIsLost(Compression compression)
      throws IOException {
    Path old = recording(OLD, 100);
    Files.writeString(old, "{\"type\":\"wok", StandardOpenOption.APPEND);
    Files.setLastModifiedTime(old, FileTime.from(NOW.minus(Duration.ofDays(2))));
    upkeep(compression, 1 << 20);
    Path left = TraceDirectory.packed(old, compression);
    assertThat(moments(left)).isEqualTo(upTo(100));
    assertThat(told).containsExactly(old + ": half a line of 12 bytes was cut off its end");
    assertThat(Files.getLastModifiedTime(left).toInstant())
        .isEqualTo(NOW.minus(Duration.ofDays(2)));
    assertThat(Files.exists(old)).isEqualTo(compression == Compression.OFF);
  }

  @ParameterizedTest
  @EnumSource(names = "OFF", mode = EnumSource.Mode.EXCLUDE)
  void anInterruptedPackingIsDoneAgainFromThePlainFile(Compression compression) throws IOException {
    Path old = recording(OLD, 100);
    Path packed = TraceDirectory.packed(old, compression);
    Files.writeString(
        TraceDirectory.part(packed), "half of it, and longer than the whole ".repeat(99));
    Files.writeString(packed, "cut before the plain file was deleted");
    upkeep(compression, 1 << 20);
    assertThat(moments(packed)).isEqualTo(upTo(100));
    assertThat(names()).containsExactly(packed.getFileName().toString(), OPEN);
    assertThat(told).isEmpty();
  }

  @Test
  void whatIsLeftIsThePlainFileWhenPackingFails() throws IOException {
    Path old = recording(OLD, 100);
    Files.createDirectory(TraceDirectory.part(TraceDirectory.packed(old, Compression.GZIP)));
    upkeep(Compression.GZIP, 1 << 20);
    assertThat(moments(old)).isEqualTo(upTo(100));
  }

  @Test
  void aFileThatSomebodyElseIsWritingIsLeftAlone() throws IOException {
    Path old = recording(OLD, 100);
    Files.writeString(old, "{\"type\":\"wok", StandardOpenOption.APPEND);
    byte[] before = Files.readAllBytes(old);
    try (FileChannel others = FileChannel.open(old, StandardOpenOption.WRITE)) {
      assertThat(Hold.of(others)).isEqualTo(Hold.OURS);
      upkeep(Compression.GZIP, 10);
    }
    assertThat(Files.readAllBytes(old)).isEqualTo(before);
    assertThat(told).isEmpty();
  }

  @Test
  void anEmptyFileIsDeleted() throws IOException {
    Path old = Files.createFile(directory.resolve(OLD));
    upkeep(Compression.OFF, 1 << 20);
    assertThat(old).doesNotExist();
  }

  @Test
  void theOldestGoUntilTheRestFitsAndNeverWhatIsBeingWritten() throws IOException {
    for (int day = 10; day < 20; day++) {
      Files.write(
          directory.resolve("linkflux-202611%dT000000Z.ndjson.gz".formatted(day)), new byte[1000]);
    }
    Files.write(directory.resolve("others.ndjson"), new byte[9000]);
    Files.write(directory.resolve(OPEN), new byte[5500]);
    upkeep(Compression.GZIP, 8000);
    assertThat(names())
        .containsExactly(
            "linkflux-20261118T000000Z.ndjson.gz",
            "linkflux-20261119T000000Z.ndjson.gz",
            OPEN,
            "others.ndjson");
    upkeep(Compression.GZIP, 10);
    assertThat(names()).containsExactly(OPEN, "others.ndjson");
  }

  /** As much as a service does within its first seconds beside the file that it records to. */
  private void upkeep(Compression compression, long size) throws IOException {
    Path open = directory.resolve(OPEN);
    if (!Files.exists(open)) {
      Files.createFile(open);
    }
    Upkeep upkeep =
        new Upkeep(
            new TraceDirectory(directory),
            new Recorder.Limits(
                10,
                1 << 20,
                Duration.ofDays(1),
                Duration.ofMillis(10),
                Duration.ofSeconds(1),
                Duration.ofDays(900),
                size,
                compression),
            () -> NOW,
            () -> TimeUnit.SECONDS.toNanos(1),
            told::add);
    for (int i = 0; i < 20; i++) {
      upkeep.step(open);
    }
  }

  private Path recording(String name, int events) throws IOException {
    LineEncoder encoder = new LineEncoder();
    StringBuilder text = new StringBuilder(new String(encoder.encode(HEADER), UTF_8));
    for (long at : upTo(events)) {
      text.append(new String(encoder.encode(new Woken(new Moment(at))), UTF_8));
    }
    return Files.writeString(directory.resolve(name), text);
  }

  private static List<Long> upTo(int events) {
    List<Long> moments = new ArrayList<>();
    for (long at = 0; at < events; at++) {
      moments.add(at);
    }
    return moments;
  }

  private static List<Long> moments(Path file) {
    return Recordings.read(List.of(file)).stream().map(event -> event.at().nanos()).toList();
  }

  private Set<String> names() throws IOException {
    return new TreeSet<>(
        Recordings.files(directory).stream().map(file -> file.getFileName().toString()).toList());
  }
}
