package dev.linkflux.soak;

import dev.linkflux.lab.RouterProcess;
import dev.linkflux.lab.TraceFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds what each process of the service has recorded against its replay, by {@code linkflux replay
 * --verify}, one after another and when nobody else wants the processor.
 */
final class Replays implements AutoCloseable {
  private static final Pattern SAME = Pattern.compile("all (\\d+) recorded decisions are the same");
  private static final int TEXT = 2_000;

  private final Path traces;
  private final Path kept;
  private final Findings findings;
  private final ExecutorService one =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().daemon().name("soak replays").unstarted(task));
  private int processes;
  private int disturbed;
  private long decisions;
  private long bytes;

  /**
   * @param traces has a directory for each process
   * @param kept where the traces stay that are not as they must be
   */
  Replays(Path traces, Path kept, Findings findings) {
    this.traces = traces;
    this.kept = kept;
    this.findings = findings;
  }

  /** Where the process of that number records. */
  static String directory(int process) {
    return "trace-" + process;
  }

  /**
   * Checks what that process has recorded, in a while; it has ended.
   *
   * @param disturbed whether its disk was not always well
   */
  void check(int process, boolean disturbed) {
    var _ = one.submit(() -> verify(process, disturbed));
  }

  private void verify(int process, boolean wasDisturbed) {
    try {
      List<Path> files = TraceFiles.in(traces.resolve(directory(process)));
      if (files.isEmpty()) {
        return;
      }
      List<String> command = new ArrayList<>(List.of("nice", "-n", "19", RouterProcess.launcher()));
      command.addAll(List.of("replay", "--verify"));
      files.forEach(file -> command.add(file.toString()));
      Process replay = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(replay.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = replay.waitFor();
      took(process, wasDisturbed, files, status, said);
      for (Path file : files) {
        Files.delete(file);
      }
    } catch (IOException | UncheckedIOException failure) {
      findings.note("the trace of process " + process + " cannot be checked: " + failure);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void took(
      int process, boolean wasDisturbed, List<Path> files, int status, String said)
      throws IOException {
    Matcher same = SAME.matcher(said);
    for (Path file : files) {
      bytes += Files.size(file);
    }
    processes++;
    disturbed += wasDisturbed ? 1 : 0;
    if (status == 0 && same.find()) {
      decisions += Long.parseLong(same.group(1));
      return;
    }
    String what = said.length() > TEXT ? said.substring(0, TEXT) : said;
    Path to = Files.createDirectories(kept.resolve(directory(process)));
    for (Path file : files) {
      Files.copy(file, to.resolve(file.getFileName().toString()));
    }
    if (wasDisturbed) {
      findings.note("trace of process %d, whose disk was full: %s".formatted(process, what));
      return;
    }
    findings.violation("live equals replay", "status %d: %s".formatted(status, what), to + "");
  }

  /** What came of it so far. */
  synchronized String words() {
    return "%d processes, %,d decisions in %,d kB are the same (%d had a full disk)"
        .formatted(processes, decisions, bytes / 1000, disturbed);
  }

  /** Waits until all that was given is checked. */
  @Override
  public void close() {
    one.shutdown();
    try {
      if (!one.awaitTermination(10, TimeUnit.MINUTES)) {
        findings.note("not all traces were checked");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
