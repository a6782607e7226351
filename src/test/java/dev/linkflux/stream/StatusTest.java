package dev.linkflux.stream;

import static dev.linkflux.stream.Samples.CLOCK;
import static dev.linkflux.stream.Samples.CLOUDFLARE;
import static dev.linkflux.stream.Samples.FIBRE;
import static dev.linkflux.stream.Samples.LTE;
import static dev.linkflux.stream.Samples.SERVICE;
import static dev.linkflux.stream.Samples.SETTINGS;
import static dev.linkflux.stream.Samples.election;
import static dev.linkflux.stream.Samples.millis;
import static dev.linkflux.stream.Samples.quality;
import static dev.linkflux.stream.Samples.transition;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Figure;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Tempo;
import dev.linkflux.quality.Quality;
import dev.linkflux.time.Dated;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.LossRatio;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.Used;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTest {
  private final Status status = new Status(SETTINGS);

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(new StatusJson(CLOCK, SERVICE).write(status, 42, 7));
  }

  @Test
  void beforeAnyEventEveryUplinkIsUnknown() throws IOException {
    JsonNode json = json();

    assertThat(json.at("/uplinks/0/state").asText()).isEqualTo("Unknown");
    assertThat(json.at("/uplinks/0/quality").isNull()).isTrue();
    assertThat(json.path("carrying")).isEmpty();
    assertThat(json.path("servers").isArray()).isTrue();
    assertThat(json.path("version").asText()).isEqualTo("1.2.3");
    assertThat(json.path("observe").asBoolean()).isTrue();
    assertThat(json.path("id").asLong()).isEqualTo(42);
    assertThat(json.path("events").asLong()).isEqualTo(7);
  }

  @Test
  void aTransitionSetsStateCauseSinceAndSentence() throws IOException {
    status.accept(transition(1500, LTE, StateName.DEGRADED, Cause.LOSS));

    JsonNode lte = json().at("/uplinks/1");
    assertThat(lte.path("name").asText()).isEqualTo("lte");
    assertThat(lte.path("state").asText()).isEqualTo("Degraded");
    assertThat(lte.path("cause").asText()).isEqualTo("loss");
    assertThat(lte.path("since").asText()).isEqualTo("2026-11-22T03:00:01.500Z");
    assertThat(lte.path("sentence").asText()).isEqualTo("lte is Degraded: loss 31 %");
    assertThat(lte.path("tier").asInt()).isEqualTo(2);
    assertThat(lte.path("device").asText()).isEqualTo("wan2");
  }

  @Test
  void anElectionSaysWhoCarriesAndSinceWhenJustThese() throws IOException {
    status.accept(election(1000, FIBRE));
    status.accept(election(2000, LTE));
    status.accept(election(3000, LTE));

    JsonNode json = json();
    assertThat(json.at("/uplinks/0/carrying").asBoolean()).isFalse();
    assertThat(json.at("/uplinks/1/carrying").asBoolean()).isTrue();
    assertThat(json.at("/carrying/0").asText()).isEqualTo("lte");
    assertThat(json.path("carrying_since").asText()).isEqualTo("2026-11-22T03:00:02.000Z");
  }

  @Test
  void theLatestQualityIsShownInMilliseconds() throws IOException {
    status.accept(quality(200, FIBRE));

    JsonNode quality = json().at("/uplinks/0/quality");
    assertThat(quality.path("loss").asDouble()).isEqualTo(0.02);
    assertThat(quality.at("/rtt_ms/p50").asDouble()).isEqualTo(8.5);
    assertThat(quality.at("/rtt_ms/over_min").asDouble()).isEqualTo(0.7);
    assertThat(quality.path("jitter_ms").asDouble()).isEqualTo(0.4);
    assertThat(quality.path("pdv_ms").asDouble()).isEqualTo(3.0);
    assertThat(quality.at("/targets/0/name").asText()).isEqualTo("cloudflare");
  }

  @Test
  void whatWasNotMeasuredIsNull() throws IOException {
    status.accept(
        new Quality(
            millis(1), FIBRE, new LossRatio(3, 3), Quality.Rtt.NONE, -1, -1, -1, List.of()));

    JsonNode quality = json().at("/uplinks/0/quality");
    assertThat(quality.at("/rtt_ms/p50").isNull()).isTrue();
    assertThat(quality.at("/rtt_ms/over_min").isNull()).isTrue();
    assertThat(quality.path("jitter_ms").isNull()).isTrue();
    assertThat(quality.path("loss").asDouble()).isEqualTo(1);
  }

  @Test
  void aSuspectIsProbedFast() throws IOException {
    status.accept(new Pace(millis(1), LTE, Tempo.FAST));

    assertThat(json().at("/uplinks/1/pace").asText()).isEqualTo("fast");
    assertThat(json().at("/uplinks/0/pace").asText()).isEqualTo("steady");
  }

  @Test
  void aBadTargetIsShownUntilItIsTakenBack() throws IOException {
    status.accept(new Blamed(millis(1500), LTE, CLOUDFLARE, true, "cloudflare is silent alone"));

    JsonNode target = json().at("/uplinks/1/targets/0");
    assertThat(target.path("name").asText()).isEqualTo("cloudflare");
    assertThat(target.path("bad").asBoolean()).isTrue();
    assertThat(target.path("since").asText()).isEqualTo("2026-11-22T03:00:01.500Z");
    assertThat(target.path("sentence").asText()).isEqualTo("cloudflare is silent alone");
    assertThat(json().at("/uplinks/1/targets/1/bad").asBoolean()).isFalse();
    assertThat(json().at("/uplinks/0/targets/0/bad").asBoolean()).isFalse();

    status.accept(new Blamed(millis(1600), LTE, CLOUDFLARE, false, "cloudflare answers again"));
    assertThat(json().at("/uplinks/1/targets/0/bad").asBoolean()).isFalse();
    assertThat(json().at("/uplinks/1/targets")).hasSize(3);
  }

  @Test
  void whatAnElectionConsideredIsShownWithItAndWithEachUplink() throws IOException {
    assertThat(json().at("/uplinks/1/why").isMissingNode()).isTrue();
    status.accept(
        new Election(
            millis(1),
            List.of(LTE),
            List.of(),
            List.of(),
            Cause.BETTER,
            List.of(
                new Election.Considered(FIBRE, 0, List.of(), "its tier is higher"),
                new Election.Considered(
                    LTE, 10, List.of(new Figure("rtt", 8, 20, "ms")), "it is quicker")),
            "lte carries"));

    assertThat(json().at("/uplinks/1/share").asInt()).isEqualTo(10);
    assertThat(json().at("/uplinks/1/why").asText()).isEqualTo("it is quicker");
    assertThat(json().at("/uplinks/0/share").asInt()).isZero();
    assertThat(json().at("/considered/1").toString())
        .isEqualTo(
            "{\"uplink\":\"lte\",\"weight\":10,\"evidence\":[{\"name\":\"rtt\",\"value\":8,"
                + "\"limit\":20,\"unit\":\"ms\"}],\"why\":\"it is quicker\"}");
  }

  @Test
  void aQuotaIsShownWithWhatWasUsedThisMonth() throws IOException {
    Uplink metered = SETTINGS.uplinks().get(1);
    Status status =
        new Status(
            new Settings(
                List.of(
                    SETTINGS.uplinks().get(0),
                    new Uplink(
                        LTE, metered.device(), 2, List.of(), 1, false, 0, 0, 5000, List.of())),
                SETTINGS.targets(),
                SETTINGS.demands(),
                SETTINGS.probing(),
                SETTINGS.windowing(),
                SETTINGS.rules().with(ZoneId.of("Europe/Berlin")),
                SETTINGS.routing()));
    status.accept(new Used(millis(0), LTE, 7));
    status.accept(new Dated(millis(0), Instant.parse("2026-11-30T22:59:58Z")));
    status.accept(new Used(millis(1000), LTE, 40));
    assertThat(used(status)).isEqualTo("{\"bytes\":5000,\"used\":47}");
    status.accept(new Used(millis(1999), LTE, 1));
    assertThat(used(status)).isEqualTo("{\"bytes\":5000,\"used\":48}");
    status.accept(new Woken(millis(2000)));
    assertThat(used(status)).isEqualTo("{\"bytes\":5000,\"used\":0}");
    status.accept(new Used(millis(3000), LTE, 3));
    status.accept(new Dated(millis(3000), Instant.parse("2026-12-05T00:00:00Z")));
    assertThat(used(status)).isEqualTo("{\"bytes\":5000,\"used\":3}");
    assertThat(json().at("/uplinks/0/quota").isMissingNode()).isTrue();
  }

  private static String used(Status status) throws IOException {
    return new ObjectMapper()
        .readTree(new StatusJson(CLOCK, SERVICE).write(status, 42, 7))
        .at("/uplinks/1/quota")
        .toString();
  }
}
