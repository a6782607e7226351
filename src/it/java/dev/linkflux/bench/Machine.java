package dev.linkflux.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Where and when something was measured. */
public record Machine(
    String at, int cores, String kernel, String processor, String commit, double load) {
  /** This one, now. */
  public static Machine now() throws IOException {
    return new Machine(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.version") + " " + System.getProperty("os.arch"),
        processorName(),
        System.getProperty("commit", "unknown"),
        loadNow());
  }

  /** The average of processes that ran or wanted to in the last minute. */
  static double loadNow() throws IOException {
    return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
  }

  private static String processorName() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    }
  }

  public String markdown() {
    return """
    - commit: %s
    - machine: %s, %d cores, Linux %s
    - load average (1 min) at the beginning: %.1f
    """
        .formatted(commit, processor, cores, kernel, load);
  }
}
