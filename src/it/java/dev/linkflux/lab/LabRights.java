package dev.linkflux.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Finds out whether this process may build a lab here. */
final class LabRights {
  private static final String CURE =
      " (run as root, or inside: unshare -Urnm sh -c 'mount -t tmpfs tmpfs /run && exec \"$@\"' -"
          + " ...)";

  private LabRights() {}

  /** What is missing and what to do about it; empty when a lab can be built. */
  static Optional<String> missing() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.of("network namespaces need Linux");
    }
    boolean tool =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "ip")));
    if (!tool) {
      return Optional.of("the command ip is missing (Debian package iproute2)");
    }
    return CompletableFuture.supplyAsync(
            LabRights::tryNamespace, task -> Thread.ofPlatform().start(task))
        .join();
  }

  /** The kernel takes no other groups than those that the user namespace of this process has. */
  static long highestGroup() {
    try {
      // One line for each range: first group inside, first group outside, count.
      String[] range =
          Files.readAllLines(Path.of("/proc/self/gid_map")).getFirst().strip().split(" +", -1);
      return Math.min(Integer.MAX_VALUE, Long.parseLong(range[0]) + Long.parseLong(range[2]) - 1);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Ends its thread inside a namespace without a name, which goes with the thread. */
  private static Optional<String> tryNamespace() {
    try {
      Native.call("unshare", Native.CLONE_NEWNET);
    } catch (Native.Failure refused) {
      return Optional.of("no right to make network namespaces: " + refused.getMessage() + CURE);
    }
    if (!Files.isWritable(Path.of("/run"))) {
      return Optional.of("no right to name network namespaces in /run/netns" + CURE);
    }
    try {
      Native.close(Native.open("/dev/net/tun", Native.O_RDWR));
    } catch (Native.Failure refused) {
      return Optional.of("no TUN devices: /dev/net/tun: " + refused.getMessage());
    }
    return Optional.empty();
  }
}
