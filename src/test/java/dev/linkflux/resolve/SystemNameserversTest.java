package dev.linkflux.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemNameserversTest {
  @TempDir Path directory;

  private SystemNameservers read(String text) throws IOException {
    Path file = directory.resolve("resolv.conf");
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    return SystemNameservers.read(file);
  }

  private static InetSocketAddress server(String address) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), 53);
  }

  @Test
  void serversAreTakenInTheirOrder() throws IOException {
    SystemNameservers read =
        read(
            """
            # by a person
            ; nameserver 192.0.2.99
            search example.net
            nameserver 192.0.2.1
            nameserver\t2001:db8::53   and more
            options edns0 trust-ad
            nameservers 192.0.2.98
             nameserver 192.0.2.97
            nameserver
            nameserver\s
            """);
    assertThat(read.addresses()).containsExactly(server("192.0.2.1"), server("2001:db8::53"));
    assertThat(read.ignored()).isEmpty();
  }

  @Test
  void onlyTheFirstThreeAreAsked() throws IOException {
    SystemNameservers read =
        read(
            "nameserver 192.0.2.1\nnameserver 192.0.2.2\nnameserver 192.0.2.3\nnameserver"
                + " 192.0.2.4\n");
    assertThat(read.addresses()).hasSize(3).endsWith(server("192.0.2.3"));
    assertThat(read.ignored()).containsExactly("192.0.2.4: only the first 3 are asked");
  }

  @Test
  void whatCannotBeAskedIsIgnoredAndSaid() throws IOException {
    SystemNameservers read =
        read("nameserver fe80::1%eth0\nnameserver dns.example\nnameserver 1.2.3.4.5\r\n");
    assertThat(read.ignored())
        .containsExactly(
            "fe80::1%eth0: the zone ties it to one interface",
            "dns.example: not an address", "1.2.3.4.5: not an address");
    assertThat(read.addresses()).containsExactly(server("127.0.0.1"));
  }

  @Test
  void whatIsSaidOfItIsShortAndPrintable() throws IOException {
    SystemNameservers read =
        read("nameserver \u001b[2J\u00ff\nnameserver " + "x".repeat(500) + "%eth0\n");
    assertThat(read.ignored())
        .containsExactly(
            "?[2J?: not an address", "x".repeat(61) + "...: the zone ties it to one interface");
  }

  @Test
  void withoutAnythingItIsThisMachine() throws IOException {
    assertThat(read("").addresses()).containsExactly(server("127.0.0.1"));
    assertThat(SystemNameservers.read(directory.resolve("nothing")).addresses())
        .containsExactly(server("127.0.0.1"));
    assertThat(read("options \u00e4\u00ff\nnameserver 192.0.2.1").addresses())
        .containsExactly(server("192.0.2.1"));
  }

  @Test
  void aFileThatCannotBeReadIsAnError() {
    assertThatIOException().isThrownBy(() -> SystemNameservers.read(directory));
  }
}
