package dev.linkflux.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkflux.control.Hook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks, from the events to the server that is told. */
class WebhooksTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir private Path directory;

  @Test
  void eachNoticeIsSentInOrderUnderAnIdOfItsOwn() throws IOException {
    try (Receiver receiver = Receiver.plain();
        Hooked it = new Hooked(new Hook.Webhook(receiver.url("/x"), null, Hooked.ALL, LONG))) {
      for (int at = 0; at < 30; at++) {
        it.happens(Samples.transition(at, "number " + at));
      }

      assertThat(it.end()).isEmpty();
      Set<String> ids = new HashSet<>();
      for (int at = 0; at < 30; at++) {
        Receiver.Got got = receiver.next();
        var body = new ObjectMapper().readTree(got.body());
        assertThat(body.path("sentence").asText()).isEqualTo("number " + at);
        assertThat(body.path("id").asText()).isEqualTo(got.header("webhook-id"));
        ids.add(got.header("webhook-id"));
      }
      assertThat(ids).hasSize(30);
    }
  }

  @Test
  void aTryAgainHasTheSameIdAndNoSecretIsEverLogged() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "whsec_Z2VoZWltZ2VoZWlt");
    try (Receiver receiver = Receiver.plain();
        Hooked it =
            new Hooked(
                new Hook.Webhook(
                    receiver.url("/token-in-path"), secret.toString(), Hooked.ALL, LONG))) {
      receiver.answer(500);
      receiver.answer(204);
      receiver.answer(404);
      it.happens(Samples.transition(1));
      it.happens(Samples.transition(2));

      assertThat(it.end())
          .containsExactly(
              "webhook 127.0.0.1:%d: status 500; it is tried again".formatted(receiver.port()),
              "webhook 127.0.0.1:%d: takes what it is sent again".formatted(receiver.port()),
              "webhook 127.0.0.1:%d: does not take it: status 404".formatted(receiver.port()))
          .noneMatch(
              line -> line.contains("geheim") || line.contains("Z2Vo") || line.contains("token"));
      Receiver.Got first = receiver.next();
      assertThat(receiver.next().header("webhook-id")).isEqualTo(first.header("webhook-id"));
      assertThat(receiver.next().header("webhook-id")).isNotEqualTo(first.header("webhook-id"));
      assertThat(receiver.more()).isZero();
    }
  }

  @Test
  void aStuckWebhookMissesWhatHasWaitedLongest() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
        Hooked it =
            new Hooked(
                new Hook.Webhook(
                    "http://127.0.0.1:" + silent.getLocalPort(),
                    null,
                    Set.of(Hook.On.TRANSITION),
                    LONG),
                new Hook.Program(List.of("echo", "all have come"), Set.of(Hook.On.SERVER), LONG))) {
      it.happens(Samples.transition(0));
      try (Socket _ = silent.accept()) {
        for (int at = 1; at <= 1000; at++) {
          it.happens(Samples.transition(at));
        }
        it.happens(Samples.serverDown(1001));
        it.log.await("all have come");
        it.hooks.close(Duration.ZERO).block();
        it.awaitEnd();

        String name = "webhook 127.0.0.1:" + silent.getLocalPort();
        assertThat(it.log.lines())
            .filteredOn(line -> line.startsWith(name))
            .containsExactly(
                name + " is behind by 256: what has waited longest is dropped",
                name + ": it ends with 256 not told");
      }
    }
  }
}
