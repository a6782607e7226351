package dev.linkflux.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine calls itself. No name server is asked. */
final class HostName {
  private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

  private HostName() {}

  /** As the kernel has it; {@code router} if it has none. */
  static String get() {
    try {
      String name = Files.readString(KERNEL).strip();
      return name.isEmpty() ? "router" : name;
    } catch (IOException _) {
      return "router";
    }
  }
}
