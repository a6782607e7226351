package dev.linkflux.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Hook;
import dev.linkflux.wire.tls.AuthorityTrust;
import dev.linkflux.wire.tls.ServerTrust;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a webhook is sent to by HTTPS, and whom not. */
class TlsTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir private Path directory;

  private static Answer carry(Receiver receiver, String host, ServerTrust trust) {
    String url = "https://%s:%d/geheim".formatted(host, receiver.port());
    Hook.Webhook hook = new Hook.Webhook(url, null, Hooked.ALL, LONG);
    try (Hooked it = new Hooked()) {
      HttpCourier courier = new HttpCourier(Address.of(url), hook, it.means(), trust);
      return Objects.requireNonNull(courier.carry(new Letter("msg-1", "{}")).block(LONG));
    }
  }

  private static ServerTrust by(Identity identity) {
    return new AuthorityTrust(identity::trust);
  }

  @Test
  void whoHasACertificateForTheNameIsTold() throws Exception {
    Identity identity = Identity.of(directory, "DNS:hooks.example");
    try (Receiver receiver = Receiver.by(identity.server())) {
      assertThat(carry(receiver, "hooks.example", by(identity))).isEqualTo(new Answer.Taken());
      assertThat(receiver.next().target()).isEqualTo("/geheim");
    }
  }

  @Test
  void whoHasOneForTheAddressIsTold() throws Exception {
    Identity identity = Identity.of(directory, "IP:127.0.0.1");
    try (Receiver receiver = Receiver.by(identity.server())) {
      assertThat(carry(receiver, "127.0.0.1", by(identity))).isEqualTo(new Answer.Taken());
    }
  }

  @Test
  void whoHasOneForAnotherNameIsNot() throws Exception {
    Identity identity = Identity.of(directory, "DNS:other.example");
    try (Receiver receiver = Receiver.by(identity.server())) {
      assertRefused(carry(receiver, "hooks.example", by(identity)), "hooks.example");
      assertRefused(carry(receiver, "127.0.0.1", by(identity)), "127.0.0.1");
      assertThat(receiver.more()).isZero();
    }
  }

  @Test
  void whomNoAuthorityVouchesForIsNot() throws Exception {
    Identity identity = Identity.of(directory, "DNS:hooks.example");
    try (Receiver receiver = Receiver.by(identity.server())) {
      assertRefused(carry(receiver, "hooks.example", new AuthorityTrust()), "unknown authority");
      assertThat(receiver.more()).isZero();
    }
  }

  private static void assertRefused(Answer answer, String part) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Later.class,
            later -> assertThat(later.why()).startsWith("TLS: ").contains(part));
  }
}
