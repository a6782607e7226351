package dev.linkflux.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code linkflux replay} takes for one trace.
 *
 * @param bytes of the trace
 * @param lines of the trace
 * @param resident memory at most, kB
 * @param heap in use after a collection at most, MB; 0 if there was none
 * @param spent processor time
 */
record Footprint(long bytes, long lines, long resident, long heap, Duration spent) {
  private static final Pattern RESIDENT = Pattern.compile("VmHWM:\\s+(\\d+) kB");
  private static final Pattern COLLECTED = Pattern.compile("->(\\d+)M\\(\\d+M\\)");
  private static final Pattern LINES = Pattern.compile("([\\d,]+) events in ");

  /** Runs it. */
  static Footprint of(Path trace) throws IOException {
    Path program = Path.of(System.getProperty("linkflux.home"), "bin", "linkflux");
    Path said = Files.createTempFile("linkflux", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder("taskset", "-c", "0", program.toString(), "replay", trace.toString());
    builder.environment().put("LINKFLUX_JAVA_OPTS", "-Xlog:gc");
    Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    long resident = 0;
    Duration spent = Duration.ZERO;
    try {
      // Both only grow: what is asked just before the end is nearly all.
      while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
        resident = Math.max(resident, resident(process.pid()));
        spent = process.info().totalCpuDuration().orElse(spent);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
    String text = Files.readString(said, StandardCharsets.UTF_8);
    Files.delete(said);
    if (process.exitValue() != 0) {
      throw new IllegalStateException(text);
    }
    long heap = numbers(COLLECTED, text).max(Long::compare).orElse(0L);
    long lines = numbers(LINES, text).findFirst().orElseThrow();
    return new Footprint(Files.size(trace), lines, resident, heap, spent);
  }

  private static long resident(long pid) throws IOException {
    try {
      return numbers(RESIDENT, Files.readString(Path.of("/proc/" + pid + "/status")))
          .findFirst()
          .orElse(0L);
    } catch (NoSuchFileException _) {
      return 0;
    }
  }

  private static Stream<Long> numbers(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult found) -> Long.parseLong(found.group(1).replace(",", "")));
  }

  /** As a row of a table. */
  String row() {
    double seconds = spent.toNanos() / 1e9;
    return String.format(
        Locale.ROOT,
        "| %,d MB, %,d lines | %.0f MB | %d MB | %.1f s | %.2f million |%n",
        bytes / 1_000_000,
        lines,
        resident / 1e3,
        heap,
        seconds,
        lines / seconds / 1e6);
  }
}
