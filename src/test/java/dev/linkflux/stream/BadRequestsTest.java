package dev.linkflux.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BadRequestsTest {
  private final Served served = new Served(Limits.DEFAULT);

  @AfterEach
  void close() {
    served.close();
  }

  private String answer(String bytes) throws IOException {
    try (Socket socket = served.ask(bytes)) {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatCannotBeReadIsAnsweredWithAProblemAndTheEnd() throws IOException {
    String line = "GET / HTTP/1.1\r\nHost: localhost\r\n";
    assertThat(answer("GET /" + "x".repeat(5000) + " HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 414 ")
        .contains("application/problem+json", "\"status\":414", "4096 bytes");
    assertThat(answer(line + "X-Large: " + "x".repeat(20_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431 ")
        .contains("application/problem+json", "\"status\":431", "16384 bytes");
    for (String bad :
        List.of(
            "nonsense\r\n\r\n",
            "GET / HTTP/9x\r\n\r\n",
            "\u0016\u0003\u0001 TLS?\r\n\r\n",
            line + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
            line + "No colon here\r\n\r\n",
            line + "Bad\u0001Name: x\r\n\r\n")) {
      assertThat(answer(bad))
          .as(bad)
          .startsWith("HTTP/1.1 400 ")
          .contains("application/problem+json", "\"status\":400", "GET /api/v1/status");
    }
  }

  @Test
  void nothingIsWrittenIntoAnAnswerThatIsNotOver() throws IOException {
    served.tell(Samples.election(0, Samples.FIBRE));
    try (Socket socket = served.ask("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
      byte[] begun = new byte[32];
      int _ = socket.getInputStream().read(begun);
      socket.getOutputStream().write("nonsense\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

      String rest = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(rest).doesNotContain("HTTP/1.1 400");
    }
  }

  @Test
  void requestsThatFollowOneAnotherOnAConnectionAreAnsweredUntilOneCannotBeRead()
      throws IOException {
    String good = "GET /api/v1/version HTTP/1.1\r\nHost: localhost\r\n\r\n";
    try (Socket socket = served.ask(good)) {
      assertThat(head(socket)).startsWith("HTTP/1.1 200");
      socket.getOutputStream().write(good.getBytes(StandardCharsets.US_ASCII));
      assertThat(head(socket)).startsWith("HTTP/1.1 200");
      socket.getOutputStream().write("nonsense\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 400");
    }
  }

  /** One answer, its body included. */
  private static String head(Socket socket) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf("\r\n\r\n") < 0) {
      read.append((char) socket.getInputStream().read());
    }
    int length =
        Integer.parseInt(read.toString().replaceAll("(?s).*content-length: (\\d+).*", "$1"));
    byte[] _ = socket.getInputStream().readNBytes(length);
    return read.toString();
  }

  @Test
  void whateverComesTheServiceGoesOn() throws IOException {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      byte[] noise = new byte[1 + random.nextInt(400)];
      random.nextBytes(noise);
      try (Socket socket = served.ask("")) {
        socket.getOutputStream().write(noise);
        socket.getOutputStream().write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        socket.shutdownOutput();
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer).as("seed %s", seed).doesNotContain("HTTP/1.1 5");
      } catch (java.net.SocketException _) {
        // closed while we were still writing: as good an answer
      }
    }
    assertThat(served.get("/api/v1/version")).startsWith("HTTP/1.1 200");
  }
}
