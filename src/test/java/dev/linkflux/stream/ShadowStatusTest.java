package dev.linkflux.stream;

import static dev.linkflux.stream.Samples.CLOCK;
import static dev.linkflux.stream.Samples.FIBRE;
import static dev.linkflux.stream.Samples.LTE;
import static dev.linkflux.stream.Samples.SERVICE;
import static dev.linkflux.stream.Samples.SETTINGS;
import static dev.linkflux.stream.Samples.election;
import static dev.linkflux.stream.Samples.transition;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.control.Shadowed;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.StateName;
import dev.linkflux.engine.Instruments;
import dev.linkflux.time.Event;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the shadow would have done, as it is shown. */
class ShadowStatusTest {
  private static final Service BESIDE = new Service("1", true, new Instruments(), "other.yml");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Status status = new Status(SETTINGS);

  private JsonNode json(Service service) throws IOException {
    return MAPPER.readTree(new StatusJson(CLOCK, service).write(status, 1, 1));
  }

  private static Message message(Event event) {
    return new Message(
        7, Objects.requireNonNull(Kind.of(event)), event, new EventJson(CLOCK, BESIDE));
  }

  private static Shadowed shadowed(Event decision) {
    return new Shadowed(decision.at(), decision);
  }

  @Test
  void withoutAShadowTheStatusHasNone() throws IOException {
    assertThat(json(SERVICE).has("shadow")).isFalse();
  }

  @Test
  void theStatusSaysWhatTheShadowWouldCarryAndHowOftenItWouldHaveSwitched() throws IOException {
    assertThat(json(BESIDE).path("shadow"))
        .hasToString("{\"config\":\"other.yml\",\"carrying\":[],\"switches\":0}");

    status.accept(shadowed(election(1000, FIBRE)));
    status.accept(shadowed(election(2000, FIBRE)));
    status.accept(shadowed(transition(2500, FIBRE, StateName.DOWN, Cause.BLACKOUT)));
    assertThat(json(BESIDE).path("shadow"))
        .hasToString("{\"config\":\"other.yml\",\"carrying\":[\"fibre\"],\"switches\":0}");

    status.accept(shadowed(election(3000, LTE)));
    status.accept(shadowed(election(4000, FIBRE)));
    assertThat(json(BESIDE).path("shadow"))
        .hasToString("{\"config\":\"other.yml\",\"carrying\":[\"fibre\"],\"switches\":2}");
  }

  @Test
  void nothingOfAShadowIsTakenForWhatIs() throws IOException {
    status.accept(election(1000, FIBRE));
    status.accept(shadowed(election(2000, LTE)));
    status.accept(shadowed(transition(2000, FIBRE, StateName.DOWN, Cause.BLACKOUT)));

    assertThat(json(BESIDE).at("/carrying/0").asText()).isEqualTo("fibre");
    assertThat(json(BESIDE).at("/uplinks/0/state").asText()).isEqualTo("Unknown");
  }

  @Test
  void itsDecisionIsToldInTheWordsOfADecision() throws IOException {
    for (Event decision :
        Set.of(election(1500, LTE), transition(1500, FIBRE, StateName.DOWN, Cause.BLACKOUT))) {
      JsonNode told = MAPPER.readTree(message(shadowed(decision)).json());
      assertThat(told.path("type").asText()).isEqualTo("shadow");
      assertThat(told.path("id").asLong()).isEqualTo(7);
      assertThat(told.path("at").asText()).isEqualTo("2026-11-22T03:00:01.500Z");
      assertThat(told.path("config").asText()).isEqualTo("other.yml");
      ObjectNode live = (ObjectNode) MAPPER.readTree(message(decision).json());
      live.remove("id");
      assertThat(told.path("decision")).isEqualTo(live);
    }
  }

  @Test
  void whoListensToAnUplinkHearsWhatTheShadowSaysOfIt() {
    assertThat(message(shadowed(transition(1, LTE, StateName.DOWN, Cause.LOSS))).uplink())
        .isEqualTo("lte");
    assertThat(message(shadowed(election(1, LTE))).uplink()).isNull();
  }
}
