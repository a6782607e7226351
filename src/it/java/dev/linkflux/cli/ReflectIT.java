package dev.linkflux.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code linkflux reflect} as a program: answers, and ends well by a signal. */
class ReflectIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Test
  void itAnswersAndCountsUntilASignalEndsItWithStatus0() throws Exception {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.linkflux.cli.Main",
                "reflect",
                "--listen",
                "127.0.0.1:0")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader out = program.inputReader(UTF_8);
        DatagramSocket socket = new DatagramSocket()) {
      assertThat(out.readLine())
          .contains("reflects STAMP test packets (RFC 8762), without authentication, on");
      String where = out.readLine().strip();
      assertThat(where).matches("127\\.0\\.0\\.1:\\d+");
      socket.setSoTimeout((int) LIMIT.toMillis());
      socket.connect(
          new InetSocketAddress(
              InetAddress.ofLiteral("127.0.0.1"), Integer.parseInt(where.substring(10))));

      for (int number = 0; number < 3; number++) {
        byte[] request = ByteBuffer.allocate(44).putInt(100 + number).array();
        socket.send(new DatagramPacket(request, request.length));
        DatagramPacket reply = new DatagramPacket(new byte[100], 100);
        socket.receive(reply);

        ByteBuffer packet = ByteBuffer.wrap(reply.getData());
        assertThat(reply.getLength()).isEqualTo(44);
        assertThat(packet.getInt(0)).as("Sequence Number").isEqualTo(number);
        assertThat(packet.getInt(24)).as("Session-Sender's").isEqualTo(100 + number);
      }
      socket.send(new DatagramPacket(new byte[5], 5));
      assertThat(program.toHandle().destroy())
          .isTrue(); // SIGTERM; Process.destroy closes the streams
      assertThat(program.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

      List<String> last = out.lines().toList();
      assertThat(last.getLast()).isEqualTo("linkflux has ended; packets answered: 3");
      assertThat(program.exitValue()).isZero();
    } finally {
      program.destroyForcibly();
    }
  }
}
