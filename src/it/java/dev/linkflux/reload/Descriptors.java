package dev.linkflux.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a process has open.
 *
 * @param count of its descriptors
 * @param asking inodes of its sockets that ping
 * @param resident memory, kB
 */
record Descriptors(int count, Set<String> asking, long resident) {
  private static final List<String> TABLES = List.of("raw", "raw6", "icmp", "icmp6");

  static Descriptors of(long pid) {
    Path process = Path.of("/proc/" + pid);
    try {
      Set<String> pinging =
          TABLES.stream()
              .flatMap(table -> lines(process.resolve("net/" + table)))
              .map(line -> line.strip().split("\\s+"))
              .filter(fields -> fields.length > 9)
              .map(fields -> fields[9])
              .collect(Collectors.toSet());
      List<String> open;
      try (Stream<Path> files = Files.list(process.resolve("fd"))) {
        open = files.map(Descriptors::target).toList();
      }
      Set<String> asking =
          open.stream()
              .filter(it -> it.startsWith("socket:["))
              .map(it -> it.substring("socket:[".length(), it.length() - 1))
              .filter(pinging::contains)
              .collect(Collectors.toSet());
      long resident =
          lines(process.resolve("status"))
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum();
      return new Descriptors(open.size(), asking, resident);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException _) {
      return "closed meanwhile";
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (NoSuchFileException _) {
      return Stream.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
