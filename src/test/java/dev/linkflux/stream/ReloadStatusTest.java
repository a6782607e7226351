package dev.linkflux.stream;

import static dev.linkflux.stream.Reloading.reload;
import static dev.linkflux.stream.Reloading.serving;
import static dev.linkflux.stream.Reloading.settings;
import static dev.linkflux.stream.Reloading.uplink;
import static dev.linkflux.stream.Samples.CLOCK;
import static dev.linkflux.stream.Samples.CLOUDFLARE;
import static dev.linkflux.stream.Samples.FIBRE;
import static dev.linkflux.stream.Samples.LTE;
import static dev.linkflux.stream.Samples.election;
import static dev.linkflux.stream.Samples.millis;
import static dev.linkflux.stream.Samples.quality;
import static dev.linkflux.stream.Samples.transition;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Settings;
import dev.linkflux.control.Shadowed;
import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.StateName;
import dev.linkflux.engine.Played;
import dev.linkflux.server.Appointed;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.Uplink;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a status says after another configuration has come into force. */
class ReloadStatusTest {
  private static final List<String> TARGETS = List.of("cloudflare", "quad9", "google");

  private final Service service =
      new Service("1", false, new dev.linkflux.engine.Instruments(), "a");
  private final Status status = new Status(ServerSamples.settings());

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(new StatusJson(CLOCK, service).write(status, 1, 1));
  }

  private static List<String> names(JsonNode list) {
    return list.valueStream().map(it -> it.path("name").asText()).toList();
  }

  @Test
  void whatBothNameGoesOnAtItsNewPlace() throws IOException {
    status.accept(transition(1500, LTE, StateName.DEGRADED, Cause.LOSS));
    status.accept(quality(1600, LTE));
    status.accept(new Steered(millis(1700), LTE, Steering.AVOID, millis(90_000)));
    status.accept(new Blamed(millis(1800), LTE, CLOUDFLARE, true, "it is silent alone"));
    JsonNode before = json().at("/uplinks/1");

    status.accept(
        reload(2000, settings(List.of("lte", "dsl", "fibre"), List.of("own", "cloudflare"))));

    assertThat(names(json().path("uplinks"))).containsExactly("lte", "dsl", "fibre");
    JsonNode lte = json().at("/uplinks/0");
    for (String field : List.of("state", "cause", "since", "sentence", "quality", "steering")) {
      assertThat(lte.path(field)).as(field).isEqualTo(before.path(field));
    }
    assertThat(names(lte.path("targets"))).containsExactly("own", "cloudflare");
    assertThat(lte.at("/targets/0/bad").asBoolean()).isFalse();
    assertThat(lte.at("/targets/1/bad").asBoolean()).isTrue();
    assertThat(json().at("/demands/loss/fail").asDouble()).isEqualTo(0.3);
  }

  @Test
  void whatIsNewBeginsThenAndNotAtTheStart() throws IOException {
    status.accept(reload(2000, settings(List.of("fibre", "dsl"), TARGETS)));

    JsonNode dsl = json().at("/uplinks/1");
    assertThat(dsl.path("name").asText()).isEqualTo("dsl");
    assertThat(dsl.path("state").asText()).isEqualTo("Unknown");
    assertThat(dsl.path("since").asText()).isEqualTo("2026-11-22T03:00:02.000Z");
    assertThat(dsl.path("quality").isNull()).isTrue();
  }

  @Test
  void whatIsToldOfTheNewPlacesIsOfThoseThatHaveThem() throws IOException {
    Settings now = settings(List.of("lte", "fibre"), TARGETS);
    status.accept(reload(2000, now));
    status.accept(transition(2100, uplink(now, "lte"), StateName.DOWN, Cause.LOSS));
    status.accept(transition(2200, FIBRE, StateName.DOWN, Cause.LOSS)); // of before: it is late

    assertThat(json().at("/uplinks/0/state").asText()).isEqualTo("Down");
    assertThat(json().at("/uplinks/1/state").asText()).isEqualTo("Unknown");
  }

  @Test
  void whoIsGoneCarriesNothingAndComesBackAsANewOne() throws IOException {
    status.accept(transition(1000, LTE, StateName.DEGRADED, Cause.LOSS));
    status.accept(election(1000, FIBRE, LTE));
    status.accept(reload(2000, settings(List.of("fibre"), TARGETS)));

    assertThat(json().path("carrying")).extracting(JsonNode::asText).containsExactly("fibre");
    assertThat(json().path("standby")).isEmpty();
    assertThat(json().path("carrying_since").asText()).isEqualTo("2026-11-22T03:00:02.000Z");

    status.accept(reload(3000, settings(List.of("fibre", "lte"), TARGETS)));
    assertThat(json().at("/uplinks/1/state").asText()).isEqualTo("Unknown");
    assertThat(json().at("/uplinks/1/carrying").asBoolean()).isFalse();
  }

  @Test
  void thatTheSameCarryUnderOtherNumbersIsNoChange() throws IOException {
    status.accept(election(1000, FIBRE));
    Settings now = settings(List.of("dsl", "fibre"), TARGETS);
    status.accept(reload(2000, now));
    status.accept(election(2000, uplink(now, "fibre")));

    assertThat(json().path("carrying_since").asText()).isEqualTo("2026-11-22T03:00:01.000Z");
    assertThat(json().at("/uplinks/1/carrying").asBoolean()).isTrue();
  }

  @Test
  void whatWasFoundThroughAnotherDeviceIsNotOfThisOne() throws IOException {
    status.accept(transition(1000, FIBRE, StateName.UP, Cause.RECOVERED));
    status.accept(quality(1000, FIBRE));
    Settings now = settings(List.of("fibre"), TARGETS);
    Uplink moved = new Uplink(FIBRE, "ppp0", 1, List.of(), 1, false);
    status.accept(
        reload(
            2000,
            new Settings(
                List.of(moved),
                now.targets(),
                now.demands(),
                now.probing(),
                now.windowing(),
                now.rules(),
                now.routing(),
                now.servers())));

    assertThat(json().at("/uplinks/0/device").asText()).isEqualTo("ppp0");
    assertThat(json().at("/uplinks/0/quality").isNull()).isTrue();
  }

  @Test
  void serversGoOnByNameToo() throws IOException {
    ServerSamples.trouble(1000).forEach(status::accept);
    status.accept(new Appointed(millis(1100), ServerSamples.VPS));
    JsonNode before = json().path("servers");

    Settings now = settings(List.of("lte", "fibre"), TARGETS);
    status.accept(reload(2000, serving(now, "the spare/one", "vps")));
    JsonNode after = json().path("servers");
    assertThat(names(after)).containsExactly("the spare/one", "vps");
    assertThat(after.get(0).path("active")).isEqualTo(before.get(1).path("active"));
    assertThat(after.get(1).path("appointed").asBoolean()).isTrue();
    assertThat(after.get(1).path("state")).isEqualTo(before.get(0).path("state"));
    assertThat(after.get(1).path("addresses")).isEqualTo(before.get(0).path("addresses"));
    assertThat(after.get(1).path("through"))
        .containsExactly(
            before.get(0).path("through").get(1), before.get(0).path("through").get(0));

    status.accept(reload(3000, serving(settings(List.of("lte"), TARGETS), "vps")));
    assertThat(names(json().path("servers"))).containsExactly("vps");
    assertThat(json().at("/servers/0/active").asBoolean()).isFalse();
    assertThat(json().at("/servers/0/through")).hasSize(1);
  }

  @Test
  void aShadowGoesOnAsLongAsThereIsOne() {
    Settings now = settings(List.of("lte", "fibre"), TARGETS);
    status.accept(new Shadowed(millis(1000), election(1000, FIBRE)));
    status.accept(new Reconfigured(millis(2000), now, now, "{}"));
    status.accept(new Shadowed(millis(2000), election(2000, uplink(now, "fibre"))));
    assertThat(status.shadow().switches()).isZero();
    assertThat(status.shadow().carrying()).containsExactly(uplink(now, "fibre"));

    status.accept(new Reconfigured(millis(3000), now, null, "{}"));
    assertThat(status.shadow()).isEqualTo(ShadowStatus.NONE);
  }

  @Test
  void thatATraceIsPlayedIsStillSo() {
    status.accept(new Played(millis(5), 10, false, "a trace is played"));
    status.accept(reload(2000, settings(List.of("lte"), TARGETS)));
    assertThat(status.played()).isNotNull();
  }
}
