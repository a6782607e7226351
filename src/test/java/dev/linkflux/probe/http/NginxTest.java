package dev.linkflux.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.time.Stamping;
import dev.linkflux.uplink.Host;
import dev.linkflux.wire.Passage;
import dev.linkflux.wire.tls.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * HTTP and HTTPS against a real server. That TLS connections come about at all holds the library
 * that Reactor Netty looks for before each of them (netty-codec-classes-quic) in its place.
 */
class NginxTest extends HttpProbes {
  private static final String LONG_AGO = "20200101000000Z";
  private static final String IN_A_CENTURY = "21250101000000Z";

  @TempDir static Path directory;
  private static Certificates certificates;
  private static Nginx nginx;

  @BeforeAll
  static void start() throws IOException {
    certificates = new Certificates(directory);
    certificates.signed("good", "DNS:good.example,IP:127.0.0.1,IP:::1", LONG_AGO, IN_A_CENTURY);
    certificates.signed("expired", "DNS:expired.example", LONG_AGO, "20260101000000Z");
    certificates.signed("early", "DNS:early.example", "21000101000000Z", IN_A_CENTURY);
    certificates.signed("portal", "DNS:portal.lan,DNS:*.portal.lan", LONG_AGO, IN_A_CENTURY);
    certificates.selfSigned("self", "/CN=self", "subjectAltName=DNS:self.example");
    Files.writeString(directory.resolve("index.html"), "x".repeat(200_000) + "the end");
    StringBuilder servers = new StringBuilder();
    servers.append(
        """
        server { listen 127.0.0.1:PLAIN; listen [::1]:PLAIN; root %s;
          location /generate_204 { return 204; }
          location /hello { return 200 "all is well\\n"; }
          location /portal { return 302 http://portal.lan/login; }
          location /busy { return 503; } }
        """
            .formatted(directory));
    for (String name : List.of("good", "expired", "early", "portal", "self")) {
      servers.append(
          """
          server { listen 127.0.0.1:SECURE ssl %s; listen [::1]:SECURE ssl %s;
            server_name %s.example; ssl_protocols TLSv1.2 TLSv1.3;
            ssl_certificate %s.pem; ssl_certificate_key %s.key; return 200 "all is well"; }
          """
              .formatted(
                  name.equals("good") ? "default_server" : "",
                  name.equals("good") ? "default_server" : "",
                  name,
                  directory.resolve(name),
                  directory.resolve(name)));
    }
    servers.append(
        """
        server { listen 127.0.0.1:OLD ssl; server_name old.example; ssl_protocols TLSv1.2;
          ssl_certificate %1$s/good.pem; ssl_certificate_key %1$s/good.key; return 204; }
        """
            .formatted(directory));
    nginx = new Nginx(directory, servers.toString());
  }

  @AfterAll
  static void stop() {
    if (nginx != null) {
      nginx.close();
    }
  }

