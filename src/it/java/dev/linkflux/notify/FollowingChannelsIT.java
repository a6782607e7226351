package dev.linkflux.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.linkflux.lab.Lab;
import dev.linkflux.lab.NeedsLab;
import dev.linkflux.lab.RouterProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built service tells others than before as soon as a reload says so, and what waits for those
 * that were and for those that stay is told all the same.
 */
@NeedsLab
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FollowingChannelsIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Path MOSQUITTO = Path.of("/usr/sbin/mosquitto");
  private static final int BEFORE = 1883;
  private static final int AFTER = 1884;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path directory;

  private Path config(int broker, String hook, String webhook) throws IOException {
    return Files.writeString(
        directory.resolve("linkflux.yml"),
        """
        targets: [{address: 198.51.100.1}, {address: 198.51.100.2}, {address: 198.51.100.3}]
        uplinks:
          - {name: first, interface: wan1, gateway: 10.1.0.1}
          - {name: second, interface: wan2, tier: 2, gateway: 10.2.0.1}
        hooks: [{url: "%s", on: transition}]
        notifications:
          - {mqtt: "mqtt://127.0.0.1:%d", figures: 1s}
          - {webhook: "%s", on: transition}
        state: %s
        trace: {directory: %s}
        """
            .formatted(
                hook, broker, webhook, directory.resolve("state"), directory.resolve("trace")));
  }

  private void broker(Lab lab, int port) throws IOException {
    Path config =
        Files.writeString(
            directory.resolve("mosquitto-%d.conf".formatted(port)),
            "listener %d 127.0.0.1\nallow_anonymous true\npersistence false\n".formatted(port));
    RouterProcess broker =
        RouterProcess.start(lab, port, List.of(MOSQUITTO.toString(), "-c", config.toString()));
    var _ = broker.output().await(line -> line.contains("running"), PATIENCE);
  }

  @Test
  void othersAreToldFromThenOnAndWhatWaitsIsNotLost() throws Exception {
    if (!Files.isExecutable(MOSQUITTO)) {
      System.err.println("!!! SKIPPED: there is no " + MOSQUITTO);
      Assumptions.abort("SKIPPED: there is no " + MOSQUITTO);
    }
    try (Lab lab = Lab.open();
        Receiver oldHook = lab.router().call(Receiver::plain);
        Receiver newHook = lab.router().call(Receiver::plain);
        Receiver people = lab.router().call(Receiver::plain)) {
      broker(lab, BEFORE);
      broker(lab, AFTER);
      try (BrokerReader before = new BrokerReader(lab.router(), BEFORE);
          BrokerReader after = new BrokerReader(lab.router(), AFTER)) {
        Path config = config(BEFORE, oldHook.url("/hook"), people.url("/people"));
        RouterProcess service = RouterProcess.service(lab, List.of(), config, List.of());
        for (String uplink : List.of("first", "second")) {
          var _ = before.await(0, "linkflux/uplink/" + uplink, it -> isIn(it, "Up"));
        }
        assertThat(after.count()).isZero();

        people.answer(503);
        int count = before.count();
        var _ = lab.uplink(1).carrierOff();
        Receiver.Got refused = people.next();
        await(oldHook, "first", "Down");
        Path _ = config(AFTER, newHook.url("/hook"), people.url("/people"));
        assertThat(service.http().put("/api/v1/reload").status()).isEqualTo(200);

        await(people, refused.body());
        var _ = before.await(count, "linkflux/message", it -> it.contains("first"));
        var _ = before.await(count, "linkflux/uplink/first", it -> isIn(it, "Down"));
        var _ = before.await(count, "linkflux/status", "offline"::equals);
        var _ = after.await(0, "linkflux/status", "online"::equals);
        var _ = after.await(0, "linkflux/uplink/first", it -> isIn(it, "Down"));

        int then = before.count();
        var _ = lab.uplink(2).carrierOff();
        var _ = after.await(0, "linkflux/uplink/second", it -> isIn(it, "Down"));
        var _ = after.await(0, "linkflux/message", it -> it.contains("second"));
        await(newHook, "second", "Down");
        await(people, "second", "Down");
        assertThat(oldHook.more()).as("requests to the hook that is gone").isZero();
        assertThat(before.all().subList(then, before.count())).isEmpty();
      }
    }
  }

  /** Takes what has come until one says all these words; an AssertionError if none does in time. */
  private static void await(Receiver receiver, String... words) {
    String body;
    do {
      body = receiver.next().body();
    } while (!Stream.of(words).allMatch(body::contains));
  }

  private static boolean isIn(String payload, String state) {
    try {
      return JSON.readTree(payload).path("state").asText().equals(state);
    } catch (IOException notJson) {
      throw new UncheckedIOException(payload, notJson);
    }
  }
}
