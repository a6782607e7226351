package dev.linkflux.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;

/**
 * Two network namespaces with a cable between: {@code near} (a0, 10.77.0.1, fd77::1) and {@code
 * far} (b0, 10.77.0.2, fd77::2). The far one forwards; 10.99.0.0/16 and fd99::/16 lie behind it,
 * and of these 10.99.1.0/24 and fd99:1::/64 are refused there as unreachable.
 */
final class KernelLab implements AutoCloseable {
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final int O_CLOEXEC = 0x80000;

  private static final MethodHandle OPEN =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("open"),
              FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
              Linker.Option.firstVariadicArg(2));
  private static final MethodHandle SETNS =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("setns"),
              FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

  final String near;
  final String far;

  private KernelLab(String near, String far) {
    this.near = near;
    this.far = far;
  }

  /** Builds the lab, or skips the test aloud where this machine does not allow it. */
  static KernelLab open() throws IOException {
    String name = "lfk-" + ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet();
    KernelLab lab = new KernelLab(name + "a", name + "b");
    if (attempt("ip", "netns", "add", lab.near).status() != 0) {
      Assumptions.abort("SKIPPED: network namespaces need root and the ip command (iproute2)");
    }
    try {
      lab.build();
      return lab;
    } catch (IOException | RuntimeException e) {
      lab.close();
      throw e;
    }
  }

  private void build() throws IOException {
    run("ip", "netns", "add", far);
    plug();
    write(far, "/proc/sys/net/ipv4/ip_forward", "1");
    write(far, "/proc/sys/net/ipv6/conf/all/forwarding", "1");
    // ICMP errors a moment apart must all be sent. (For IPv4 not by a rate of 0, which empties the
    // bucket that unreachable routes share with it.)
    write(far, "/proc/sys/net/ipv4/icmp_ratemask", "0");
    write(far, "/proc/sys/net/ipv6/icmp/ratelimit", "0");
    run("ip", "-n", far, "route", "add", "unreachable", "10.99.1.0/24");
    run("ip", "-n", far, "-6", "route", "add", "unreachable", "fd99:1::/64");
    run("ip", "-n", far, "route", "add", "10.99.2.0/24", "dev", "b0");
    run("ip", "-n", far, "-6", "route", "add", "fd99:2::/64", "dev", "b0");
    allowPingSockets(true);
    addRoutes();
    await("carrier on both ends", () -> lowerUp(near, "a0") && lowerUp(far, "b0"));
  }

  /** Makes the cable. To delete one end deletes it. */
  void plug() throws IOException {
    run(
        "ip", "link", "add", "a0", "netns", near, "type", "veth", "peer", "name", "b0", "netns",
        far);
    setUp(near, "a0", "10.77.0.1/24", "fd77::1/64");
    setUp(far, "b0", "10.77.0.2/24", "fd77::2/64");
  }

  /**
   * The routes of the near side to what lies behind the far one, as soon as its own address is its
   * own again.
   */
  void addRoutes() throws IOException {
    await("its own address", this::hasOwnAddress);
    run("ip", "-n", near, "route", "replace", "10.99.0.0/16", "via", "10.77.0.2", "dev", "a0");
    run("ip", "-n", near, "-6", "route", "replace", "fd99::/16", "via", "fd77::2", "dev", "a0");
  }

  /** When a link is up again, the kernel takes an address that was kept back a moment later. */
  private boolean hasOwnAddress() {
    try {
      return run("ip", "-n", near, "-6", "route", "show", "table", "local").contains("fd77::1");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void setUp(String namespace, String device, String v4, String v6)
      throws IOException {
    run("ip", "-n", namespace, "link", "set", "lo", "up");
    // Keeps the IPv6 addresses when the link goes down, as addresses that are configured anew.
    write(namespace, "/proc/sys/net/ipv6/conf/" + device + "/keep_addr_on_down", "1");
    write(namespace, "/proc/sys/net/ipv6/conf/" + device + "/accept_dad", "0");
    run("ip", "-n", namespace, "address", "add", v4, "dev", device);
    run("ip", "-n", namespace, "address", "add", v6, "dev", device, "nodad");
    run("ip", "-n", namespace, "link", "set", device, "up");
  }

  void allowPingSockets(boolean allowed) throws IOException {
    write(near, "/proc/sys/net/ipv4/ping_group_range", allowed ? "0 2147483647" : "1 0");
  }

  static boolean lowerUp(String namespace, String device) {
    try {
      return run("ip", "-n", namespace, "link", "show", device).contains("LOWER_UP");
    } catch (IOException e) {
      return false;
    }
  }

  private static void write(String namespace, String path, String value) throws IOException {
    run("ip", "netns", "exec", namespace, "sh", "-c", "echo '" + value + "' > " + path);
  }

  /** Does this within the near namespace, on a thread of its own. */
  <T> T inNear(Callable<T> action) {
    return in(near, action);
  }

  /** Does this within the far namespace, on a thread of its own. */
  <T> T inFar(Callable<T> action) {
    return in(far, action);
  }

  private static <T> T in(String namespace, Callable<T> action) {
    FutureTask<T> task =
        new FutureTask<>(
            () -> {
              enter(namespace);
              return action.call();
            });
    Thread.ofPlatform().name("in " + namespace).start(task);
    try {
      return task.get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e.getCause() == null ? e : e.getCause());
    }
  }

  /** The present thread stays in that namespace from now on. */
  static void enter(String namespace) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      int fd = (int) OPEN.invokeExact(arena.allocateFrom("/run/netns/" + namespace), O_CLOEXEC);
      int entered = (int) SETNS.invokeExact(fd, 0);
      int _ = Libc.close(fd);
      if (entered != 0) {
        throw new IOException("cannot enter " + namespace);
      }
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until this is so, at most ten seconds. */
  static void await(String what, BooleanSupplier condition) {
    await(what, Duration.ofSeconds(10), condition);
  }

  static void await(String what, Duration limit, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited " + limit + " for: " + what);
      }
      LockSupport.parkNanos(50_000);
    }
  }

  record Ended(int status, String output) {}

  static String run(String... command) throws IOException {
    Ended ended = attempt(command);
    if (ended.status() != 0) {
      throw new IOException(String.join(" ", command) + ": " + ended.output());
    }
    return ended.output();
  }

  static Ended attempt(String... command) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      return new Ended(127, String.valueOf(e.getMessage()));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Ended(process.waitFor(), output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    List<String> left = new ArrayList<>();
    for (String namespace : List.of(near, far)) {
      if (Files.exists(Path.of("/run/netns", namespace))
          && attempt("ip", "netns", "del", namespace).status() != 0) {
        left.add(namespace);
      }
    }
    if (!left.isEmpty()) {
      throw new IOException("left behind: " + left);
    }
  }
}
