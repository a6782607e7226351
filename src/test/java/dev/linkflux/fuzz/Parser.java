package dev.linkflux.fuzz;

import dev.linkflux.kernel.IcmpFuzz;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What is fuzzed. Each has a directory of its name under {@link #CORPUS}: one input a file. */
enum Parser {
  ICMP,
  ICMP6,
  CONTROL;

  static final Path CORPUS = Path.of("src/test/resources/fuzz");

  /** Reads bytes; to throw is a finding. */
  void read(byte[] bytes) {
    switch (this) {
      case ICMP -> IcmpFuzz.icmp(bytes);
      case ICMP6 -> IcmpFuzz.icmp6(bytes);
      case CONTROL -> IcmpFuzz.control(bytes);
    }
  }

  Path corpus() {
    return CORPUS.resolve(name().toLowerCase(Locale.ROOT));
  }

  List<byte[]> inputs() {
    try (Stream<Path> files = Files.list(corpus())) {
      return files.sorted().map(Parser::bytes).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
