package dev.linkflux.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkflux.control.Access;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
  @TempDir private Path directory;

  private Access.Tls tls(String certificate, String key) {
    return new Access.Tls(
        directory.resolve(certificate).toString(), directory.resolve(key).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rsa:2048",
        "ec -pkeyopt ec_paramgen_curve:P-256",
        "ec -pkeyopt ec_paramgen_curve:P-384",
        "ed25519"
      })
  void everyUsualKindOfKeyIsRead(String kind) throws Exception {
    Credentials.run(
        directory,
        "openssl req -x509 -nodes -days 30 -subj /CN=x -keyout k.pem -out c.pem -newkey " + kind);
    Identity identity = Identity.read(tls("c.pem", "k.pem"));
    assertThat(identity.chain()).hasSize(1);
    assertThat(identity.toString()).isEqualTo("identity of CN=x");
    Instant now = Instant.now();
    assertThat(Identity.isValid(identity.chain(), now.plusSeconds(60))).isTrue();
    assertThat(Identity.isValid(identity.chain(), now.plus(Duration.ofDays(31)))).isFalse();
    assertThat(Identity.isValid(identity.chain(), now.minus(Duration.ofDays(1)))).isFalse();
  }

  @Test
  void bothMayStandInOneFile() throws Exception {
    Credentials.selfSigned(directory, "a");
    Credentials.selfSigned(directory, "b");
    Credentials.run(directory, "cat a.pem b.pem a.key > all.pem");
    assertThat(Identity.read(tls("all.pem", "all.pem")).chain()).hasSize(2);
  }

  @Test
  void theKeyOfAnotherIsRefused() {
    Credentials.selfSigned(directory, "a");
    Credentials.selfSigned(directory, "b");
    assertThatThrownBy(() -> Identity.read(tls("a.pem", "b.key")))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("do not belong together");
  }

  @Test
  void whatIsNoKeyOfOursIsToldWithAWayOut() {
    Credentials.selfSigned(directory, "a");
    Credentials.run(directory, "openssl ec -in a.key -out old.key");
    Credentials.run(
        directory, "openssl pkcs8 -topk8 -in a.key -out locked.key -passout pass:hunter2");
    assertThatThrownBy(() -> Identity.key(tls("", "old.key").key()))
        .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt -in " + directory);
    assertThatThrownBy(() -> Identity.key(tls("", "locked.key").key()))
        .hasMessageContaining("has a pass phrase");
    assertThatThrownBy(() -> Identity.key(tls("", "a.pem").key()))
        .hasMessageContaining("no private key in PEM");
    assertThatThrownBy(() -> Identity.certificates(tls("a.key", "").certificate()))
        .hasMessageContaining("no certificate in PEM");
    assertThatThrownBy(() -> Identity.key(directory.resolve("none").toString()))
        .isInstanceOfSatisfying(
            Unusable.class, it -> assertThat(it.kind()).isEqualTo(Unusable.Kind.ABSENT));
    assertThatThrownBy(() -> Identity.key(directory.toString())).hasMessageContaining("is no file");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whateverIsInThoseFilesItIsAnIdentityOrASentence(long seed) throws Exception {
    Random random = new Random(seed);
    Credentials.selfSigned(directory, "a");
    byte[] certificate = Files.readAllBytes(directory.resolve("a.pem"));
    byte[] key = Files.readAllBytes(directory.resolve("a.key"));
    for (int i = 0; i < 300; i++) {
      Files.write(directory.resolve("m.pem"), mutated(certificate, random));
      Files.write(directory.resolve("m.key"), mutated(key, random));
      try {
        Identity identity = Identity.read(tls("m.pem", "m.key"));
        assertThat(identity.chain()).as("seed %d", seed).isNotEmpty();
      } catch (Unusable unusable) {
        assertThat(unusable.reason())
            .as("seed %d", seed)
            .isNotBlank()
            .doesNotContain("\n", "Exception", "MII", "MIG");
      }
    }
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    byte[] mutated = bytes.clone();
    for (int i = random.nextInt(4); i > 0; i--) {
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(5) == 0
        ? java.util.Arrays.copyOf(mutated, random.nextInt(mutated.length))
        : mutated;
  }
}
