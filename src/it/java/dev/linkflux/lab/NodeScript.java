package dev.linkflux.lab;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A script of src/it/node that runs beside a test; what it waits for and what it found it says. */
public final class NodeScript implements AutoCloseable {
  private static final Path SCRIPTS = Path.of("src/it/node");
  private static final Path PACKAGES = Path.of("src/test/npm/node_modules/playwright-core");
  private static final Path NODE = Path.of("/usr/bin/node");
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Duration END = Duration.ofSeconds(10);

  private final Process process;
  private final Lines output = new Lines();

  private NodeScript(Process process) {
    this.process = process;
    Thread.ofPlatform()
        .daemon()
        .name("output of " + process.pid())
        .start(() -> output.readAll(process.inputReader()));
  }

  /** Skips the test, loudly, where there is no node, no browser, or no driver for it. */
  public static void assumeBrowser() {
    List<Path> missing =
        Stream.of(NODE, CHROMIUM, PACKAGES).filter(it -> !Files.exists(it)).toList();
    if (!missing.isEmpty()) {
      System.err.println("!!! SKIPPED: no test in a browser without " + missing);
    }
    assumeTrue(missing.isEmpty(), () -> "src/test/prepare brings " + missing);
  }

  /** Starts one on this machine. */
  public static NodeScript start(String script, String... arguments) {
    return start(UnaryOperator.identity(), script, arguments);
  }

  /** Starts one inside a namespace. */
  public static NodeScript start(Namespace place, String script, String... arguments) {
    return start(place::command, script, arguments);
  }

  private static NodeScript start(
      UnaryOperator<List<String>> place, String script, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(NODE.toString());
    command.add(SCRIPTS.resolve(script).toString());
    command.addAll(List.of(arguments));
    try {
      return new NodeScript(
          new ProcessBuilder(place.apply(command)).redirectErrorStream(true).start());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Waits until it says that it is time for something. */
  public void awaitCue(String what, Duration limit) {
    var _ = output.await(line -> line.equals("now: " + what), limit);
  }

  /** Waits for its end, and tells what it said; an AssertionError with that if it failed. */
  public String awaitSuccess(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("it still runs after " + limit + ":\n" + output.text());
      }
      String said = output.awaitEnd(END);
      if (process.exitValue() != 0) {
        throw new AssertionError("it ended with " + process.exitValue() + ":\n" + said);
      }
      return said;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  /** Ends it, and with it its browser. */
  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    all.forEach(ProcessHandle::destroy);
    all.forEach(
        it ->
            it.onExit()
                .orTimeout(END.toSeconds(), TimeUnit.SECONDS)
                .exceptionally(_ -> kill(it))
                .join());
  }

  private static ProcessHandle kill(ProcessHandle it) {
    it.destroyForcibly();
    return it;
  }
}
