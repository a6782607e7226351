package dev.linkflux.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on five and a half minutes in which the main uplink freezes. */
class ReplayCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path TRACE = Path.of("src/test/resources/traces/frozen-main.ndjson.gz");

  @TempDir private Path directory = Path.of("");
  private List<String> inputs = List.of();

  private record Ended(int status, String out, String err) {}

  @BeforeEach
  void read() throws IOException {
    try (var in = new GZIPInputStream(Files.newInputStream(TRACE))) {
      inputs = new String(in.readAllBytes(), UTF_8).lines().toList();
    }
  }

  private static Ended replay(Object... arguments) {
    List<String> all = new ArrayList<>(List.of("replay"));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Main.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Ended(status, out.toString().strip(), err.toString().strip());
  }

  private static JsonNode json(Ended ended) throws IOException {
    assertThat(ended.err()).isEmpty();
    assertThat(ended.status()).isZero();
    return JSON.readTree(ended.out());
  }

  private Path file(String name, List<String> lines) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, lines);
  }

  /** With the decisions in it, as the recorder would have written it. */
  private Path recorded() throws IOException {
    Path decisions = directory.resolve("decisions.ndjson");
    assertThat(replay(TRACE, "--events", decisions).status()).isZero();
    List<String> lines = new ArrayList<>(inputs.subList(1, inputs.size()));
    lines.addAll(Files.readAllLines(decisions));
    List<Line> ordered = new ArrayList<>();
    for (String line : lines) {
      ordered.add(new Line(JSON.readTree(line).path("at").asLong(), line));
    }
    ordered.sort(Comparator.comparingLong(Line::at)); // stable: decisions behind their inputs
    List<String> all = new ArrayList<>(List.of(inputs.getFirst()));
    ordered.forEach(line -> all.add(line.text()));
    return file("north/recorded.ndjson", all);
  }

  private record Line(long at, String text) {}

  private Path config(String name, String more) throws IOException {
    return file(
        name,
        List.of(
            "targets:",
            "  - {name: one, address: 192.0.2.1}",
            "  - {name: two, address: 192.0.2.2}",
            "  - {name: three, address: 192.0.2.3}",
            "uplinks:",
            "  - {name: tdlte, interface: wan1, tier: 1}",
            "  - {name: wisp, interface: wan2, tier: 2}",
            "  - {name: adsl, interface: wan3, tier: 3}",
            more));
  }

  @Test
  void aRecordedTraceIsVerifiedWhollyAndInParts() throws IOException {
    Path recorded = recorded();
    Ended whole = replay(recorded, "--verify");
    assertThat(whole.err()).matches("as recorded: all \\d+ recorded decisions are the same");
    assertThat(whole.status()).isZero();
    Ended part = replay(recorded, "--verify", "--json", "--from", "+2m", "--to", "+4m");
    assertThat(part.err()).matches("as recorded: all \\d+ recorded decisions are the same");
    JsonNode config = JSON.readTree(part.out()).path("configs").path(0);
    assertThat(config.at("/verified/same").asInt()).isBetween(1, 60);
    assertThat(config.at("/verified/difference").isNull()).isTrue();
    assertThat(config.path("carrying_before").path(0).asText()).isEqualTo("adsl");
  }

  @Test
  void theFirstDifferenceIsShownAndTheStatusSaysSo() throws IOException {
    Path recorded = recorded();
    Path later = config("later.yml", "decision: {holdDown: 40s}");
    Ended ended = replay(recorded, "--verify", "--config", later);
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err()).contains(later + ": number ", "recorded: {", "replayed: {");
  }

  @Test
  void aRecordingWithARestartInItIsVerifiedRunByRun() throws IOException {
    Path recorded = recorded();
    List<String> again = new ArrayList<>(Files.readAllLines(recorded));
    again.set(0, again.getFirst().replace("03:00:00.000Z", "04:00:00.000Z"));
    file("north/recorded2.ndjson", again);
    Path north = recorded.resolveSibling("");
    Ended ended = replay(north, "--verify");
    assertThat(ended.err().lines())
        .hasSize(2)
        .allMatch(line -> line.contains("recorded decisions are the same"))
        .anyMatch(line -> line.contains("from 2026-11-22 04:00:00 UTC: as recorded: all "));
    assertThat(ended.status()).isZero();
    wrong("--verify of a part is for the files of one run", north, "--verify", "--from", "1m");
  }

  @Test
  void severalConfigurationsAreComparedInOnePass() throws IOException {
    Path one = config("one.yml", "decision: {holdDown: 20s}");
    Path other = config("other.yml", "decision: {holdDown: 2m}");
    Ended ended = replay(TRACE, "--config", one, "--config", other);
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out().lines().skip(2).findFirst().orElse(""))
        .containsPattern("^ +one\\.yml +other\\.yml$");
    assertThat(ended.out())
        .contains("bad seconds", "They do not agree for", "tdlte carries traffic");
    JsonNode configs =
        json(replay(TRACE, "--json", "--config", one, "--config", other)).path("configs");
    assertThat(configs).hasSize(2);
    assertThat(configs.path(0).path("config").asText()).isEqualTo(one.toString());
    assertThat(configs.path(0).path("elections"))
        .isNotEqualTo(configs.path(1).path("elections"))
        .isEqualTo(json(replay(TRACE, "--json", "--config", one)).at("/configs/0/elections"));
    assertThat(configs.path(0).path("score").path("switches").asLong())
        .isEqualTo(configs.path(0).path("switches").asLong());
  }

  @Test
  void onlyThePartThatIsAskedForCounts() throws IOException {
    JsonNode part = json(replay(TRACE, "--json", "--from", "2026-11-22T03:02:00Z", "--to", "4m"));
    assertThat(part.path("seconds").asDouble()).isEqualTo(120);
    double truth = 0;
    for (String condition : List.of("good_s", "breaching_s", "dead_s", "unknown_s")) {
      truth += part.at("/truth/adsl/" + condition).asDouble();
    }
    assertThat(truth).isCloseTo(120, within(0.01));
    assertThat(part.path("from").asText()).isEqualTo("2026-11-22T03:02:00Z");
    assertThat(part.path("to").asText()).isEqualTo("2026-11-22T03:04:00Z");
    JsonNode whole = json(replay(TRACE, "--json")).at("/configs/0/elections");
    List<JsonNode> within = new ArrayList<>();
    whole.forEach(
        election -> {
          long at = election.path("at").asLong();
          if (at >= 120_000_000_000L && at <= 240_000_000_000L) {
            within.add(election);
          }
        });
    assertThat(part.at("/configs/0/elections")).hasSize(1).containsExactlyElementsOf(within);
  }

  @Test
  void uplinksThatAreNotAskedForAreNotThere() throws IOException {
    JsonNode config =
        json(replay(TRACE, "--json", "--uplink", "wisp", "--uplink", "adsl")).at("/configs/0");
    assertThat(config.path("uplinks").properties())
        .extracting(it -> it.getKey())
        .containsExactly("wisp", "adsl");
    assertThat(config.at("/elections/0/carrying/0").asText()).isEqualTo("wisp");
  }

  @Test
  void aForeignLogIsReadOnceUnlessSomebodyAppearsLate() throws IOException {
    List<String> bare = new ArrayList<>();
    for (int i = 0; i < 21_000; i++) {
      bare.add("{'t':%d,'link':'first','target':'x','rtt_ms':8.1}".formatted(i).replace('\'', '"'));
    }
    bare.add("{'t':21000,'link':'late','target':'y','rtt_ms':9.5}".replace('\'', '"'));
    JsonNode config = json(replay(file("bare.ndjson", bare), "--json")).at("/configs/0");
    assertThat(config.path("uplinks").properties())
        .extracting(it -> it.getKey())
        .containsExactly("first", "late");
  }

  @Test
  void severalRoutersAreReportedOneByOneAndTogether() throws IOException {
    file("north/a.ndjson", inputs);
    file("south/a.ndjson", inputs);
    Path north = directory.resolve("north");
    Path south = directory.resolve("south");
    JsonNode all = json(replay(north, south, "--json"));
    assertThat(all.path("routers"))
        .extracting(it -> it.path("router").asText())
        .containsExactly("north", "south");
    assertThat(all.at("/total/configs/0/switches").asLong())
        .isEqualTo(2 * all.at("/routers/0/configs/0/switches").asLong())
        .isPositive();
    assertThat(replay(north, south).out()).contains("── north ──", "── south ──", "all 2 routers");
  }

  @Test
  void wrongUsageIsTold() throws IOException {
    wrong(
        "there is no `lte` in `as recorded`, which has tdlte, wisp, adsl",
        TRACE,
        "--uplink",
        "lte");
    wrong("is after the end of the trace, which is 2026-11-22 03:05:30 UTC", TRACE, "--from", "1h");
    wrong("is not after --from", TRACE, "--from", "2m", "--to", "1m");
    wrong("`soon` is neither a time", TRACE, "--from", "soon");
    wrong("--verify compares the whole trace", TRACE, "--verify", "--uplink", "wisp");
    wrong("--speed plays, and reports nothing", TRACE, "--speed", "2x", "--json");
    wrong("--listen is for --speed", TRACE, "--listen", "127.0.0.1:1");
    wrong("`fast` is no speed", TRACE, "--speed", "fast");
    wrong("there is no such file", TRACE, "--config", directory.resolve("none.yml"));
    Path strange = file("strange.yml", List.of("uplinks: [{name: tdlte, interface: wan1}]"));
    wrong("targets: none of ", TRACE, "--config", strange);
    Path narrow =
        file(
            "narrow.yml",
            List.of(
                "uplinks: [{name: tdlte, interface: wan1}]",
                "targets: [{name: one, address: 192.0.2.1}]"));
    Path wide = config("wide.yml", "");
    wrong("cannot be told of beside", TRACE, "--speed", "2x", "--config", narrow, "--config", wide);
    file("north/a.ndjson", inputs);
    file("south/a.ndjson", inputs);
    Path north = directory.resolve("north");
    Path south = directory.resolve("south");
    wrong("--speed plays one router at a time", north, south, "--speed", "2x");
    Path bare =
        file("bare/a.ndjson", List.of("{\"t\":1,\"link\":\"a\",\"target\":\"x\",\"rtt_ms\":9}"));
    wrong("several routers, and not all", north, bare.resolveSibling(""));
    wrong("--events is for one router", north, south, "--events", "x.ndjson");
  }

  private static void wrong(String words, Object... arguments) {
    Ended ended = replay(arguments);
    assertThat(ended.err()).contains(words);
    assertThat(ended.status()).as(ended.err()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void aTraceOfANewerVersionIsRefused() throws IOException {
    List<String> newer = new ArrayList<>(inputs);
    newer.set(0, newer.getFirst().replace("\"version\":1", "\"version\":2"));
    wrong("newer.ndjson:1: is a trace of version 2", file("newer.ndjson", newer));
    wrong("none.ndjson: no such file", directory.resolve("none.ndjson"));
  }
}
