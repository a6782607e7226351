package dev.linkflux.bench;

import dev.linkflux.bench.ReplayRounds.Round;
import dev.linkflux.bench.ReplayRounds.Rounds;
import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configurations;
import dev.linkflux.config.Reading;
import dev.linkflux.time.Moment;
import dev.linkflux.trace.Header;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** How fast traces are replayed, beside only parsing them, and how much memory that takes. */
public final class ReplayBench {
  private static final long MEGABYTE = 1_000_000;
  private static final long SMALL = 100 * MEGABYTE;

  private static final List<String> UPLINKS = List.of("fibre", "lte", "dsl");
  private static final List<String> TARGETS = List.of("cloudflare", "quad9", "google");

  /** As {@code src/build/linkflux} has them for a replay. */
  private static final List<String> OPTIONS =
      List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmn16m", "-Xmx512m");

  private ReplayBench() {}

  /**
   * Takes the number of rounds, the size of the large trace in megabytes, a directory for the
   * traces, and the file for the results without its ending.
   */
  public static void main(String[] arguments) throws IOException {
    Machine machine = Machine.now();
    String count = arguments[0];
    Path directory = Files.createDirectories(Path.of(arguments[2]));
    Path recorded = directory.resolve("native.ndjson");
    Path bare = directory.resolve("bare.ndjson");
    Path large = directory.resolve("large.ndjson");
    try {
      write(recorded, true, SMALL);
      write(bare, false, SMALL);
      String speed = rows("native", rounds(recorded, count)) + rows("bare", rounds(bare, count));
      String memory = Footprint.of(recorded).row();
      write(large, true, Long.parseLong(arguments[1]) * MEGABYTE);
      memory += Footprint.of(large).row();
      String result = markdown(machine, count, speed, memory);
      Files.writeString(Path.of(arguments[3] + ".md"), result);
      System.out.println(result);
    } finally {
      for (Path trace : List.of(recorded, bare, large)) {
        Files.deleteIfExists(trace);
      }
    }
  }

  /** By what the traces are made, and replayed. */
  static Configuration configuration() {
    if (Configurations.ofNames(UPLINKS, TARGETS) instanceof Reading.Valid(Configuration valid, _)) {
      return valid;
    }
    throw new IllegalStateException("the defaults are valid");
  }

  private static void write(Path file, boolean recorded, long bytes) throws IOException {
    Configuration configuration = configuration();
    TraceWriting writing = new TraceWriting(configuration.settings());
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      if (recorded) {
        Instant wall = Instant.parse("2026-11-22T03:00:00Z");
        writing.nativeLines(out, new Header(wall, configuration.effective(), Moment.ZERO), bytes);
      } else {
        writing.bareRecords(out, bytes);
      }
    }
  }

  private static List<Round> rounds(Path trace, String count) {
    List<String> command = new ArrayList<>(List.of("taskset", "-c", "0"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ReplayRounds.class.getName(), trace.toString(), count));
    return Engines.result(Shell.run(command), Rounds.class).rounds();
  }

  private static String rows(String kind, List<Round> rounds) {
    return row(kind, "Jackson, tokens only", rounds, Round::tokens)
        + row(kind, "Jackson, names and values", rounds, Round::values)
        + row(kind, "reader of linkflux", rounds, Round::reader)
        + row(kind, "replay: reader and all stages", rounds, Round::replay);
  }

  private static String row(
      String kind, String what, List<Round> rounds, ToDoubleFunction<Round> seconds) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s |%n",
        kind,
        what,
        spread(rounds, it -> it.lines() / seconds.applyAsDouble(it) / 1e6).text(2),
        spread(rounds, it -> 100 * it.values() / seconds.applyAsDouble(it)).text(0),
        spread(rounds, it -> 100 * it.tokens() / seconds.applyAsDouble(it)).text(0));
  }

  private static Spread spread(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return Spread.of(rounds.stream().map(figure::applyAsDouble).toList());
  }

  private static String markdown(Machine machine, String rounds, String speed, String memory) {
    return """
    # Replay beside only parsing, %s

    %s- load average at the end: %.1f
    - %s rounds of each trace of %d MB, after three that do not count, in one process on one core: Jackson, reader and replay turn by turn
    - by the processor time of the process, which work of others does not lengthen, but slows by what it takes of the caches
    - three uplinks, three targets, default settings; what `linkflux replay` does for one configuration

    Lines a second, and speed as a share of that of Jackson's streaming parser in the same round; median [least–most]. \
    The bars: 2 million events a second, 80 %% of the speed of only parsing.

    | trace | what | million lines/s | %% of Jackson, names and values | %% of Jackson, tokens only |
    |---|---|---|---|---|
    %s
    Memory of `linkflux replay`; the bar: equal within 20 %%. The heap as it was after its fullest collection.

    | trace | resident at most | heap in use at most | processor time | lines/s of it, from a cold start |
    |---|---|---|---|---|
    %s\
    """
        .formatted(
            machine.at(), machine.markdown(), load(), rounds, SMALL / MEGABYTE, speed, memory);
  }

  private static double load() {
    try {
      return Machine.loadNow();
    } catch (IOException unknown) {
      return Double.NaN;
    }
  }
}
