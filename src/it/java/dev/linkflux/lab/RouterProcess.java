package dev.linkflux.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program that runs in the router, with what it says and with its HTTP port. If it is our own
 * service, what it recorded is replayed after its end, and the test fails if that decides anything
 * else than it did.
 */
public final class RouterProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int SERVICE_PORT = 8470;

  /** Whoever is ended sooner may not have come to decide anything, on a busy machine. */
  private static final Duration TO_RECORD = Duration.ofSeconds(5);

  /** A signal, by the name that {@code kill} knows. */
  public enum Signal {
    HUP,
    INT,
    TERM,
    KILL,
    STOP,
    CONT
  }

  private final Process process;
  private final Lines output = new Lines();
  private final NamespaceHttp http;
  private final @Nullable LiveTrace trace;
  private final long startedAt;
  private volatile boolean killed;
  private volatile long endedAt; // when it was told to end; 0 if it was not
  private volatile boolean verified;

  private RouterProcess(
      Process process, NamespaceHttp http, @Nullable LiveTrace trace, long startedAt) {
    this.process = process;
    this.http = http;
    this.trace = trace;
    this.startedAt = startedAt;
    Thread.ofPlatform()
        .daemon()
        .name("output of " + process.pid())
        .start(() -> output.readAll(process.inputReader()));
  }

  /**
   * Starts a command in the lab's router, any but {@code linkflux run}; it ends with the lab at the
   * latest.
   *
   * @param httpPort of the program, on 127.0.0.1 inside the router
   */
  public static RouterProcess start(Lab lab, int httpPort, List<String> command) {
    int launched = command.indexOf(launcher());
    if (launched >= 0 && command.subList(launched, command.size()).contains("run")) {
      throw new IllegalArgumentException("what the service records would not be verified");
    }
    return start(lab, httpPort, command, null);
  }

  /**
   * Starts the service of the built distribution in the lab's router. It records, and when it has
   * ended its replay must decide the same: see {@link #verify}.
   *
   * @param before what the command line begins with, such as {@code strace}
   * @param config is made to say where to record, if it does not
   * @param options of {@code linkflux run}
   */
  public static RouterProcess service(
      Lab lab, List<String> before, Path config, List<String> options) {
    List<String> command = new ArrayList<>(before);
    command.addAll(List.of(launcher(), "run", config.toString()));
    command.addAll(options);
    return start(lab, SERVICE_PORT, command, LiveTrace.of(config));
  }

  /** The same, but its recording is disturbed on purpose: the test itself looks at what is left. */
  public static RouterProcess disturbed(Lab lab, List<String> before, Path config) {
    List<String> command = new ArrayList<>(before);
    command.addAll(List.of(launcher(), "run", config.toString()));
    return start(lab, SERVICE_PORT, command, null);
  }

  /** Of the distribution that was built. */
  public static String launcher() {
    return Path.of(System.getProperty("linkflux.home"), "bin", "linkflux").toString();
  }

  private static RouterProcess start(
      Lab lab, int httpPort, List<String> command, @Nullable LiveTrace trace) {
    try {
      long now = System.nanoTime();
      Process process =
          new ProcessBuilder(lab.router().command(command)).redirectErrorStream(true).start();
      NamespaceHttp http = new NamespaceHttp(lab.router(), httpPort);
      return lab.owned(new RouterProcess(process, http, trace, now));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** nanoTime just before it was started. */
  public long startedAt() {
    return startedAt;
  }

  /** Of the program itself: {@code ip netns exec} becomes it. */
  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Standard output and standard error, in one. */
  public Lines output() {
    return output;
  }

  public NamespaceHttp http() {
    return http;
  }

  /** Sends a signal and gives the nanoTime just before. */
  public long signal(Signal signal) {
    long now = System.nanoTime();
    if (signal == Signal.KILL || signal == Signal.TERM || signal == Signal.INT) {
      endedAt = now;
    }
    if (signal == Signal.KILL) {
      killed = true;
      process.destroyForcibly();
      return now;
    }
    try {
      // The exit status is of no interest: a process that has just ended needs no signal.
      var _ = new ProcessBuilder("kill", "-" + signal, "" + pid()).start().waitFor();
      return now;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return now;
    }
  }

  /** The exit status; an AssertionError with its output if it still runs when the limit is over. */
  public int awaitExit(Duration limit) {
    try {
      if (process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        return process.exitValue();
      }
      throw new AssertionError("still running after " + limit + ":\n" + output.text());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  /**
   * Holds what the service decided against what the replay of its recording decides; once, after
   * its end.
   *
   * @return how many decisions are the same; 0 if it records nothing, or if that is known already
   * @throws AssertionError with the first difference, or if it has recorded no decision though it
   *     had the time to
   */
  public int verify() {
    if (trace == null || verified) {
      return 0;
    }
    verified = true;
    int same = trace.verify(killed);
    if (same == 0 && (endedAt == 0 || endedAt - startedAt >= TO_RECORD.toNanos())) {
      throw new AssertionError("the service has recorded no decision:\n" + output.text());
    }
    return same;
  }

  /** Ends it, gently first, and verifies what it recorded. */
  @Override
  public void close() {
    endedAt = endedAt == 0 ? System.nanoTime() : endedAt;
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        killed = true;
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return;
    }
    int _ = verify();
  }
}
