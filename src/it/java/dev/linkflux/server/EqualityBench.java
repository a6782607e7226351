package dev.linkflux.server;

import dev.linkflux.bench.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Minutes of random trouble, then {@code linkflux replay --verify}; writes down what came of it.
 */
public final class EqualityBench {
  private static final String DIFFERS = "**It differs.**";

  private EqualityBench() {}

  /**
   * Takes the minutes, the seed, a directory for configuration and traces, and the file for the
   * results without its ending, to which they are added. Ends with status 1 if a decision differs.
   */
  public static void main(String[] arguments) throws IOException {
    int minutes = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    Path directory = Files.createDirectories(Path.of(arguments[2]));
    Path results = Path.of(arguments[3] + ".md");
    Machine machine = Machine.now();
    String text = run(minutes, seed, directory);
    System.out.println(text);
    String before = Files.exists(results) ? Files.readString(results) : head(machine);
    Files.writeString(results, before + "\n" + text);
    System.exit(text.contains(DIFFERS) ? 1 : 0);
  }

  private static String run(int minutes, long seed, Path directory) {
    Consumer<String> telling = System.out::println;
    try (Equality equality = new Equality(directory, seed, telling)) {
      Equality.Outcome outcome = equality.run(Duration.ofMinutes(minutes));
      int byCommand = equality.recording().verify();
      return """
      ## %d minutes, seed %d

      %d processes of the service recorded %,d lines. All %,d decisions in them are the same in the replay, by `linkflux replay --verify`%s.

      | done | how often |
      |---|---|
      %s\
      """
          .formatted(
              minutes,
              seed,
              outcome.processes(),
              equality.recording().lines(),
              byCommand,
              byCommand == outcome.same() ? "" : ", but " + outcome.same() + " live",
              table(outcome.done()));
    } catch (AssertionError differs) {
      return "## %d minutes, seed %d\n\n%s %s\n"
          .formatted(minutes, seed, DIFFERS, differs.getMessage());
    }
  }

  private static String table(Map<String, Integer> done) {
    Map<String, Integer> kinds = new TreeMap<>();
    done.forEach(
        (what, times) ->
            kinds.merge(what.replaceAll("wan\\d|(?<=target )\\d", "N"), times, Integer::sum));
    return kinds.entrySet().stream()
        .map(it -> "| %s | %d |%n".formatted(it.getKey(), it.getValue()))
        .collect(Collectors.joining());
  }

  private static String head(Machine machine) {
    return """
    # Live equals replay, %s

    %s
    The built distribution in the lab with three uplinks of both families, two servers by name and a name server. Things break and are mended at
    random, several at a time; orders are given by the API; the service is suspended, ended and killed, and begins again with other settings.
    What each process has recorded is then replayed by its own settings: the first decision that is not the same fails.
    """
        .formatted(machine.at(), machine.markdown());
  }
}
