package dev.linkflux.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.ClosedPort;
import dev.linkflux.control.Hook;
import dev.linkflux.wire.tls.AuthorityTrust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One try to deliver a letter, over loopback. */
class HttpCourierTest {
  private static final Letter LETTER = new Letter("msg-1", "{\"sentence\":\"gr\u00fc\u00df\"}");
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(1500);

  @TempDir private Path directory;

  private final Hooked hooked = new Hooked();
  private final Receiver receiver = Receiver.plain();

  @AfterEach
  void close() {
    receiver.close();
    hooked.close();
  }

  private Answer carry(String url, @Nullable String secret, Duration limit) {
    Hook.Webhook hook = new Hook.Webhook(url, secret, Hooked.ALL, limit);
    HttpCourier courier =
        new HttpCourier(Address.of(url), hook, hooked.means(), new AuthorityTrust());
    return Objects.requireNonNull(courier.carry(LETTER).block(LONG));
  }

  private Answer carry(String url) {
    return carry(url, null, LONG);
  }

  private static String why(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Later.class);
    return answer instanceof Answer.Later later ? later.why() : "";
  }

  @Test
  void aLetterIsPostedWithItsLengthAndNothingThatSignsIt() {
    assertThat(carry(receiver.url("/a/b?c=d"))).isEqualTo(new Answer.Taken());

    Receiver.Got got = receiver.next();
    assertThat(got.method()).isEqualTo("POST");
    assertThat(got.target()).isEqualTo("/a/b?c=d");
    assertThat(got.body()).isEqualTo(LETTER.body());
    assertThat(got.header("content-type")).isEqualTo("application/json");
    assertThat(got.header("content-length")).isEqualTo("21");
    assertThat(got.header("host")).isEqualTo("127.0.0.1:" + receiver.port());
    assertThat(got.header("user-agent")).isEqualTo("linkflux");
    assertThat(got.header("webhook-id")).isEqualTo("msg-1");
    assertThat(got.header("webhook-timestamp")).isEqualTo("1795316400");
    assertThat(got.headers()).doesNotContainKeys("Webhook-signature", "Transfer-encoding");
  }

  @Test
  void aSecretSigns() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "geheim\n");

    assertThat(carry(receiver.url("/"), secret.toString(), LONG)).isEqualTo(new Answer.Taken());
    assertThat(receiver.next().header("webhook-signature"))
        .isEqualTo(new Secret(secret).sign(LETTER, Samples.ZERO.getEpochSecond()));
  }

  @Test
  void withoutItsSecretNothingIsSent() {
    String missing = directory.resolve("missing").toString();

    assertThat(why(carry(receiver.url("/"), missing, LONG)))
        .contains(missing + ": no such file")
        .doesNotContain("Exception");
    assertThat(receiver.more()).isZero();
  }

  @Test
  void aRedirectionIsNotFollowed() {
    receiver.answer(307, Map.of("Location", receiver.url("/elsewhere")));

    assertThat(carry(receiver.url("/")))
        .isEqualTo(new Answer.Refused("status 307, and redirections are not followed"));
    assertThat(receiver.next().target()).isEqualTo("/");
    assertThat(receiver.more()).isZero();
  }

  @Test
  void theOtherSideMayNameATime() {
    receiver.answer(503, Map.of("Retry-After", "17"));

    assertThat(carry(receiver.url("/")))
        .isEqualTo(new Answer.Later("status 503", Duration.ofSeconds(17)));
  }

  @Test
  void aNameIsResolvedAndAllItsAddressesAreTried() {
    assertThat(carry("http://hooks.example:" + receiver.port() + "/x"))
        .isEqualTo(new Answer.Taken());
    assertThat(receiver.next().header("host")).isEqualTo("hooks.example:" + receiver.port());
    assertThat(carry("http://two.example:" + receiver.port() + "/x")).isEqualTo(new Answer.Taken());
  }

  @Test
  void aNameThatIsNoneIsNoAnswer() {
    assertThat(why(carry("http://nowhere.example/"))).isEqualTo("no such name: nowhere.example");
  }

  @Test
  void whoIsNotThereIsTriedAgain() throws IOException {
    int port = ClosedPort.of(InetAddress.ofLiteral("127.0.0.1"));

    assertThat(why(carry("http://127.0.0.1:" + port + "/geheim")))
        .containsIgnoringCase("connection refused")
        .doesNotContain("geheim");
  }

  @Test
  void whoSaysNothingIsTriedAgainAfterTheTimeLimit() throws IOException {
    // Once before, so that loading a client for the first time is not in the time limit.
    assertThat(carry(receiver.url("/"))).isEqualTo(new Answer.Taken());
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      String url = "http://127.0.0.1:" + silent.getLocalPort() + "/";

      assertThat(why(carry(url, null, SHORT))).isEqualTo("no answer within 1.5 s");
      assertHungUp(silent);
    }
  }

  @Test
  void aBodyThatNeverEndsHoldsNobodyUp() throws IOException {
    try (ServerSocket endless = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      var _ =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (Socket client = endless.accept()) {
                      client
                          .getOutputStream()
                          .write(
                              "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\nx"
                                  .getBytes(StandardCharsets.US_ASCII));
                      boolean _ = client.getInputStream().readAllBytes().length > 0;
                    } catch (IOException _) {
                      // hung up by a reset
                    }
                  });

      assertThat(carry("http://127.0.0.1:" + endless.getLocalPort() + "/"))
          .isEqualTo(new Answer.Taken());
    }
  }

  @Test
  void whatIsNoHttpIsTriedAgain() throws IOException {
    try (ServerSocket odd = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      var _ =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (Socket client = odd.accept()) {
                      client
                          .getOutputStream()
                          .write("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII));
                      boolean _ = client.getInputStream().readAllBytes().length > 0;
                    } catch (IOException _) {
                      // hung up by a reset
                    }
                  });

      assertThat(why(carry("http://127.0.0.1:" + odd.getLocalPort() + "/", null, SHORT)))
          .isNotBlank();
    }
  }

  /** The connection was closed by who has given up. */
  private static void assertHungUp(ServerSocket server) throws IOException {
    try (Socket client = server.accept()) {
      client.setSoTimeout(20_000);
      assertThat(client.getInputStream().readAllBytes()).isNotEmpty();
    }
  }
}
