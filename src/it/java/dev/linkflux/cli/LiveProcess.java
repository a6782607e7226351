package dev.linkflux.cli;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A process whose output is waited for while it runs. */
final class LiveProcess implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final List<String> command;
  private final Process process;
  private final StringBuilder said = new StringBuilder();

  private LiveProcess(List<String> command, Process process) {
    this.command = command;
    this.process = process;
    Thread reading = new Thread(this::read, "reads " + command);
    reading.setDaemon(true);
    reading.start();
  }

  static LiveProcess start(Map<String, String> environment, List<String> command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      return new LiveProcess(command, builder.start());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static LiveProcess start(String... command) {
    return start(Map.of(), List.of(command));
  }

  /** The launcher of the distribution that was built. */
  static String launcher() {
    return Path.of(System.getProperty("linkflux.home"), "bin", "linkflux").toString();
  }

  /** A demo that listens there, once it does. */
  static LiveProcess demo(int port) {
    LiveProcess demo = start(launcher(), "demo", "--port", Integer.toString(port));
    String _ = demo.await("it listens", text -> text.contains("dashboard:"));
    return demo;
  }

  /**
   * A port that nobody listens at now, nor will soon: it is none of those that the kernel gives to
   * whoever wants any (ip_local_port_range, from 32768 on).
   */
  static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
        return free.getLocalPort();
      } catch (BindException _) {
        // It is taken: another one is not.
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  private void read() {
    try (Reader in = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
      char[] some = new char[65_536];
      for (int got = in.read(some); got >= 0; got = in.read(some)) {
        synchronized (said) {
          said.append(some, 0, got);
          said.notifyAll();
        }
      }
    } catch (IOException _) {
      // It has been closed.
    }
  }

  /** Waits until all that it has said fits, and gives it. */
  String await(String what, Predicate<String> fits) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    synchronized (said) {
      while (!fits.test(said.toString())) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new AssertionError("not " + what + ": " + command + " has said:\n" + said);
        }
        try {
          said.wait(Math.min(left, 1000));
        } catch (InterruptedException interrupted) {
          throw new AssertionError(interrupted);
        }
      }
      return said.toString();
    }
  }

  String text() {
    synchronized (said) {
      return said.toString();
    }
  }

  /** A line on its standard input. */
  void tell(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  int awaitExit() {
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(command + " has not ended:\n" + text());
      }
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** As {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
    int _ = awaitExit();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
