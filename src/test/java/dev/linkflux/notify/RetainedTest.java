package dev.linkflux.notify;

import static dev.linkflux.notify.Samples.FIBRE;
import static dev.linkflux.notify.Samples.LTE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkflux.control.Settings;
import dev.linkflux.quality.Quality;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.LossRatio;
import dev.linkflux.uplink.Uplink;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How everything stands, as a broker is told it; and how little of what happens goes that way. */
class RetainedTest {
  private static final Topics TOPICS = new Topics("home/wan", "ha");
  private static final Settings SETTINGS =
      new Settings(
          List.of(
              new Uplink(FIBRE, "wan1", 1, List.of(), 1, false),
              new Uplink(LTE, "wan2", 2, List.of(), 1, false)),
          List.of(),
          List.of(),
          Samples.SETTINGS.probing(),
          Samples.SETTINGS.windowing(),
          Samples.SETTINGS.rules(),
          Samples.SETTINGS.routing(),
          Samples.SETTINGS.servers());

  private final Retained retained =
      new Retained(TOPICS, SETTINGS, Samples.CLOCK, Duration.ofSeconds(30));

  private static Quality quality(long millis, int lost) {
    return new Quality(
        Samples.millis(millis),
        FIBRE,
        new LossRatio(lost, 100),
        new Quality.Rtt(1, 1, 12_345_678, 1, 1, 1),
        1,
        1,
        -1,
        List.of());
  }

  private static JsonNode json(@Nullable String payload) {
    try {
      return new ObjectMapper().readTree(String.valueOf(payload));
    } catch (IOException e) {
      throw new AssertionError(payload, e);
    }
  }

  @Test
  void everyTopicSaysSomethingBeforeAnythingHasHappened() {
    assertThat(retained.all())
        .containsOnlyKeys(
            "home/wan/uplink/fibre",
            "home/wan/uplink/lte",
            "home/wan/server/vps",
            "home/wan/server/spare",
            "home/wan/traffic");
    JsonNode fibre = json(retained.all().get("home/wan/uplink/fibre"));
    assertThat(fibre.path("state").asText()).isEqualTo("Unknown");
    assertThat(fibre.path("loss").isNull() && fibre.path("rtt_ms").isNull()).isTrue();
  }

  @Test
  void aTransitionIsToldAtOnceWithTheLatestFigures() {
    var _ = retained.after(quality(0, 0));
    assertThat(retained.after(quality(1_000, 50))).isEmpty();
    Map<String, String> changed = retained.after(Samples.transition(1_001));
    assertThat(changed).containsOnlyKeys("home/wan/uplink/fibre");
    JsonNode fibre = json(changed.get("home/wan/uplink/fibre"));
    assertThat(fibre.path("state").asText()).isEqualTo("Down");
    assertThat(fibre.path("cause").asText()).isEqualTo("loss");
    assertThat(fibre.path("usable").asBoolean()).isFalse();
    assertThat(fibre.path("loss").asDouble()).isEqualTo(0.5);
    assertThat(fibre.path("rtt_ms").asDouble()).isEqualTo(12.3457);
    assertThat(fibre.path("jitter_ms").isNull()).isTrue();
  }

  @Test
  void figuresAreToldNowAndThen() {
    int told = 0;
    for (int second = 0; second <= 90; second++) {
      told += retained.after(quality(second * 1000L, second)).size();
    }
    assertThat(told).isEqualTo(4);
  }

  @Test
  void whoCarriesIsToldOfThoseThatDoAndOfThoseThatDid() {
    var _ = retained.after(Samples.election(1, List.of(FIBRE), List.of(LTE)));
    Map<String, String> changed = retained.after(Samples.election(2, List.of(LTE), List.of()));
    assertThat(changed)
        .containsOnlyKeys("home/wan/traffic", "home/wan/uplink/fibre", "home/wan/uplink/lte");
    assertThat(json(changed.get("home/wan/uplink/fibre")).path("carrying").asBoolean()).isFalse();
    assertThat(json(changed.get("home/wan/traffic")).path("carrying").path(0).asText())
        .isEqualTo("lte");
  }

  @Test
  void namesOfAnyKindGiveTopicsAndIdsOfTheirOwn() {
    assertThat(Slug.of("fibre-1_a")).isEqualTo("fibre-1_a");
    assertThat(Slug.of("a/b#+ü")).matches("[A-Za-z0-9_-]+").isNotEqualTo(Slug.of("a/b#+ö"));
    assertThat(Slug.of("x".repeat(64))).isNotEqualTo(Slug.of("x".repeat(63)));
  }

  @Test
  void ofQualitiesFewGoThroughAndTheLatestBeforeADecision() {
    Sieve sieve = new Sieve(Duration.ofSeconds(30));
    assertThat(sieve.passed(List.of(quality(0, 0)))).hasSize(1);
    assertThat(sieve.passed(List.of(quality(1_000, 1)))).isEmpty();
    List<Event> turn = List.of(quality(2_000, 2), Samples.transition(2_000));
    assertThat(sieve.passed(turn)).isEqualTo(turn);
    assertThat(sieve.passed(List.of(quality(31_999, 3)))).isEmpty();
    assertThat(sieve.passed(List.of(quality(32_000, 3)))).hasSize(1);
    assertThat(new Sieve(null).passed(turn)).containsExactly(turn.getLast());
  }
}
