package dev.linkflux.resolve;

import static dev.linkflux.resolve.House.addresses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.ClosedPort;
import dev.linkflux.engine.Resolution;
import dev.linkflux.uplink.Nameserver;
import dev.linkflux.uplink.Naming;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Passage;
import dev.linkflux.wire.dns.Dnsmasq;
import dev.linkflux.wire.dns.Unbound;
import dev.linkflux.wire.tls.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory and the name servers that people run. */
class RealNameserversTest {
  private static final Uplink UPLINK = House.uplink(1);
  private static final String NAME = "vps.example.test";

  private final House house = new House();

  @TempDir private Path directory;

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void aRecordOfDnsmasqThatChangesIsFollowed() throws IOException {
    Path hosts = Files.writeString(directory.resolve("hosts"), "192.0.2.1 " + NAME + "\n");
    Files.createDirectory(directory.resolve("run"));
    int port = ClosedPort.of(InetAddress.ofLiteral("127.0.0.1"));
    try (Dnsmasq server =
        Dnsmasq.start(
            directory.resolve("run"),
            List.of("127.0.0.1"),
            port,
            List.of("addn-hosts=" + hosts, "local=/example.test/", "local-ttl=5"),
            UnaryOperator.identity())) {
      DnsDirectory names = house.directory(House.usual(server.four()));
      assertThat(House.lookUp(names, UPLINK, NAME))
          .isEqualTo(new Resolution(addresses("192.0.2.1"), false, null));

      Files.writeString(hosts, "192.0.2.2 " + NAME + "\n");
      server.readHostsAgain();
      house.pass(Duration.ofSeconds(4));
      assertThat(House.lookUp(names, UPLINK, NAME).addresses()).isEqualTo(addresses("192.0.2.1"));
      house.pass(Duration.ofSeconds(1));
      assertThat(House.lookUp(names, UPLINK, NAME))
          .isEqualTo(new Resolution(addresses("192.0.2.2"), false, null));
    }
  }

  private Unbound unbound(Certificates certificates) throws IOException {
    certificates.signed("dns", "DNS:dns.example.test", "20200101000000Z", "20400101000000Z");
    return Unbound.start(
        directory,
        "dns",
        List.of(
            "local-zone: \"example.test.\" static",
            "local-data: \"" + NAME + ". 300 A 192.0.2.1\"",
            "local-data: \"" + NAME + ". 300 AAAA 2001:db8::1\"",
            "local-data: \"alias.example.test. 60 CNAME " + NAME + ".\"",
            "local-data: \"text.example.test. 60 TXT x\"",
            "local-zone: \"refused.test.\" always_refuse"));
  }

  @Test
  void everyReactionOfUnboundIsUnderstood() throws IOException {
    try (Unbound server = unbound(new Certificates(directory))) {
      DnsDirectory names = house.directory(House.usual(server.address()));
      Resolution both = new Resolution(addresses("2001:db8::1", "192.0.2.1"), false, null);
      assertThat(House.lookUp(names, UPLINK, NAME)).isEqualTo(both);
      assertThat(House.lookUp(names, UPLINK, "ALIAS.example.test")).isEqualTo(both);
      assertThat(House.lookUp(names, UPLINK, "nobody.example.test").breach())
          .hasToString("dns-no-name (NXDOMAIN from 127.0.0.1)");
      assertThat(House.lookUp(names, UPLINK, "text.example.test").breach())
          .hasToString("dns-no-name (no address, says 127.0.0.1)");
      assertThat(House.lookUp(names, UPLINK, "vps.refused.test").breach())
          .hasToString("dns-refused (REFUSED from 127.0.0.1)");
    }
  }

  private DnsDirectory overTls(Unbound server, Certificates certificates, String name) {
    InetSocketAddress address = server.tlsAddress();
    Naming naming =
        new Naming(
            List.of(new Nameserver(address.getAddress(), address.getPort(), name)),
            Map.of(),
            Duration.ofSeconds(5),
            Duration.ofDays(1),
            15,
            Duration.ofDays(30));
    return new DnsDirectory(
        house.loops(),
        naming,
        Passage.ANY,
        house.instruments(),
        house.keeping(),
        certificates.trust());
  }

  @Test
  void unboundIsAskedOverTls() throws IOException {
    Certificates certificates = new Certificates(directory);
    try (Unbound server = unbound(certificates)) {
      DnsDirectory names = overTls(server, certificates, "dns.example.test");
      assertThat(House.lookUp(names, UPLINK, NAME))
          .isEqualTo(new Resolution(addresses("2001:db8::1", "192.0.2.1"), false, null));
      assertThat(house.instruments().spent(UPLINK.id())).isGreaterThan(2 * 1000);
    }
  }

  @Test
  void aNameServerOfAnotherNameIsNotTrusted() throws IOException {
    Certificates certificates = new Certificates(directory);
    try (Unbound server = unbound(certificates)) {
      DnsDirectory names = overTls(server, certificates, "dns.example.net");
      Resolution none = House.lookUp(names, UPLINK, NAME);
      assertThat(none.addresses()).isEmpty();
      assertThat(none.breach())
          .hasToString(
              "dns-silent (127.0.0.1: TLS: certificate is for dns.example.test, not"
                  + " dns.example.net)");
    }
  }
}
