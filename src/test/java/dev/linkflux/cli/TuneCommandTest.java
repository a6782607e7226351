package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TuneCommandTest {
  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path trace = Path.of("trace.ndjson");

  /** Ten minutes of two uplinks, of which the first is slow for two. */
  @BeforeEach
  void write() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int second = 0; second < 600; second += 2) {
      boolean slow = second >= 200 && second < 320;
      line(lines, second, "fibre", slow ? 800 : 20);
      line(lines, second + 1, "lte", 50);
    }
    trace = Files.writeString(directory.resolve("trace.ndjson"), lines);
  }

  @Test
  void aShortTraceIsCalledSoFirstAndItsTableIsShownAllTheSame() {
    assertThat(tune("--tries", "20")).isZero();

    assertThat(out.toString())
        .startsWith("The trace is too short to advise anything: 0.2 h; at least 2 h are needed.")
        .containsPattern("now +[0-9.]+ s .* as they are");
  }

  @Test
  void theSameIsToldAsJson() throws IOException {
    assertThat(tune("--tries", "5", "--json", "--goal", "badSeconds=min")).isZero();

    JsonNode told = new ObjectMapper().readTree(out.toString());
    assertThat(told.path("verdict").asText()).isEqualTo("too-short");
    assertThat(told.path("fragment").isNull()).isTrue();
    assertThat(told.path("pareto").path(0).path("training").has("badSeconds")).isTrue();
    assertThat(told.path("tried").asInt()).isBetween(2, 5);
  }

  @Test
  void whereNothingIsAdvisedTheFileSaysSo() throws IOException {
    Path file = directory.resolve("better.yml");

    assertThat(tune("--tries", "5", "--out", file.toString())).isZero();
    assertThat(Files.readAllLines(file)).isNotEmpty().allMatch(line -> line.startsWith("# "));
  }

  @Test
  void wrongUsageIsSaid() {
    assertThat(tune("--goal", "switches<=1/d")).isEqualTo(Refusal.WRONG);
    assertThat(tune("--fix", "probing")).isEqualTo(Refusal.WRONG);
    assertThat(tune("--hold-out", "95%")).isEqualTo(Refusal.WRONG);
    assertThat(tune("--tries", "0")).isEqualTo(Refusal.WRONG);

    assertThat(err.toString())
        .contains("but not what is wanted")
        .contains("no setting \"probing\" to try")
        .contains("10% to 90% expected")
        .contains("--tries: 1 or more");
  }

  private int tune(String... options) {
    List<String> arguments = new ArrayList<>(List.of("tune", trace.toString()));
    arguments.addAll(List.of(options));
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments.toArray(String[]::new));
  }

  private static void line(StringBuilder lines, int second, String uplink, int rtt) {
    lines.append(
        String.format(
            Locale.ROOT,
            "{\"t\":%d.5,\"link\":\"%s\",\"target\":\"x\",\"rtt_ms\":%d}%n",
            1_700_000_000 + second,
            uplink,
            rtt));
  }
}
