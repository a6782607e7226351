package dev.linkflux.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.time.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Recordings of a few events on a real file system, and what is read from them. */
final class Recordings {
  /** A new file each hour of events, none of them packed. */
  static final Recorder.Limits HOURLY =
      new Recorder.Limits(
          100,
          1 << 20,
          Duration.ofHours(1),
          Duration.ofMillis(10),
          Duration.ofMillis(10),
          Duration.ofDays(7),
          1L << 30,
          Compression.OFF);

  private Recordings() {}

  /** One by the hour, without a thread of its own. */
  static Recording hourly(Path directory, Header header, InstantSource wall) {
    return new Recording(
        directory, header, HOURLY, wall, System::nanoTime, _ -> {}, new AtomicLong());
  }

  /** Writes events at once. */
  static void write(Recording recording, Event... events) {
    assertThat(recording.drain(new ArrayDeque<>(List.of(events)))).isFalse();
  }

  /** All files in a directory, in the order of their names. */
  static List<Path> files(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** All inputs of traces in which nothing is wrong. */
  static List<Event> read(List<Path> files) {
    try (var reader = TraceReader.open(files, Names.growing(), _ -> {})) {
      return read(reader);
    }
  }

  /** The same of one that is open. */
  static List<Event> read(TraceReader reader) {
    List<Event> events = new ArrayList<>();
    while (reader.read(events, 10) > 0) {}
    assertThat(reader.problems()).isEmpty();
    assertThat(reader.unknownTypes()).isZero();
    return events;
  }
}
