package dev.linkflux.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Access;
import dev.linkflux.control.Access.Role;
import dev.linkflux.control.Access.Source;
import dev.linkflux.control.Access.Token;
import dev.linkflux.credential.Credentials;
import dev.linkflux.wire.tls.Certificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may, as it stands in the file. */
class AccessSectionTest {
  @TempDir private Path directory;

  private static Access read(String access) {
    Configuration configuration = Samples.valid(Samples.UPLINKS + access);
    assertThat(Samples.valid(configuration.effective().toString())).isEqualTo(configuration);
    assertThat(Configurations.fromTrace(configuration.effective()).problems().list()).isEmpty();
    return configuration.access();
  }

  @Test
  void nothingSaidIsThisMachineOnly() {
    assertThat(read("")).isEqualTo(Access.LOCAL);
    assertThat(read("access: {}")).isEqualTo(Access.LOCAL);
  }

  @Test
  void everythingSaidIsReadAndWrittenWithoutASecretInIt() throws Exception {
    Credentials.selfSigned(directory, "a");
    Path token = token("0123456789abcdef");
    Configuration configuration =
        Samples.valid(
            Samples.UPLINKS
                + """
                listen: 0.0.0.0:8470
                access:
                  tokens: [{name: me, may: operate, file: %1$s/token}, {name: her, may: read, environment: PATH}]
                  tls: {certificate: %1$s/a.pem, key: %1$s/a.key}
                  origins: ['HTTPS://Home.example:443', 'http://192.0.2.1:3000']
                  clients: 7
                """
                    .formatted(directory));
    assertThat(configuration.access())
        .isEqualTo(
            new Access(
                List.of(
                    new Token("me", Role.OPERATE, new Source.File(token.toString())),
                    new Token("her", Role.READ, new Source.Environment("PATH"))),
                new Access.Tls(directory + "/a.pem", directory + "/a.key"),
                Set.of("https://home.example", "http://192.0.2.1:3000"),
                7));
    assertThat(configuration.effective().toString())
        .contains("\"tokens\":[{\"name\":\"me\",\"may\":\"operate\",\"file\":\"" + token + "\"}")
        .doesNotContain("0123456789abcdef");
  }

  @Test
  void aTokenThatEverybodyMayReadIsAWarning() throws Exception {
    Path token = token("0123456789abcdef");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(problems("tokens: [{name: a, may: read, file: " + token + "}]"))
        .singleElement()
        .asString()
        .contains("warning: access.tokens[0].file: ", "may be read by everybody");
  }

  @Test
  void aTokenThatIsTooShortIsAnErrorAndNotShown() throws Exception {
    Path token = token("hunter2");
    assertThat(problems("tokens: [{name: a, may: read, file: " + token + "}]"))
        .singleElement()
        .asString()
        .contains("error: access.tokens[0].file: ", "7 characters", "openssl rand")
        .doesNotContain("hunter2");
  }

  @Test
  void whatIsNotThereNowMayComeAndIsAWarning() {
    assertThat(problems("tokens: [{name: a, may: read, file: /nonexistent/a}]"))
        .singleElement()
        .asString()
        .contains("warning: access.tokens[0].file: there is no file");
    assertThat(problems("tls: {certificate: /nonexistent/a, key: /nonexistent/b}"))
        .hasSize(2)
        .allMatch(problem -> problem.contains("warning: access.tls."));
  }

  @Test
  void aKeyOfAnotherCertificateIsAnError() {
    Credentials.selfSigned(directory, "a");
    Credentials.selfSigned(directory, "b");
    assertThat(problems("tls: {certificate: %1$s/a.pem, key: %1$s/b.key}".formatted(directory)))
        .singleElement()
        .asString()
        .contains("error: access.tls.key: ", "do not belong together");
    assertThat(problems("tls: {certificate: %1$s/a.key, key: %1$s/a.pem}".formatted(directory)))
        .satisfiesExactlyInAnyOrder(
            one -> assertThat(one).contains("error: access.tls.certificate: ", "no certificate"),
            one -> assertThat(one).contains("error: access.tls.key: ", "no private key"),
            one -> assertThat(one).contains("warning: access.tls.key: ", "by everybody"));
  }

  @Test
  void aCertificateThatHasExpiredIsAWarning() {
    new Certificates(directory).signed("c", "DNS:x", "20200101000000Z", "20200201000000Z");
    Credentials.run(directory, "chmod 600 c.key");
    assertThat(problems("tls: {certificate: %1$s/c.pem, key: %1$s/c.key}".formatted(directory)))
        .singleElement()
        .asString()
        .contains("warning: access.tls.certificate: is not valid now");
  }

  @Test
  void aFileThatIsNotUsedNowIsNotLookedAt() {
    Reading reading =
        Configurations.parse(
            Samples.UPLINKS
                + "listen: 0.0.0.0:1\naccess: {tokens: [{name: a, may: read, file: /nonexistent}]}",
            "x",
            Purpose.REPLAY);
    assertThat(reading.problems().list()).isEmpty();
  }

  private static List<String> problems(String access) {
    return Samples.problems(Samples.UPLINKS + "access: {" + access + "}\n");
  }

  private Path token(String text) throws Exception {
    Path file = Files.writeString(directory.resolve("token"), text + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
