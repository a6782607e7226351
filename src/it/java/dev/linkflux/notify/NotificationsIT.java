package dev.linkflux.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.linkflux.lab.Lab;
import dev.linkflux.lab.NeedsLab;
import dev.linkflux.lab.RouterProcess;
import dev.linkflux.lab.RouterProcess.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The built service tells a real broker and a real mail server what it has decided. */
@NeedsLab
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class NotificationsIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int HTTP = 8470;
  private static final int BROKER = 1883;
  private static final int MAIL = 2525;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String GONE = "homeassistant/sensor/linkflux/uplink_gone/config";

  @TempDir private Path directory;

  private static String program(String... places) {
    for (String place : places) {
      if (Files.isExecutable(Path.of(place))) {
        return place;
      }
    }
    System.err.println("!!! SKIPPED: there is no " + String.join(" or ", places));
    Assumptions.abort("SKIPPED: there is no " + String.join(" or ", places));
    return "";
  }

  private Path config() throws IOException {
    return Files.writeString(
        directory.resolve("notifications.yml"),
        """
        targets: [{address: 198.51.100.1}, {address: 198.51.100.2}, {address: 198.51.100.3}]
        uplinks:
          - {name: first, interface: wan1, gateway: 10.1.0.1}
          - {name: second, interface: wan2, tier: 2, gateway: 10.2.0.1}
        servers: [{name: vps, address: 198.51.100.10, check: none}]
        timezone: UTC
        notifications:
          - {mqtt: "mqtt://127.0.0.1:%d", figures: 1s}
          - mail: "smtp://127.0.0.1:%d"
            from: "Süd <router@example.net>"
            to: me@example.net
            on: transition
            templates: {subject: "{uplink}: {state}"}
          - {mail: "smtp://127.0.0.1:9", from: router@example.net, to: me@example.net}
        routes: {onExit: remove}
        state: %s
        """
            .formatted(BROKER, MAIL, directory.resolve("state")));
  }

  private RouterProcess broker(Lab lab, String mosquitto) throws IOException {
    Path config =
        Files.writeString(
            directory.resolve("mosquitto.conf"),
            "listener %d 127.0.0.1\nallow_anonymous true\npersistence false\n".formatted(BROKER));
    RouterProcess broker =
        RouterProcess.start(lab, BROKER, List.of(mosquitto, "-c", config.toString()));
    var _ = broker.output().await(line -> line.contains("running"), PATIENCE);
    return broker;
  }

  @Test
  void aBrokerKnowsHowThingsAreAndAMailSaysWhatHasHappened() throws Exception {
    String mosquitto = program("/usr/sbin/mosquitto", "/usr/bin/mosquitto");
    String aiosmtpd = program("/usr/bin/aiosmtpd");
    try (Lab lab = Lab.open()) {
      RouterProcess broker = broker(lab, mosquitto);
      RouterProcess mails =
          RouterProcess.start(
              lab,
              MAIL,
              List.of(
                  "env",
                  "PYTHONUNBUFFERED=1",
                  aiosmtpd,
                  "-n",
                  "-d",
                  "-d",
                  "-l",
                  "127.0.0.1:" + MAIL,
                  "-c",
                  "aiosmtpd.handlers.Debugging",
                  "stdout"));
      var _ = mails.output().await(line -> line.contains("Server is listening"), PATIENCE);
      RouterProcess service;
      try (BrokerReader reader = new BrokerReader(lab.router(), BROKER)) {
        reader.publish(GONE, "{\"name\": \"gone\"}", true);
        service = RouterProcess.service(lab, List.of(), config(), List.of());
        var _ = reader.await(0, "linkflux/status", "online"::equals);
        var _ = reader.await(0, GONE, String::isEmpty);
        var _ = reader.await(0, "linkflux/server/vps", it -> at(it, "/in_use").asBoolean());
        var up =
            reader.await(
                0,
                "linkflux/uplink/first",
                it ->
                    at(it, "/state").asText().equals("Up")
                        && at(it, "/carrying").asBoolean()
                        && at(it, "/rtt_ms").isNumber());
        assertThat(at(up.payload(), "/usable").asBoolean()).isTrue();
        var _ =
            reader.await(0, "linkflux/uplink/second", it -> at(it, "/state").asText().equals("Up"));
        checkDiscovery(reader.all());
        RouterProcess trial =
            RouterProcess.start(
                lab,
                HTTP,
                List.of(RouterProcess.launcher(), "notify", config().toString(), "--test"));
        assertThat(trial.awaitExit(PATIENCE)).isEqualTo(1);
        var _ = trial.output().await(line -> line.contains("mail 127.0.0.1:9: "), PATIENCE);
        assertThat(trial.output().text())
            .contains("mqtt 127.0.0.1:1883: taken", "mail 127.0.0.1:2525: taken")
            .contains("mail 127.0.0.1:9: FAILED: Connection refused");

        int before = reader.count();
        reader.publish("homeassistant/status", "online", false);
        var _ =
            reader.await(
                before, "homeassistant/sensor/linkflux/uplink_first_state/config", it -> true);

        var _ = lab.uplink(1).carrierOff();
        var down =
            reader.await(
                before, "linkflux/uplink/first", it -> at(it, "/state").asText().equals("Down"));
        assertThat(at(down.payload(), "/cause").asText()).isEqualTo("carrier-lost");
        var _ =
            reader.await(
                before, "linkflux/traffic", it -> at(it, "/carrying/0").asText().equals("second"));
        var words =
            reader.await(
                before, "linkflux/message", it -> at(it, "/title").asText().contains("first"));
        assertThat(at(words.payload(), "/severity").asText()).isEqualTo("warning");
        var _ = mails.output().await("Subject: first: Down"::equals, PATIENCE);
        String sentence = at(down.payload(), "/sentence").asText();
        var _ = mails.output().await(sentence::equals, PATIENCE);
        assertThat(mails.output().text())
            .contains(
                "Auto-Submitted: auto-generated", "=?UTF-8?Q?S=C3=BCd?= <router@example.net>");
      }
      var _ = broker.signal(Signal.TERM);
      int _ = broker.awaitExit(PATIENCE);
      RouterProcess _ = broker(lab, mosquitto);
      try (BrokerReader reader = new BrokerReader(lab.router(), BROKER)) {
        var _ = reader.await(0, "linkflux/status", "online"::equals);
        var _ =
            reader.await(
                0, "linkflux/uplink/first", it -> at(it, "/state").asText().equals("Down"));
        int before = reader.count();
        var _ = service.signal(Signal.KILL);
        var _ = reader.await(before, "linkflux/status", "offline"::equals);
      }
      assertThat(service.output().text())
          .contains("mail 127.0.0.1:9: Connection refused; it is tried again");
    }
  }

  /** What Home Assistant requires of a message of discovery, and of its parts. */
  private static void checkDiscovery(List<BrokerReader.Heard> heard) {
    Map<String, JsonNode> configs = new HashMap<>();
    for (BrokerReader.Heard one : heard) {
      if (one.topic().endsWith("/config") && !one.topic().equals(GONE)) {
        configs.put(one.topic(), json(one.payload()));
      }
    }
    assertThat(configs).hasSize(2 * 6 + 2);
    List<String> ids = new ArrayList<>();
    configs.forEach(
        (topic, config) -> {
          assertThat(topic)
              .matches("homeassistant/(sensor|binary_sensor)/linkflux/[A-Za-z0-9_-]+/config");
          ids.add(config.path("unique_id").asText());
          assertThat(config.path("availability_topic").asText()).isEqualTo("linkflux/status");
          assertThat(config.path("state_topic").asText()).startsWith("linkflux/");
          assertThat(config.path("value_template").asText()).startsWith("{{ ").endsWith(" }}");
          assertThat(config.at("/device/identifiers/0").asText()).isEqualTo("linkflux_linkflux");
          if (config.path("device_class").asText().equals("enum")) {
            assertThat(config.path("options")).hasSize(6);
            assertThat(config.has("unit_of_measurement") || config.has("state_class")).isFalse();
          } else {
            assertThat(config.has("unit_of_measurement")).isEqualTo(config.has("state_class"));
          }
        });
    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.startsWith("linkflux_linkflux_"));
  }

  private static JsonNode at(String payload, String pointer) {
    return json(payload).at(pointer);
  }

  private static JsonNode json(String payload) {
    try {
      return JSON.readTree(payload);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + payload, e);
    }
  }
}
