package dev.linkflux.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkflux.control.Access.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
  private static final String TOKEN = "0123456789abcdef";

  @TempDir private Path directory;

  private Source file(String text) throws Exception {
    return new Source.File(Files.writeString(directory.resolve("token"), text).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {TOKEN, TOKEN + "\n", " " + TOKEN + "\t\r\nand a remark\n"})
  void itIsTheFirstLineOfItsFile(String text) throws Exception {
    Secret secret = Secret.read(file(text));
    assertThat(secret.is(TOKEN)).isTrue();
    assertThat(secret.is(TOKEN + "0")).isFalse();
    assertThat(secret.is(TOKEN.toUpperCase(java.util.Locale.ROOT))).isFalse();
    assertThat(secret.is("")).isFalse();
    assertThat(secret.isSameAs(Secret.of(TOKEN, "x"))).isTrue();
    assertThat(secret).hasToString("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n0123456789abcdef",
        "0123456789abcde",
        "0123456789 abcdef",
        "ü123456789abcdef"
      })
  void whatCannotBeATokenIsRefusedAndNotShown(String text) throws Exception {
    Source source = file(text);
    assertThatThrownBy(() -> Secret.read(source))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("openssl rand")
        .hasMessageNotContaining("456789");
  }

  @Test
  void whatIsTooLongIsRefused() throws Exception {
    Source source = file("x".repeat(513));
    assertThatThrownBy(() -> Secret.read(source)).hasMessageContaining("513 characters");
    assertThat(Secret.read(file("x".repeat(512)))).isNotNull();
    Source larger = file("x".repeat(300_000));
    assertThatThrownBy(() -> Secret.read(larger)).hasMessageContaining("larger than 256 KiB");
  }

  @Test
  void theEnvironmentHoldsOneToo() throws Exception {
    assertThatThrownBy(() -> Secret.read(new Source.Environment("LINKFLUX_NOT_THERE")))
        .isInstanceOfSatisfying(
            Unusable.class, it -> assertThat(it.kind()).isEqualTo(Unusable.Kind.ABSENT));
    assertThat(Secret.read(new Source.Environment("PATH")).is(System.getenv("PATH"))).isTrue();
  }
}
