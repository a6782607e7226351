package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Our changes are those of {@code ip}, as captured from it once: see IpCommandsIT. */
class IpCommandsTest {
  private static List<String> captured() throws IOException {
    try (InputStream table = IpCommandsTest.class.getResourceAsStream("ip-commands.txt")) {
      String text =
          new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).toList();
    }
  }

  @Test
  void everyChangeIsWrittenAsIpWritesIt() throws IOException {
    assumeThat(ByteOrder.nativeOrder()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    assertThat(IpCommands.lines(IpCommands.rows())).containsExactlyElementsOf(captured());
  }
}
