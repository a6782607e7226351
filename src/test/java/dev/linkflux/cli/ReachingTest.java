package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.wire.tls.Certificates;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** How a command proves who it is, and finds out who the service is. */
class ReachingTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String SECRET = "correct-horse-battery";

  @TempDir private Path directory;

  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final HttpServer plain =
      HttpServer.create().host("127.0.0.1").port(0).handle(this::answer);
  private DisposableServer server = plain.bindNow(LIMIT);

  @AfterEach
  void stop() {
    server.disposeNow(LIMIT);
  }

  private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
    String said = request.requestHeaders().get("Authorization", "nothing");
    authorizations.add(said);
    return said.equals("Bearer " + SECRET)
        ? response.sendString(Mono.just("{\"uplinks\":[]}\n"))
        : response
            .status(401)
            .sendString(
                Mono.just("{\"status\":401,\"detail\":\"this needs a token; see access.tokens\"}"));
  }

  private record Ended(int status, String out, String err) {}

  private static Ended status(String... options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] arguments = new String[options.length + 3];
    List.of("watch", "--once", "--json").toArray(arguments);
    System.arraycopy(options, 0, arguments, 3, options.length);
    int status =
        Main.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Ended(status, out.toString(), err.toString());
  }

  private String token(String text) throws IOException {
    return Files.writeString(directory.resolve("token"), text).toString();
  }

  private String url(String scheme) {
    return scheme + "://127.0.0.1:" + server.port();
  }

  private Certificates secure() throws IOException {
    Path made = Files.createDirectory(directory.resolve("made"));
    Certificates certificates = new Certificates(made);
    certificates.signed("router", "IP:127.0.0.1", "20260101000000Z", "20991231235959Z");
    File certificate = made.resolve("router.pem").toFile();
    SslContext context =
        SslContextBuilder.forServer(certificate, made.resolve("router.key").toFile()).build();
    server.disposeNow(LIMIT);
    server = plain.secure(spec -> spec.sslContext(context)).bindNow(LIMIT);
    return certificates;
  }

  @Test
  void theFirstLineOfAFileIsTheToken() throws IOException {
    Ended ended = status("--url", url("http"), "--token-file", token(SECRET + " \nsecond\n"));
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).isEqualTo("{\"uplinks\":[]}\n");
    assertThat(ended.status()).isZero();
  }

  @Test
  void aRefusalIsTheServicesOwnSentenceAndNeverTheToken() throws IOException {
    Ended ended = status("--url", url("http"), "--token-file", token("wrong-but-long-enough"));
    assertThat(ended.err())
        .isEqualToNormalizingNewlines(
            "linkflux: cannot watch %s: this needs a token; see access.tokens\n"
                .formatted(url("http")));
    assertThat(ended.status()).isEqualTo(1);
    assertThat(authorizations).containsExactly("Bearer wrong-but-long-enough");
  }

  @Test
  void aTokenThatCannotBeReadIsWrongUsage() throws IOException {
    assertThat(status("--token-file", directory + "/none"))
        .returns(2, Ended::status)
        .extracting(Ended::err)
        .asString()
        .contains("--token-file: cannot read " + directory + "/none");
    assertThat(status("--token-file", token("\n")).err()).contains("is empty");
    assertThat(status("--token-file", token("two words")))
        .returns(2, Ended::status)
        .extracting(Ended::err)
        .asString()
        .doesNotContain("two words");
  }

  @Test
  void aServiceBehindTlsIsKnownByItsAuthorityOrByItsKey() throws IOException {
    Certificates certificates = secure();
    String token = token(SECRET);
    String authority = directory.resolve("made/ca.pem").toString();
    String url = url("https");

    assertThat(status("--url", url, "--token-file", token, "--ca", authority).status()).isZero();
    assertThat(status("--url", url, "--token-file", token, "--pin", certificates.pin("router")))
        .returns(0, Ended::status);
    assertThat(status("--url", url, "--token-file", token))
        .returns(1, Ended::status)
        .extracting(Ended::err)
        .asString()
        .contains("TLS: unknown authority");
    assertThat(status("--url", url, "--token-file", token, "--pin", certificates.pin("ca")))
        .returns(1, Ended::status)
        .extracting(Ended::err)
        .asString()
        .contains("the public key is not the pinned one but " + certificates.pin("router"));
    assertThat(authorizations).as("told to nobody else").hasSize(2);
  }

  @Test
  void optionsThatMakeNoSenseAreWrongUsage() {
    assertThat(status("--url", "https://127.0.0.1:1", "--pin", "sha256/short").err())
        .contains("--pin: `sha256/short` is no pin");
    assertThat(status("--url", "http://127.0.0.1:1", "--ca", "x").err()).contains("are for https");
    assertThat(status("--url", "https://127.0.0.1:1", "--ca", directory + "/none"))
        .returns(2, Ended::status)
        .extracting(Ended::err)
        .asString()
        .contains("cannot read certificates from " + directory + "/none");
    assertThat(status("--types", "probe").err()).contains("--types and --every are for --json");
  }
}
