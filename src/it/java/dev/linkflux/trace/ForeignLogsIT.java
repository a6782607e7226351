package dev.linkflux.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.linkflux.lab.NeedsLab;
import dev.linkflux.time.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs that the real programs write here and now come to the sums that these print themselves. */
@NeedsLab
class ForeignLogsIT {
  /** What the programs print is rounded, or cut off, there. */
  private static final double MICROSECOND = 0.001_000_1;

  @TempDir private static Path directory;

  @BeforeAll
  static void run() throws Exception {
    RealPrograms.run(directory);
  }

  private Path log(String name, String program) throws IOException {
    Path log = directory.resolve(name);
    if (!Files.exists(log) || Files.size(log) == 0) {
      System.err.println(
          "!!! SKIPPED: the log of " + program + " is not read: it did not run here");
      Assumptions.abort("SKIPPED: " + program + " did not run; src/test/prepare brings it");
    }
    return log;
  }

  private static Counted.Sums read(String prefix, Path log, String target) {
    TraceSource source = TraceSource.parse(prefix + "=" + log);
    List<Event> events = new ArrayList<>();
    try (var reader = TraceReader.openAll(List.of(source), Names.growing(), _ -> {})) {
      while (reader.read(events, 512) > 0) {}
      assertThat(reader.problems()).isEmpty();
    }
    assertThat(events).extracting(event -> event.at().nanos()).isSorted();
    var all = Counted.of(events);
    assertThat(all).containsKey("wan " + target);
    return Objects.requireNonNull(all.get("wan " + target));
  }

  private static MatchResult find(String pattern, Path in) throws IOException {
    String text = Files.readString(in);
    var found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as("%s in %s", pattern, text).isTrue();
    return found.toMatchResult();
  }

  private static void equal(Counted.Sums sums, long sent, long received, String times) {
    double[] figures =
        Arrays.stream(times.split("/", -1)).mapToDouble(Double::parseDouble).toArray();
    assertThat(sums.sent).as("sent").isEqualTo(sent);
    assertThat(sums.received).as("received").isEqualTo(received);
    assertThat(sums.min / 1e6).as("min").isCloseTo(figures[0], within(MICROSECOND));
    assertThat(sums.total / 1e6 / sums.received)
        .as("mean")
        .isCloseTo(figures[1], within(MICROSECOND));
    assertThat(sums.max / 1e6).as("max").isCloseTo(figures[2], within(MICROSECOND));
  }

  @Test
  void ping() throws IOException {
    Path log = log("ping.log", "ping");
    MatchResult counts = find("(\\d+) packets transmitted, (\\d+) received", log);
    MatchResult times = find("= ([\\d.]+/[\\d.]+/[\\d.]+)/", log);

    Counted.Sums sums = read("wan", log, "198.51.100.1");

    equal(sums, number(counts, 1), number(counts, 2), times.group(1));
    assertThat(sums.received).as("some were lost").isLessThan(sums.sent);
  }

  @Test
  void fping() throws IOException {
    Path log = log("fping.log", "fping");
    for (String target : List.of("198.51.100.1", "198.51.100.2")) {
      MatchResult own =
          find(
              Pattern.quote(target)
                  + " +: xmt/rcv/%loss = (\\d+)/(\\d+)/.*min/avg/max = ([\\d.]+/[\\d.]+/[\\d.]+)",
              log);

      equal(read("wan", log, target), number(own, 1), number(own, 2), own.group(3));
    }
  }

  @Test
  void fpingThatCounts() throws IOException {
    Path log = log("fping-c.log", "fping");
    String[] own = find("198\\.51\\.100\\.1 +: ([\\d. -]+)$", log).group(1).split(" ", -1);

    Counted.Sums sums = read("wan", log, "198.51.100.1");

    assertThat(sums.sent).isEqualTo(own.length);
    assertThat(sums.total / 1e6)
        .isCloseTo(answers(own).stream().mapToDouble(it -> it).sum(), within(1e-6));
    assertThat(sums.received).isEqualTo(answers(own).size());
  }

