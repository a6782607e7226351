package dev.linkflux.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Scenario;
import dev.linkflux.time.Dated;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change of the configuration in a trace: what is written of it, and who learns of it. */
class ConfiguredTraceTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:04:05Z");

  @TempDir private Path directory;

  private static Moment minutes(long minutes) {
    return new Moment(minutes * 60_000_000_000L);
  }

  private static Reconfigured change(long at, int number) {
    return new Reconfigured(
        minutes(at), Scenario.settings(1, 1), null, "{\n  \"number\": " + number + "\n}");
  }

  private static JsonNode config(int number) {
    return JsonNodeFactory.instance.objectNode().put("number", number);
  }

  @Test
  void itIsOneLine() {
    assertThat(new String(new LineEncoder().encode(change(1, 7)), UTF_8))
        .isEqualTo("{\"type\":\"config\",\"at\":60000000000,\"config\":{\"number\":7}}\n");
  }

  @Test
  void itStandsUntilTheNextAndComesBehindTheDate() {
    Standing standing = new Standing();
    standing.learn(change(1, 1));
    standing.learn(new Dated(minutes(2), NOW));
    standing.learn(change(3, 2));
    standing.learn(change(2, 3));
    assertThat(standing.asSaid())
        .containsExactly(new Dated(minutes(2), NOW), new Configured(minutes(3), config(2)));
    assertThat(standing.at(minutes(5)))
        .containsExactly(
            new Dated(minutes(5), NOW.plus(Duration.ofMinutes(3))),
            new Configured(minutes(5), config(2)));
  }

  /** An hour a file; the configuration changes in the first and in the second one. */
  private List<Path> recorded() {
    Recording recording =
        Recordings.hourly(directory, new Header(NOW, config(0), Moment.ZERO), () -> NOW);
    Recordings.write(
        recording,
        new Woken(minutes(0)),
        change(10, 1),
        new Woken(minutes(20)),
        new Woken(minutes(70)),
        change(80, 2),
        new Woken(minutes(140)),
        new Woken(minutes(150)));
    recording.finish(null);
    return Recordings.files(directory);
  }

  @Test
  void eachFileBeginsWithWhatIsInForceThen() {
    List<Path> files = recorded();
    assertThat(files).hasSize(3);
    for (int number = 0; number < files.size(); number++) {
      try (TraceReader reader =
          TraceReader.open(List.of(files.get(number)), Names.growing(), _ -> {})) {
        Header header = reader.header();
        assertThat(header == null ? null : header.config()).isEqualTo(config(number));
      }
    }
    assertThat(Recordings.read(files))
        .hasSize(7)
        .contains(new Configured(minutes(10), config(1)), new Configured(minutes(80), config(2)));
  }

  @Test
  void whoBeginsLaterKnowsWhatIsInForceThen() {
    List<Path> files = recorded();
    for (long from : List.of(15, 75, 145)) {
      try (TraceReader reader = TraceReader.open(files, Names.growing(), _ -> {}, minutes(from))) {
        assertThat(Recordings.read(reader).getFirst())
            .isEqualTo(new Configured(minutes(from), config(from < 80 ? 1 : 2)));
      }
    }
  }
}
