package dev.linkflux.failover;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Repeats each trouble with default settings and holds the figures against the bars. */
public final class FailoverBench {
  /** Long ones are repeated this often at most. */
  private static final int FEW = 5;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final String began = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  private final Path work;
  private final Path results;
  private final List<Measured> runs = new ArrayList<>();

  private FailoverBench(Path work, Path results) {
    this.work = work;
    this.results = results;
  }

  /**
   * Takes the number of repetitions, a directory for traces, and the file for the results without
   * its ending.
   */
  public static void main(String[] arguments) throws IOException {
    int repetitions = Integer.parseInt(arguments[0]);
    FailoverBench bench = new FailoverBench(Path.of(arguments[1]), Path.of(arguments[2]));
    for (Trouble trouble : Trouble.values()) {
      int times = trouble.isLong() ? Math.min(FEW, repetitions) : repetitions;
      for (int number = 1; number <= times; number++) {
        bench.repeat(trouble, number);
      }
    }
    System.out.println(bench.report().markdown());
  }

  private void repeat(Trouble trouble, int number) throws IOException {
    Path directory =
        Files.createDirectories(
            work.resolve(trouble.name().toLowerCase(Locale.ROOT) + "-" + number));
    Measured measured =
        new Repetition(trouble, number, trouble == Trouble.FREEZE && number <= FEW).run(directory);
    runs.add(measured);
    System.out.println(measured);
    Report report = report();
    Files.writeString(Path.of(results + ".md"), report.markdown());
    JSON.writeValue(Path.of(results + ".json").toFile(), report);
  }

  private Report report() throws IOException {
    TreeMap<String, String> machine = new TreeMap<>();
    machine.put("cores", "" + Runtime.getRuntime().availableProcessors());
    machine.put("kernel", System.getProperty("os.version") + " " + System.getProperty("os.arch"));
    machine.put("commit", System.getProperty("commit", "unknown"));
    machine.put("processor", processor());
    return new Report(began, machine, List.copyOf(runs));
  }

  private static String processor() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    }
  }
}
