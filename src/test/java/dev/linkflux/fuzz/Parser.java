package dev.linkflux.fuzz;

import dev.linkflux.kernel.IcmpFuzz;
import dev.linkflux.kernel.NetlinkFuzz;
import dev.linkflux.probe.dns.ExpectationFuzz;
import dev.linkflux.probe.http.AnswerFuzz;
import dev.linkflux.probe.udp.EchoFuzz;
import dev.linkflux.probe.udp.KeyFileFuzz;
import dev.linkflux.probe.udp.ReflectorFuzz;
import dev.linkflux.probe.udp.StampFuzz;
import dev.linkflux.resolve.LookupFuzz;
import dev.linkflux.resolve.ResolvConfFuzz;
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
  CONTROL,
  STAMP,
  REFLECTOR,
  ECHO,
  DNS,
  HTTP,
  RESOLVCONF,
  KEYFILE,
  NETLINK;

  static final Path CORPUS = Path.of("src/test/resources/fuzz");

  /** Reads bytes; to throw is a finding. */
  void read(byte[] bytes) {
    switch (this) {
      case ICMP -> IcmpFuzz.icmp(bytes);
      case ICMP6 -> IcmpFuzz.icmp6(bytes);
      case CONTROL -> IcmpFuzz.control(bytes);
      case STAMP -> StampFuzz.read(bytes);
      case REFLECTOR -> ReflectorFuzz.read(bytes);
      case ECHO -> EchoFuzz.read(bytes);
      case DNS -> {
        ExpectationFuzz.read(bytes);
        LookupFuzz.read(bytes);
      }
      case HTTP -> AnswerFuzz.read(bytes);
      case RESOLVCONF -> ResolvConfFuzz.read(bytes);
      case KEYFILE -> KeyFileFuzz.read(bytes);
      case NETLINK -> NetlinkFuzz.read(bytes);
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
