package dev.linkflux.stream;

import static dev.linkflux.stream.Samples.FIBRE;
import static dev.linkflux.stream.Samples.election;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Access;
import dev.linkflux.control.Access.Role;
import dev.linkflux.control.Access.Source;
import dev.linkflux.control.Access.Token;
import dev.linkflux.credential.Credentials;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tokens, sessions, other sites' pages and TLS over real sockets. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class AccessTest {
  private static final String LOCAL = "Host: localhost\r\n";
  private static final String READ = "read-0123456789abcdef";
  private static final String OPERATE = "operate-0123456789abcdef";

  @TempDir private Path directory;
  private List<Token> tokens = List.of();

  @BeforeEach
  void write() throws Exception {
    tokens =
        List.of(
            new Token("her", Role.READ, file("read", READ)),
            new Token("me", Role.OPERATE, file("operate", OPERATE)));
  }

  private Source file(String name, String text) throws Exception {
    return new Source.File(Files.writeString(directory.resolve(name), text).toString());
  }

  private Access access(Access.@Nullable Tls tls) {
    return new Access(tokens, tls, Set.of("https://reader.example"), 10);
  }

  private static String bearer(String token) {
    return LOCAL + "Authorization: Bearer " + token + "\r\n";
  }

  @Test
  void aBrowserLogsInGivesAnOrderAndLogsOut() throws Exception {
    try (Served served = new Served(access(null))) {
      served.carryOutOrders();
      served.tell(election(0, FIBRE));
      String own = LOCAL + "Origin: http://localhost\r\nSec-Fetch-Site: same-origin\r\n";
      assertThat(served.answer("PUT", "/api/v1/uplinks/lte/pin", own))
          .startsWith("HTTP/1.1 401")
          .containsIgnoringCase("www-authenticate: Bearer")
          .contains("application/problem+json");
      assertThat(served.get("/api/v1/session"))
          .endsWith("{\"may\":[\"read\"],\"by\":\"loopback\",\"name\":null,\"login\":true}");
      String login = served.answer("POST", "/api/v1/session", own + bearerLine(OPERATE));
      assertThat(login)
          .startsWith("HTTP/1.1 200")
          .contains("; HttpOnly; SameSite=Strict")
          .doesNotContain("Secure", OPERATE)
          .endsWith(
              "{\"may\":[\"read\",\"operate\"],\"by\":\"session\",\"name\":\"me\",\"login\":false}");
      String cookie = "Cookie: " + cookieOf(login) + "\r\n";
      assertThat(served.answer("PUT", "/api/v1/uplinks/lte/pin", own + cookie))
          .startsWith("HTTP/1.1 200");
      assertThat(served.answer("PUT", "/api/v1/uplinks/lte/avoid", foreign() + cookie))
          .startsWith("HTTP/1.1 403");
      assertThat(served.answer("DELETE", "/api/v1/session", own + cookie))
          .startsWith("HTTP/1.1 204")
          .contains("Max-Age=0");
      assertThat(served.answer("PUT", "/api/v1/uplinks/lte/pin", own + cookie))
          .startsWith("HTTP/1.1 401");
    }
  }

  private static String foreign() {
    return LOCAL + "Origin: https://evil.example\r\n";
  }

  private static String bearerLine(String token) {
    return "Authorization: Bearer " + token + "\r\n";
  }

  private static String cookieOf(String answer) {
    return answer
        .lines()
        .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("set-cookie: "))
        .map(line -> line.substring("set-cookie: ".length()).split(";", 2)[0])
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aPageOfASiteThatMayReadMayReadAndNoOther() throws Exception {
    try (Served served = new Served(access(null))) {
      String reader = LOCAL + "Origin: https://reader.example\r\n";
      assertThat(served.answer("GET", "/api/v1/status", reader))
          .startsWith("HTTP/1.1 200")
          .containsIgnoringCase("access-control-allow-origin: https://reader.example\r\n")
          .containsIgnoringCase("vary: origin\r\n")
          .doesNotContainIgnoringCase("allow-credentials");
      assertThat(
              served.answer(
                  "OPTIONS", "/api/v1/status", reader + "Access-Control-Request-Method: GET\r\n"))
          .startsWith("HTTP/1.1 204")
          .containsIgnoringCase("access-control-allow-methods: GET, HEAD\r\n");
      assertThat(served.answer("GET", "/api/v1/status", foreign()))
          .startsWith("HTTP/1.1 403")
          .containsIgnoringCase("vary: origin\r\n")
          .doesNotContainIgnoringCase("access-control-allow");
    }
  }

  @Test
  void whatTwoProgramsMayReadDifferentlyIsRefusedAndTheConnectionEnds() throws Exception {
    try (Served served = new Served(access(null))) {
      String rest = "0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";
      for (String headers :
          List.of(
              "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n",
              "Transfer-Encoding: xchunked\r\n",
              "Transfer-Encoding: chunked\r\n",
              "Content-Length: 5\r\nContent-Length: 6\r\n",
              "Content-Length: 999999\r\n",
              "Host: other\r\n")) {
        try (Socket socket =
            served.ask("POST /api/v1/status HTTP/1.1\r\n" + LOCAL + headers + "\r\n" + rest)) {
          String answer = read(socket);
          assertThat(answer).as(headers).startsWith("HTTP/1.1 4").doesNotContain("smuggled");
          assertThat(answer.split("HTTP/1.1 ", -1)).as(headers).hasSize(2);
        }
      }
    }
  }

  private static String read(Socket socket) throws Exception {
    InputStream input = socket.getInputStream();
    return new String(input.readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void aStreamEndsSoonAfterItsTokenIsTakenAway() throws Exception {
    try (Served served = new Served(access(null));
        Socket stream = served.ask("GET /api/v1/events HTTP/1.1\r\n" + bearer(READ) + "\r\n")) {
      stream.setSoTimeout(60_000);
      assertThat(stream.getInputStream().read()).isPositive();
      Files.delete(directory.resolve("read"));
      assertThat(read(stream)).contains("text/event-stream"); // to its end, which comes
      assertThat(served.answer("GET", "/api/v1/status", bearer(READ))).startsWith("HTTP/1.1 401");
    }
  }

  @Test
  void aNewCertificateIsShownWithoutARestartAndABrokenOneIsNot() throws Exception {
    for (String name : List.of("a", "b")) {
      Credentials.selfSigned(directory, name);
    }
    use("a");
    Access.Tls tls =
        new Access.Tls(directory.resolve("now.pem").toString(), directory + "/now.key");
    try (Served served = new Served(access(tls));
        SSLSocket first = connect(served.port())) {
      assertThat(shown(first)).isEqualTo("CN=a");
      assertThat(ask(first)).startsWith("HTTP/1.1 200");

      Files.writeString(directory.resolve("now.key"), "broken");
      Files.copy(
          directory.resolve("b.pem"),
          directory.resolve("now.pem"),
          StandardCopyOption.REPLACE_EXISTING);
      try (SSLSocket meanwhile = connect(served.port())) {
        assertThat(shown(meanwhile)).isEqualTo("CN=a");
      }
      use("b");
      long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      String seen = "";
      while (!seen.equals("CN=b") && System.nanoTime() < deadline) {
        LockSupport.parkNanos(200_000_000);
        try (SSLSocket later = connect(served.port())) {
          seen = shown(later);
        }
      }
      assertThat(seen).isEqualTo("CN=b");
      assertThat(ask(first)).startsWith("HTTP/1.1 200"); // it lives on

      assertThat(served.get("/api/v1/status")).startsWith("HTTP/1.1 308");
      try (Socket garbage = served.ask("\u0000\u0001\u0002garbage")) {
        assertThat(read(garbage)).doesNotContain("200 OK");
      }
    }
  }

  private void use(String name) throws Exception {
    for (String kind : List.of(".pem", ".key")) {
      Files.copy(
          directory.resolve(name + kind),
          directory.resolve("now" + kind),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String ask(SSLSocket socket) throws Exception {
    socket
        .getOutputStream()
        .write(
            "GET /api/v1/session HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    byte[] answer = new byte[4096];
    int length = socket.getInputStream().read(answer);
    return new String(answer, 0, length, StandardCharsets.UTF_8);
  }

  private static String shown(SSLSocket socket) throws Exception {
    return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
        .getSubjectX500Principal()
        .getName();
  }

  private static SSLSocket connect(int port) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Everybody()}, null);
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    socket.startHandshake();
    return socket;
  }

  /** Trusts all: what is shown is looked at by the test. */
  private static final class Everybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
