package dev.linkflux.probe.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.probe.Observation;
import dev.linkflux.probe.Observation.Bounced;
import dev.linkflux.probe.Observation.Returned;
import dev.linkflux.wire.dns.Dnsmasq;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Probes of a real name server, over IPv4 and IPv6. */
class DnsmasqTest extends Asking {
  @TempDir static Path directory;
  private static Dnsmasq server;

  @BeforeAll
  static void start() throws IOException {
    server = Dnsmasq.start(directory);
  }

  @AfterAll
  static void end() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  static Stream<InetSocketAddress> servers() {
    return Stream.of(server.four(), server.six());
  }

  private Observation ask(InetSocketAddress from, String name, String type, String... expected) {
    return end(question(from, name, type, expected));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void itsAddressesAreWhatIsExpected(InetSocketAddress from) {
    assertThat(ask(from, "both.example.test", "A", "192.0.2.1")).isInstanceOf(Returned.class);
    assertThat(ask(from, "both.example.test", "AAAA", "2001:DB8:0::1"))
        .isInstanceOf(Returned.class);
    assertThat(((Bounced) ask(from, "both.example.test", "A", "192.0.2.2")).reason())
        .isEqualTo("answer 192.0.2.1, expected 192.0.2.2");
  }

  @ParameterizedTest
  @MethodSource("servers")
  void itsAliasesAreFollowed(InetSocketAddress from) {
    assertThat(ask(from, "alias.example.test", "A", "192.0.2.1")).isInstanceOf(Returned.class);
    assertThat(ask(from, "alias.example.test", "CNAME", "BOTH.example.test."))
        .isInstanceOf(Returned.class);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void aNameThatIsNotThereIsAnAnswerUnlessRecordsAreExpected(InetSocketAddress from) {
    assertThat(ask(from, "nobody.example.test", "A")).isInstanceOf(Returned.class);
    assertThat(((Bounced) ask(from, "nobody.example.test", "A", "192.0.2.1")).reason())
        .isEqualTo("no such name, expected 192.0.2.1");
    assertThat(((Bounced) ask(from, "four.example.test", "AAAA", "2001:db8::1")).reason())
        .isEqualTo("no AAAA record, expected 2001:db8::1");
  }

  @ParameterizedTest
  @MethodSource("servers")
  void whatIsTooLongForUdpComesByTcp(InetSocketAddress from) {
    assertThat(ask(from, "long.example.test", "TXT", "x".repeat(250) + "y".repeat(500)))
        .isInstanceOf(Returned.class);
    assertThat(((Bounced) ask(from, "long.example.test", "TXT", "something else")).reason())
        .matches("answer \"?[xz]+.*")
        .endsWith("..., expected something else");
    assertThat(ask(from, "short.example.test", "TXT", "v=spf1 -all")).isInstanceOf(Returned.class);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void whatItDoesNotServeItRefuses(InetSocketAddress from) {
    assertThat(((Bounced) ask(from, "example.com", "A")).reason())
        .isEqualTo("REFUSED from the name server");
  }
}
