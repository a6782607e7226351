package dev.linkflux.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that can hardly be read, and texts that are hardly YAML. */
class ConfigurationsTest {
  @TempDir Path directory;

  @Test
  void aFileIsReadAsItsTextIs() throws IOException {
    Path file = write(Samples.UPLINKS.getBytes(StandardCharsets.UTF_8));
    assertThat(Configurations.read(file))
        .isEqualTo(Configurations.parse(Samples.UPLINKS, file.toString()));
  }

  @Test
  void aMissingFileIsOneProblem() {
    Path file = directory.resolve("none.yml");
    assertThat(Configurations.read(file).problems())
        .hasToString(file + ": error: there is no such file\n1 error");
  }

  @Test
  void aDirectoryIsOneProblem() {
    assertThat(Configurations.read(directory).problems())
        .hasToString(directory + ": error: is a directory; name the file in it\n1 error");
  }

  @Test
  void aFileThatThisUserMayNotReadIsOneProblem() throws IOException {
    Path file = write(Samples.UPLINKS.getBytes(StandardCharsets.UTF_8));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "root reads everything");
    assertThat(Configurations.read(file).problems())
        .hasToString(file + ": error: may not be read by this user\n1 error");
  }

  @Test
  void aFileThatFailsWhileItIsReadIsOneProblem() {
    Path file = Path.of("/proc/self/mem");
    assumeTrue(Files.isReadable(file), "there is no /proc");
    assertThat(Configurations.read(file).problems().list())
        .singleElement()
        .asString()
        .startsWith("/proc/self/mem: error: cannot be read: ");
  }

  @Test
  void whatIsNotUtf8IsOneProblemWithItsPlace() throws IOException {
    Path file = write("# Süd\nuplinks: [{name: S\u00fcd}]\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(Configurations.read(file).problems().list())
        .singleElement()
        .asString()
        .isEqualTo(file + ":1:4: error: not UTF-8 from here on; save the file in that encoding");
  }

  @Test
  void aCharacterCutOffAtTheEndIsNotUtf8() throws IOException {
    byte[] bytes = (Samples.UPLINKS + "# ü").getBytes(StandardCharsets.UTF_8);
    Path file = write(Arrays.copyOf(bytes, bytes.length - 1));
    assertThat(Configurations.read(file).problems().list())
        .singleElement()
        .asString()
        .contains(":2:3: error: not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "\n\n# nothing\n", "\uFEFF"})
  void anEmptyFileSaysWhatIsNeeded(String text) throws IOException {
    assertThat(Configurations.read(write(text.getBytes(StandardCharsets.UTF_8))).problems().list())
        .singleElement()
        .asString()
        .endsWith("error: there is nothing in it; at least uplinks is needed");
  }

  @Test
  void aFileOfOneMebibyteIsReadAndOneByteMoreIsNot() throws IOException {
    String padding = "#".repeat((1 << 20) - Samples.UPLINKS.length());
    String text = Samples.UPLINKS + padding;
    assertThat(Configurations.read(write(text.getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(Reading.Valid.class);
    assertThat(Configurations.read(write((text + "#").getBytes(StandardCharsets.UTF_8))).problems())
        .asString()
        .contains("is larger than 1 MiB");
    assertThat(Configurations.parse(text + "#", "x").problems()).asString().contains("1 MiB");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstKey() {
    assertThat(Samples.problems("\uFEFF" + Samples.UPLINKS)).isEmpty();
  }

  @Test
  void lineEndsOfOtherSystemsAreFine() {
    assertThat(
            Samples.problems(
                Samples.UPLINKS.replace("\n", "\r\n") + "quality:\r\n  window: 9s\r\n"))
        .isEmpty();
  }

  @Test
  void aCharacterThatYamlDoesNotTakeIsNamedWithItsPlace() {
    assertThat(Samples.problems("# 😀\nlisten: 😀\u0007\n"))
        .containsExactly(
            "config.yml:2:10: error: the character U+0007 cannot stand in YAML; remove it");
  }

  @Test
  void aBombOfAliasesIsRefusedAtItsFirstLine() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9)));
    }
    assertThat(Samples.problems(bomb.toString()))
        .containsExactly("config.yml:1:5: error: anchors (&a0) are not taken; write it out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? ", "a:\n "})
  void nestingIsBounded(String opening) {
    assertThat(Configurations.parse(opening.repeat(100_000), "deep"))
        .isInstanceOf(Reading.Invalid.class);
  }

  @Test
  void jsonIsYaml() {
    assertThat(
            Samples.problems(
                "{\"uplinks\":[{\"name\":\"S\\u00fcd"
                    + " \\\"1\\\"\",\"interface\":\"wan1\",\"disabled\":false},{\"interface\":\"wan2\"}]}"))
        .isEmpty();
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("config.yml"), bytes);
  }
}
