package dev.linkflux.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that runs in the router, with what it says and with its HTTP port. */
public final class RouterProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

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
  private final long startedAt;

  private RouterProcess(Process process, NamespaceHttp http, long startedAt) {
    this.process = process;
    this.http = http;
    this.startedAt = startedAt;
    Thread.ofPlatform()
        .daemon()
        .name("output of " + process.pid())
        .start(() -> output.readAll(process.inputReader()));
  }

  /**
   * Starts a command in the lab's router; it ends with the lab at the latest.
   *
   * @param httpPort of the program, on 127.0.0.1 inside the router
   */
  public static RouterProcess start(Lab lab, int httpPort, List<String> command) {
    try {
      long now = System.nanoTime();
      Process process =
          new ProcessBuilder(lab.router().command(command)).redirectErrorStream(true).start();
      NamespaceHttp http = new NamespaceHttp(lab.router(), httpPort);
      return lab.owned(new RouterProcess(process, http, now));
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
    if (signal == Signal.KILL) {
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

  /** Ends it, gently first. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
