package dev.linkflux.cli;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** By what the kernel spreads flows over the ways of one route: it is the operator's to set. */
final class HashPolicy {
  private static final List<String> SETTINGS =
      List.of("net.ipv4.fib_multipath_hash_policy", "net.ipv6.fib_multipath_hash_policy");

  private HashPolicy() {}

  /**
   * What to tell who balances by addresses alone, which is the kernel's default.
   *
   * @param directory of the kernel's settings, /proc/sys
   */
  static Optional<String> hint(Settings settings, Path directory) {
    if (!(settings.rules().strategy() instanceof Strategy.Balance)) {
      return Optional.empty();
    }
    String coarse =
        SETTINGS.stream()
            .filter(setting -> isZero(directory.resolve(setting.replace('.', '/'))))
            .collect(Collectors.joining(" and "));
    return Stream.of(coarse)
        .filter(found -> !found.isEmpty())
        .map(
            found ->
                "hint: %s is 0: all flows between two hosts take one uplink; 1 spreads them by port, too"
                    .formatted(found))
        .findFirst();
  }

  /** What cannot be read is nothing to give advice on. */
  private static boolean isZero(Path setting) {
    try {
      return Files.readString(setting).strip().equals("0");
    } catch (IOException _) {
      return false;
    }
  }
}
