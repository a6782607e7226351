package dev.linkflux.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.linkflux.lab.Lab;
import dev.linkflux.lab.NeedsLab;
import dev.linkflux.lab.RouterProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The built service tells a program, a webhook and a file what it has decided. */
@NeedsLab
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HooksIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path directory;

  private Path config(Receiver receiver, Path secret) throws IOException {
    Path program = Files.writeString(directory.resolve("hook"), "#!/bin/sh\nenv\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return Files.writeString(
        directory.resolve("hooks.yml"),
        """
        targets: [{address: 198.51.100.1}, {address: 198.51.100.2}, {address: 198.51.100.3}]
        uplinks:
          - {name: first, interface: wan1, gateway: 10.1.0.1}
          - {name: second, interface: wan2, tier: 2, gateway: 10.2.0.1}
        servers: [{name: vps, address: 198.51.100.10, check: none}]
        hooks:
          - {run: [%1$s], on: [transition]}
          - {url: "%2$s", secret: %3$s, on: [election, server]}
        routes: {onExit: remove}
        state: %4$s
        """
            .formatted(program, receiver.url("/geheim"), secret, directory.resolve("state")));
  }

  /** The first body that fits, of requests that are signed as they should be. */
  private static JsonNode await(Receiver receiver, Secret secret, Predicate<JsonNode> fits)
      throws IOException {
    while (true) {
      Receiver.Got got = receiver.next();
      String signature =
          secret.sign(
              new Letter(got.header("webhook-id"), got.body()),
              Long.parseLong(got.header("webhook-timestamp")));
      assertThat(got.header("webhook-signature")).isEqualTo(signature);
      JsonNode body = JSON.readTree(got.body());
      if (fits.test(body)) {
        return body;
      }
    }
  }

  @Test
  void aLostCarrierIsToldToAProgramAndToAWebhookAndTheServerInUseToAFile() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "whsec_Z2VoZWltZ2VoZWlt\n");
    try (Lab lab = Lab.open();
        Receiver receiver = lab.router().call(Receiver::plain)) {
      RouterProcess process =
          RouterProcess.service(lab, List.of(), config(receiver, secret), List.of());
      Secret key = new Secret(secret);
      assertThat(await(receiver, key, it -> it.path("active").asText().equals("vps")).path("type"))
          .hasToString("\"server\"");
      await(receiver, key, it -> it.path("carrying").path(0).asText().equals("first"));
      var _ = lab.uplink(1).carrierOff();
      JsonNode moved =
          await(receiver, key, it -> it.path("carrying").path(0).asText().equals("second"));

      assertThat(moved.path("cause").asText()).isEqualTo("carrier-lost");
      String prefix = "hook " + directory.resolve("hook") + ": LINKFLUX_";
      var _ =
          process.output().await(line -> line.endsWith(prefix + "CAUSE=carrier-lost"), PATIENCE);
      var _ = process.output().await(line -> line.endsWith(prefix + "UPLINK=first"), PATIENCE);
      assertThat(directory.resolve("state/server.json")).content().contains("\"active\":\"vps\"");
      assertThat(process.output().text()).doesNotContain("geheim", "Z2Vo");
    }
  }
}
