package dev.linkflux.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures, against those that openssl computes. */
class SecretTest {
  private static final Letter LETTER = new Letter("msg-1", "{\"sentence\":\"gr\u00fc\u00df\"}");
  private static final long AT = 1_795_316_400L;
  private static final byte[] KEY = "0123456789abcdef\u00e9xyz".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path directory;

  private Secret secret(byte[] content) throws IOException {
    return new Secret(Files.write(directory.resolve("secret"), content));
  }

  private Secret secret(String content) throws IOException {
    return secret(content.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void aKeyInBase64SignsAsTheSpecificationHasIt() throws Exception {
    String base64 = Base64.getEncoder().encodeToString(KEY);

    assertThat(secret("whsec_" + base64).sign(LETTER, AT)).isEqualTo(byOpenssl(KEY));
    assertThat(secret("whsec_" + base64 + " \r\n").sign(LETTER, AT)).isEqualTo(byOpenssl(KEY));
  }

  @Test
  void aKeyAsItIsSignsWithEachOfItsBytes() throws Exception {
    byte[] key = new byte[32];
    for (int at = 0; at < key.length; at++) {
      key[at] = (byte) (at * 37 + 200);
    }

    assertThat(secret(key).sign(LETTER, AT)).isEqualTo(byOpenssl(key));
  }

  @Test
  void theLineEndThatAnEditorAddsDoesNotCount() throws Exception {
    byte[] key = "open sesame ".getBytes(StandardCharsets.UTF_8);

    assertThat(secret("open sesame \n").sign(LETTER, AT)).isEqualTo(byOpenssl(key));
    assertThat(secret("open sesame \r\n").sign(LETTER, AT)).isEqualTo(byOpenssl(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "whsec_", "whsec_\n"})
  void anEmptyKeyIsNone(String content) throws IOException {
    Secret secret = secret(content);

    assertThatThrownBy(() -> secret.sign(LETTER, AT))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("is empty");
  }

  @Test
  void whatIsWrongWithASecretIsSaidWithoutIt() throws IOException {
    Secret garbage = secret("whsec_geh*eim");

    assertThatThrownBy(() -> garbage.sign(LETTER, AT))
        .isInstanceOf(IOException.class)
        .hasNoCause()
        .hasMessageContaining("no base64")
        .hasMessageNotContainingAny("geh", "*");
    Secret endless = new Secret(Path.of("/dev/zero"));
    assertThatThrownBy(() -> endless.sign(LETTER, AT)).hasMessageContaining("too long");
  }

  /** The signature by the words of the specification: over id, timestamp and body, with dots. */
  private static String byOpenssl(byte[] key) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                "sh",
                "-c",
                "openssl dgst -sha256 -mac HMAC -macopt hexkey:$KEY -binary | base64 -w0")
            .redirectErrorStream(true);
    builder.environment().put("KEY", HexFormat.of().formatHex(key));
    Process openssl = builder.start();
    try (var input = openssl.getOutputStream()) {
      input.write("msg-1.1795316400.".getBytes(StandardCharsets.UTF_8));
      input.write(LETTER.body().getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(openssl.waitFor()).as(said).isZero();
    return "v1," + said;
  }
}
