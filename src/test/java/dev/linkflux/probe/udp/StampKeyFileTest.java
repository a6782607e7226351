package dev.linkflux.probe.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key is read from a file that is guarded and holds nothing else. */
class StampKeyFileTest {
  private static final String SECRET = "c0ffee00".repeat(8);

  @TempDir private Path directory = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--------", "rw-r-----"})
  void aGuardedFileIsRead(String permissions) throws IOException {
    StampKey key = StampKeyFile.read(file(SECRET + "\n", permissions));

    assertThat(key.mac().doFinal(new byte[3]))
        .isEqualTo(new StampKey(HexFormat.of().parseHex(SECRET)).mac().doFinal(new byte[3]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw--w----", "rw-----w-", "rw-rw----"})
  void aFileThatOthersMayWriteIsRefused(String permissions) throws IOException {
    refused(file(SECRET, permissions), "may be written by others than its owner", "chmod 600 ");
  }

  @Test
  void aFileThatEverybodyMayReadIsRefused() throws IOException {
    refused(file(SECRET, "rw-r--r--"), "may be read by everybody", "chmod 600 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"c0ffee0", "not hexadecimal at all, not even", "c0 ffee00", "é"})
  void whatIsNotHexadecimalIsRefused(String text) throws IOException {
    refused(file(text, "rw-------"), "an even number of hexadecimal digits");
  }

  @Test
  void whatIsTooShortOrTooLongIsRefused() throws IOException {
    refused(file("", "rw-------"), "holds a key of 0 bytes", "32 to 128 hexadecimal digits");
    refused(file("00".repeat(15), "rw-------"), "holds a key of 15 bytes");
    refused(file("00".repeat(65), "rw-------"), "holds a key of 65 bytes");
    refused(file("00".repeat(600), "rw-------"), "longer than 1024 bytes");
  }

  @Test
  void whatIsNoFileIsRefused() {
    refused(directory, "is no regular file");
    refused(directory.resolve("nothing"), "does not exist", "openssl rand -hex 32");
  }

  private Path file(String text, String permissions) throws IOException {
    Path file = Files.writeString(directory.resolve("key"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static void refused(Path file, String... parts) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> StampKeyFile.read(file))
        .withMessageContaining(file.toString())
        .withMessageContainingAll(parts)
        .withMessageNotContaining("c0ffee");
  }
}
