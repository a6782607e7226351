package dev.linkflux.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The names of files follow the wall clock, and what is in them does not. */
class ClockSetBackTest {
  @TempDir private Path directory;
  private Instant wall = Instant.parse("2026-11-22T10:00:00Z");

  private static Woken hour(int hour) {
    return new Woken(new Moment(hour * 3_600_000_000_000L));
  }

  /** An hour a file, each begun when the clock shows so. */
  private List<Path> record(Instant zero, int days, String... shown) {
    Header header = new Header(zero, JsonNodeFactory.instance.objectNode(), Moment.ZERO);
    Recording recording = Recordings.hourly(directory, header, () -> wall);
    List<Path> before = Recordings.files(directory);
    List<Path> written = new ArrayList<>();
    for (int hour = 0; hour < shown.length; hour++) {
      wall = Instant.parse(shown[hour]);
      Recordings.write(recording, hour(24 * days + hour));
      Recordings.files(directory).stream()
          .filter(file -> !before.contains(file) && !written.contains(file))
          .forEach(written::add);
    }
    recording.finish(null);
    return written;
  }

  private static List<Path> inOrder(List<Path> files) {
    return TraceSource.inOrder(TraceSource.of(files)).stream().map(TraceSource::file).toList();
  }

  @Test
  void aRecordingIsReadInTheOrderInWhichItWasWritten() {
    List<Path> written =
        record(
            wall,
            0,
            "2026-11-22T10:00:00Z",
            "2026-11-22T11:00:00Z",
            "2026-11-22T04:00:00Z",
            "2026-11-22T05:00:00Z");
    List<Path> byName = Recordings.files(directory);
    assertThat(byName).hasSize(4).isNotEqualTo(written);
    try (var reader = TraceReader.open(byName, Names.growing(), _ -> {})) {
      List<Event> some = new ArrayList<>();
      while (reader.read(some, 10) > 0) {}
      assertThat(some).as("what goes back in time is skipped").hasSize(2);
    }

    assertThat(inOrder(byName)).isEqualTo(written);
    assertThat(Recordings.read(inOrder(byName)))
        .containsExactly(hour(0), hour(1), hour(2), hour(3));
    try (var reader = TraceReader.open(inOrder(byName), Names.growing(), _ -> {}, hour(2).at())) {
      assertThat(Recordings.read(reader)).containsExactly(hour(2), hour(3));
    }
  }

  /** A router without a clock of its own begins each time in the year of its firmware. */
  @Test
  void recordingsThatBeganAtAWrongTimeAreOneBehindTheOther() {
    List<Path> first =
        record(
            Instant.parse("2024-01-01T00:00:01Z"),
            0,
            "2024-01-01T00:00:02Z",
            "2026-11-22T10:00:00Z",
            "2026-11-22T11:00:00Z");
    List<Path> second =
        record(
            Instant.parse("2024-01-01T00:00:00Z"),
            0,
            "2024-01-01T00:00:02Z",
            "2026-11-22T12:00:00Z");
    List<Path> byName = Recordings.files(directory);
    assertThat(byName).startsWith(first.getFirst(), second.getFirst());

    assertThat(inOrder(byName)).isEqualTo(Stream.concat(first.stream(), second.stream()).toList());
  }

  @Test
  void whatIsInOrderStaysAsItIsAndWhatHasNoHeaderBehindTheFileBeforeIt() throws IOException {
    Path nothing = Files.writeString(directory.resolve("a.log"), "");
    List<Path> early = record(wall, 0, "2026-11-22T10:00:00Z", "2026-11-22T11:00:00Z");
    Path damaged = Files.writeString(directory.resolve("b.ndjson"), "{\"type\":\"hea");
    List<Path> late = record(wall, 1, "2026-11-23T10:00:00Z", "2026-11-22T09:00:00Z");
    Path missing = directory.resolve("missing");

    List<Path> ordered = new ArrayList<>(List.of(nothing));
    ordered.addAll(early);
    ordered.add(damaged);
    ordered.addAll(late);
    ordered.add(missing);
    assertThat(inOrder(ordered)).isEqualTo(ordered);
    assertThat(
            inOrder(
                List.of(nothing, late.get(1), early.get(0), early.get(1), damaged, late.get(0))))
        .containsExactly(nothing, late.get(0), late.get(1), early.get(0), early.get(1), damaged);
    assertThat(inOrder(List.of())).isEmpty();
  }
}