  private HttpProber resolving() {
    return new HttpProber(
        loops, always("127.0.0.1"), Passage.ANY, instruments, certificates.trust());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void anExpectedStatusIsAnAnswer(String address) {
    returned(
        ask(
            prober(),
            at(status(path(question(nginx.plain), "/generate_204"), 204), host(address))));
  }

  @ParameterizedTest
  @CsvSource({
    "/portal, 204, 'status 302 to http://portal.lan/login, not 204'",
    "/hello, 204, 'status 200, not 204'",
    "/busy, 0, 'status 503, not 2xx'",
    "/nowhere, 0, 'status 404, not 2xx'",
  })
  void anotherStatusIsNone(String path, int status, String reason) {
    assertThat(reason(ask(prober(), status(path(question(nginx.plain), path), status))))
        .isEqualTo(reason);
  }

  @Test
  void theTextIsFoundInAFileAsFarAsItIsRead() {
    returned(ask(prober(), text(path(question(nginx.plain), "/hello"), "all is well", 65_536)));
    returned(ask(prober(), text(path(question(nginx.plain), "/"), "the end", 200_007)));
    assertThat(reason(ask(prober(), text(path(question(nginx.plain), "/"), "the end", 200_006))))
        .isEqualTo("the text is not in the first 200006 bytes");
  }

  @Test
  void aBodyThatNobodyLooksAtIsNotRead() {
    returned(ask(prober(), path(question(nginx.plain), "/")));

    assertThat(instruments.spent(UPLINK.id())).isLessThan(60_000);
  }

  @Test
  void aTrustedCertificateOfTheAskedNameIsAnAnswer() {
    returned(ask(resolving(), secure(question(0), Host.named("good.example"), nginx.secure, null)));

    await("the log", () -> nginx.log().contains("|good.example|"));
    assertThat(nginx.log())
        .contains("|200|good.example:" + nginx.secure + "|linkflux|close|good.example|TLSv1.3|");
  }

  @Test
  void tlsBeforeItsPresentVersionIsEnoughIfItIsItsLast() {
    String pin = certificates.pin("good");

    returned(ask(resolving(), secure(question(0), Host.named("old.example"), nginx.old, pin)));
    await("the log", () -> nginx.log().contains("|old.example|TLSv1.2|"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void aLiteralIsCheckedAsAnAddressAndNotSaidAsAName(String address) {
    returned(ask(resolving(), secure(question(0), host(address), nginx.secure, null)));
    assertThat(nginx.log()).doesNotContain("|127.0.0.1|TLS", "|::1|TLS");
  }

  @ParameterizedTest
  @CsvSource({
    "expired.example, TLS: certificate expired on 2026-01-01",
    "early.example, TLS: certificate is not valid before 2100-01-01",
    "self.example, TLS: unknown authority",
    "portal.example, 'TLS: certificate is for portal.lan, *.portal.lan, not portal.example'",
    "other.example, 'TLS: certificate is for good.example, 127.0.0.1, 0:0:0:0:0:0:0:1, not"
        + " other.example'",
  })
  void aCertificateThatIsNotGoodIsSaidToBeSo(String name, String reason) {
    assertThat(reason(ask(resolving(), secure(question(0), Host.named(name), nginx.secure, null))))
        .isEqualTo(reason);
  }

  @Test
  void theAuthoritiesOfThePlatformDoNotKnowTheTestOne() {
    assertThat(reason(ask(prober(), secure(question(0), host("127.0.0.1"), nginx.secure, null))))
        .isEqualTo("TLS: unknown authority");
  }

  @ParameterizedTest
  @ValueSource(strings = {"self", "expired", "good"})
  void whoeverHoldsThePinnedKeyIsTrusted(String name) {
    String pin = certificates.pin(name);
    Host host = Host.named(name + ".example");

    returned(ask(resolving(), secure(question(0), host, nginx.secure, pin)));
  }

  @Test
  void anotherKeyThanThePinnedOneIsShown() {
    String pin = certificates.pin("self");

    assertThat(
            reason(
                ask(
                    resolving(),
                    secure(question(0), Host.named("good.example"), nginx.secure, pin))))
        .isEqualTo("the public key is not the pinned one but " + certificates.pin("good"));
  }

  @Test
  void theTextIsFoundWithinTls() {
    var question = secure(question(0), Host.named("good.example"), nginx.secure, null);

    returned(ask(resolving(), text(question, "is well", 65_536)));
    assertThat(reason(ask(resolving(), text(question, "is ill", 65_536))))
        .isEqualTo("the text is not in the body of 11 bytes");
  }

  @Test
  void plainAndSecurePortsAreToldApart() {
    assertThat(reason(ask(prober(), secure(question(0), host("127.0.0.1"), nginx.plain, null))))
        .isEqualTo("not TLS");
    assertThat(reason(ask(prober(), question(nginx.secure)))).isEqualTo("status 400, not 2xx");
  }

  @Test
  void aServerThatClosesOrResetsDuringTheHandshakeIsNotOneOfTls() {
    try (RawServer silent = RawServer.sending();
        RawServer alert = RawServer.sending("\u0015\u0003\u0003\u0000\u0002\u0002(")) {
      assertThat(reason(ask(prober(), secure(question(0), host("127.0.0.1"), silent.port(), null))))
          .isEqualTo("closed without an answer");
      assertThat(reason(ask(prober(), secure(question(0), host("127.0.0.1"), alert.port(), null))))
          .isEqualTo("TLS: the server refuses: handshake_failure");
    }
  }

  @Test
  void aHundredProbesLeaveNothingOpen() {
    var question = secure(question(0), Host.named("good.example"), nginx.secure, null);
    HttpProber prober = resolving();
    for (int i = 0; i < 100; i++) {
      returned(ask(prober, question));
    }
    assertThat(instruments.timings(Stamping.CONNECTION)).isEqualTo(100);
  }
}
