package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.probe.udp.ReflectorTally.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code linkflux reflect} says when it cannot, and how it says what it refused. */
class ReflectCommandTest {
  @TempDir private Path directory = Path.of("");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "862",
        "localhost:862",
        "127.0.0.1",
        "127.0.0.1:65536",
        "::1:862",
        "[127.0.0.1]:1"
      })
  void whatIsNoAddressIsWrongUsage(String listen) {
    assertThat(run("reflect", "--listen", listen))
        .isEqualTo(new Ended(2, "linkflux: '" + listen + "' is not address:port"));
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1:862, 127.0.0.1:862", "[::]:862, [::]:862", "[0:0::1]:0, [::1]:0"})
  void addressesAreReadAndPrinted(String text, String printed) {
    assertThat(ListenOption.text(new ListenOption().convert(text))).isEqualTo(printed);
  }

  @Test
  void aPortThatIsTakenIsAFailureThatSaysWhatToDo() throws IOException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    try (var taken = new DatagramSocket(new InetSocketAddress(loopback, 0))) {
      String listen = "127.0.0.1:" + taken.getLocalPort();

      assertThat(run("reflect", "--listen", listen))
          .isEqualTo(
              new Ended(
                  1,
                  "linkflux: cannot listen on "
                      + listen
                      + ": it is taken by another program; choose another port, such as"
                      + " --listen 127.0.0.1:8620"));
    }
  }

  @Test
  void anAddressOfSomebodyElseIsAFailure() {
    assertThat(run("reflect", "--listen", "192.0.2.1:8620"))
        .isEqualTo(
            new Ended(
                1, "linkflux: cannot listen on 192.0.2.1:8620: it is no address of this machine"));
  }

  @Test
  void aKeyThatIsNotGuardedIsWrongAndNotShown() throws IOException {
    Path key = Files.writeString(directory.resolve("key"), "c0ffee00".repeat(8));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(run("reflect", "--key-file", key.toString(), "--listen", "127.0.0.1:0"))
        .isEqualTo(
            new Ended(
                2,
                "linkflux: key file "
                    + key
                    + " may be read by everybody; mend it with: chmod 600 "
                    + key));
  }

  @Test
  void onlyWhatIsNewIsToldAndNothingIfNothingIs() {
    ReflectSummary summary = new ReflectSummary();

    assertThat(summary.news(Map.of())).isEmpty();
    assertThat(summary.news(Map.of(Refusal.TOO_SHORT, 3L)))
        .hasValue("packets refused: 3 too short for a test packet");
    assertThat(summary.news(Map.of(Refusal.TOO_SHORT, 3L))).isEmpty();
    assertThat(summary.news(Map.of(Refusal.TOO_SHORT, 3L, Refusal.WRONG_CODE, 2L)))
        .hasValue("packets refused: 2 without the right code");
    assertThat(summary.news(Map.of(Refusal.TOO_SHORT, 4L, Refusal.WRONG_CODE, 2L)))
        .hasValue("packets refused: 1 too short for a test packet");
  }

  /**
   * @param said the first line, as far as it is expected
   */
  private record Ended(int status, String said) {}

  private static Ended run(String... arguments) {
    StringWriter err = new StringWriter();
    int status = Main.commandLine().setErr(new PrintWriter(err)).execute(arguments);
    String first = err.toString().lines().findFirst().orElse("");
    return new Ended(
        status,
        first
            .replace("Invalid value for option '--listen' (ADDR:PORT): ", "")
            .replace(", as in 192.0.2.1:862 or [::]:862", ""));
  }
}
