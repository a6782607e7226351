package dev.linkflux.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.time.Dated;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.Used;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every replay has a date, so that calendars count in it. */
class ReplayDatesTest {
  @TempDir private Path directory;

  private final Settings settings = Scenario.settings(2, 3);

  private List<Event> inputs(Path of) {
    return new Replay(List.of(of))
        .inputs(settings, _ -> {}, _ -> {})
        .concatMapIterable(batch -> batch)
        .collectList()
        .blockOptional()
        .orElseThrow();
  }

  @Test
  void aForeignLogIsDatedByItsEpoch() throws IOException {
    String records =
        """
        {"t":1732240000.5,"link":"u0","target":"t0","rtt_ms":8.25}
        {"t":1732240001.5,"link":"u1","target":"t0","rtt_ms":null}
        """;
    List<Event> inputs = inputs(Files.writeString(directory.resolve("log"), records));
    assertThat(inputs).hasSize(5);
    assertThat(inputs.getFirst())
        .isEqualTo(new Dated(Moment.ZERO, Instant.parse("2024-11-22T01:46:40.5Z")));
  }

  @Test
  void aTraceThatBeginsWithADateHasNoOther() throws IOException {
    String trace =
        """
        {"type":"header","format":"linkflux-trace","version":1,"wall":"2026-11-22T03:00:00Z"}
        {"type":"dated","at":5,"wall":"2026-11-22T03:00:00.000000007Z"}
        {"type":"used","at":6,"uplink":"u1","bytes":9}
        {"type":"used","at":6,"uplink":"unknown","bytes":9}
        {"type":"steered","at":6,"uplink":"unknown","steering":"pin"}
        """;
    List<Event> inputs = inputs(Files.writeString(directory.resolve("dated"), trace));
    assertThat(inputs)
        .containsExactly(
            new Dated(new Moment(5), Instant.parse("2026-11-22T03:00:00.000000007Z")),
            new Used(new Moment(6), settings.uplinks().get(1).id(), 9),
            new Woken(new Moment(6)));
  }
}