  @Test
  void irtt() throws IOException {
    Path log = log("irtt.json", "irtt");
    JsonNode own = JsonMapper.builder().build().readTree(log.toFile()).path("stats");
    JsonNode rtt = own.path("rtt");

    Counted.Sums sums = read("wan", log, "127.0.0.1");

    assertThat(sums.sent).isEqualTo(own.path("packets_sent").asLong()).isPositive();
    assertThat(sums.received).isEqualTo(own.path("packets_received").asLong());
    assertThat(sums.min).isEqualTo(rtt.path("min").asLong());
    assertThat(sums.max).isEqualTo(rtt.path("max").asLong());
    assertThat(sums.total).isEqualTo(rtt.path("total").asLong());
    assertThat(sums.received).as("some were lost").isLessThan(sums.sent);
  }

  @Test
  void mtrReport() throws IOException {
    Path log = log("mtr.json", "mtr");
    JsonNode hubs = JsonMapper.builder().build().readTree(log.toFile()).path("report").path("hubs");
    JsonNode own = hubs.get(hubs.size() - 1);

    Counted.Sums sums = read("wan@2026-11-22T03:00:00Z,250ms", log, "198.51.100.1");

    assertThat(sums.sent).isEqualTo(own.path("Snt").asLong()).isPositive();
    assertThat(100.0 * (sums.sent - sums.received) / sums.sent)
        .isCloseTo(own.path("Loss%").asDouble(), within(0.01));
    assertThat(sums.min / 1e6).isCloseTo(own.path("Best").asDouble(), within(1e-6));
    assertThat(sums.max / 1e6).isCloseTo(own.path("Wrst").asDouble(), within(1e-6));
    assertThat(sums.total / 1e6 / sums.received)
        .isCloseTo(own.path("Avg").asDouble(), within(MICROSECOND));
  }

  /** It prints no sums: they are counted as its lines stand. */
  @Test
  void mtrRaw() throws IOException {
    Path log = log("mtr.raw", "mtr");
    List<String> lines = Files.readAllLines(log);
    long sent = lines.stream().filter(line -> line.startsWith("x 0 ")).count();
    List<Long> answers =
        lines.stream()
            .filter(line -> line.startsWith("p 0 "))
            .map(line -> Long.valueOf(line.split(" ", -1)[2]))
            .toList();

    Counted.Sums sums = read("wan@2026-11-22T03:00:00Z,250ms", log, "198.51.100.2");

    assertThat(sums.sent).isEqualTo(sent).isPositive();
    assertThat(sums.received).isEqualTo(answers.size());
    assertThat(sums.total / 1000).isEqualTo(answers.stream().mapToLong(it -> it).sum());
  }

  /** Beside what it says that fping told it. */
  @Test
  void smokeping() throws IOException {
    Path said = log("smokeping.txt", "smokeping");
    String[] own =
        find("Got fping output: '198\\.51\\.100\\.1 : ([^']+)'", said).group(1).split(" ", -1);
    try (var files = Files.newDirectoryStream(directory, "near.*.csv")) {
      Path log = files.iterator().next();

      Counted.Sums sums = read("wan", log, "near");

      assertThat(sums.sent).isEqualTo(6).isEqualTo(own.length);
      assertThat(sums.received).isEqualTo(answers(own).size());
      assertThat(sums.total / 1e6)
          .isCloseTo(answers(own).stream().mapToDouble(it -> it).sum(), within(1e-6));
    }
  }

  private static List<Double> answers(String[] words) {
    return Arrays.stream(words).filter(it -> !it.equals("-")).map(Double::valueOf).toList();
  }

  private static long number(MatchResult match, int group) {
    return Long.parseLong(match.group(group));
  }
}
