package dev.linkflux.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.FutureTask;

/**
 * A named network namespace. A thread enters it for one task and ends with it; sockets and files
 * that the task opened stay in the namespace and may be used by any thread afterwards.
 *
 * @param name as {@code ip netns} knows it
 */
public record Namespace(String name) {
  private static final Path DIRECTORY = Path.of("/run/netns");

  /** Runs a task on a thread of its own inside the namespace and gives its answer. */
  public <T> T call(Callable<T> task) {
    FutureTask<T> inside = new FutureTask<>(task);
    Thread thread = start("in " + name, inside);
    try {
      thread.join();
      return inside.get();
    } catch (InterruptedException interrupted) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new CompletionException(interrupted);
    } catch (java.util.concurrent.ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new CompletionException(failure.getCause());
    }
  }

  /** Starts a daemon thread that lives inside the namespace. */
  public Thread start(String threadName, Runnable task) {
    return Thread.ofPlatform()
        .daemon()
        .name(threadName)
        .start(
            () -> {
              enter();
              task.run();
            });
  }

  /** The command line that runs a command in the namespace; it keeps its process id. */
  public List<String> command(List<String> command) {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name));
    all.addAll(command);
    return all;
  }

  /** Runs lines of {@code ip -batch} in the namespace, all of them or an exception. */
  public void ip(String... lines) {
    batch(List.of("ip", "-n", name, "-batch", "-"), Arrays.asList(lines));
  }

  /** Sets kernel settings of this namespace, e.g. {@code net/ipv4/ip_forward=1}. */
  public void sysctl(String... settings) {
    call(
        () -> {
          for (String setting : settings) {
            int equals = setting.indexOf('=');
            Files.writeString(
                Path.of("/proc/sys", setting.substring(0, equals)), setting.substring(equals + 1));
          }
          return true;
        });
  }

  static void add(List<Namespace> namespaces) {
    batch(List.of("ip", "-batch", "-"), each("netns add ", namespaces));
  }

  static void delete(List<Namespace> namespaces) {
    batch(List.of("ip", "-force", "-batch", "-"), each("netns del ", namespaces));
  }

  /** All namespaces of this machine that have a name. */
  static List<Namespace> named() {
    if (!Files.isDirectory(DIRECTORY)) {
      return List.of();
    }
    try (var entries = Files.list(DIRECTORY)) {
      return entries.map(entry -> new Namespace(entry.getFileName().toString())).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Runs a command in the namespace.
   *
   * @param input what it reads
   * @return what it said; an exception with that if it failed
   */
  public String run(String input, String... command) {
    return run(command(List.of(command)), input, List.of(command).toString());
  }

  /** Brings the calling thread into the namespace for good. */
  public void enter() {
    int descriptor = Native.open(DIRECTORY.resolve(name).toString(), Native.O_RDONLY);
    try {
      Native.call("setns", descriptor, Native.CLONE_NEWNET);
    } finally {
      Native.close(descriptor);
    }
  }

  private static List<String> each(String verb, List<Namespace> namespaces) {
    return namespaces.stream().map(namespace -> verb + namespace.name()).toList();
  }

  private static void batch(List<String> command, List<String> lines) {
    String _ = run(command, String.join("\n", lines) + "\n", command + " " + lines);
  }

  private static String run(List<String> command, String input, String about) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (var lines = process.outputWriter(StandardCharsets.UTF_8)) {
        lines.write(input);
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(about + ": " + said);
      }
      return said;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CompletionException(interrupted);
    }
  }
}
