package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configurations;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.TrafficWatch;
import dev.linkflux.route.dryrun.DryRunRouteSink;
import dev.linkflux.uplink.ProbeKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A running service is asked to reload, and asks for the tokens that its file names now. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class AccessReloadIT {
  private static final long SEED = 5;

  @TempDir private Path directory;

  private final Scheduler timer = Schedulers.newSingle("timer", true);
  private final HttpClient client = HttpClient.newHttpClient();

  private static PrintWriter err() {
    return new PrintWriter(System.err, true, StandardCharsets.UTF_8);
  }

  private void write(String more) throws IOException {
    Files.writeString(
        directory.resolve("linkflux.yml"),
        """
        targets:
          - {name: one, address: 192.0.2.1}
          - {name: two, address: 192.0.2.2}
        uplinks:
          - {name: fibre, interface: lfx-none1, tier: 1, gateway: 10.1.0.1}
          - {name: lte, interface: lfx-none2, tier: 2, gateway: 10.2.0.1}
        """
            + more);
  }

  private String token(String name) throws IOException {
    Path file = directory.resolve(name);
    if (!name.equals("nobody")) {
      Files.writeString(file, secret(name));
    }
    return "access: {tokens: [{name: %s, may: operate, file: %s}]}\n".formatted(name, file);
  }

  private static String secret(String name) {
    return name + "-0123456789abcdef";
  }

  private HttpResponse<String> reload(Daemon daemon, String as) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(daemon.address() + "api/v1/reload"))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .header("Authorization", "Bearer " + secret(as))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void theTokensOfTheFileAreAskedForFromTheAnswerOn() throws Exception {
    write(token("me"));
    Path file = directory.resolve("linkflux.yml");
    Configuration configuration = Loading.load(Configurations.read(file), err());
    Daemon daemon =
        new Daemon(
            configuration,
            new DaemonParts(
                Map.of(ProbeKind.ICMP, new CalmWorld(timer)),
                CalmWorld.links(configuration.settings().uplinks()),
                new DryRunRouteSink(_ -> {}),
                TrafficWatch.NOBODY,
                new Instruments(),
                SEED,
                true),
            new Loops(),
            err(),
            file);
    daemon.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    var _ = daemon.start(_ -> {});
    try {
      assertThat(reload(daemon, "you").statusCode()).isEqualTo(401);

      write(token("nobody") + "demands: {rtt: {fail: 400ms}}\n");
      HttpResponse<String> refused = reload(daemon, "me");
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(refused.body()).contains("\"changes\":[]", "access.tokens: nobody would open");

      write(token("you"));
      HttpResponse<String> followed = reload(daemon, "me");
      assertThat(followed.statusCode()).isEqualTo(200);
      assertThat(followed.body())
          .contains("access.tokens: you added", "access.tokens: me removed", "\"restart\":[]")
          .doesNotContain("demands"); // as nothing of what was refused has held

      assertThat(reload(daemon, "me").statusCode()).isEqualTo(401);
      assertThat(reload(daemon, "you").statusCode()).isEqualTo(200);
    } finally {
      daemon.stop();
      timer.dispose();
    }
  }
}
