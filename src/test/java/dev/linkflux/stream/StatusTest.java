package dev.linkflux.stream;

import static dev.linkflux.stream.Samples.CLOCK;
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
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Tempo;
import dev.linkflux.quality.Quality;
import dev.linkflux.uplink.LossRatio;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTest {
  private final Status status = new Status(SETTINGS.uplinks());

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
}
