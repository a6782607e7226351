package dev.linkflux.stream;

import static dev.linkflux.stream.Samples.CLOCK;
import static dev.linkflux.stream.Samples.FIBRE;
import static dev.linkflux.stream.Samples.millis;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private final History history = new History();

  private JsonNode points(long millis) throws IOException {
    return new ObjectMapper()
        .readTree(history.write("fibre", millis(millis), CLOCK))
        .path("points");
  }

  @Test
  void aSecondIsOnePoint() throws IOException {
    history.accept(Samples.replied(1100, FIBRE, 1));
    history.accept(Samples.timedOut(1200, FIBRE, 2));
    history.accept(Samples.quality(1400, FIBRE));

    JsonNode points = points(1900);
    assertThat(points).hasSize(1);
    assertThat(points.at("/0/at").asText()).isEqualTo("2026-11-22T03:00:01.000Z");
    assertThat(points.at("/0/sent").asInt()).isEqualTo(2);
    assertThat(points.at("/0/lost").asInt()).isEqualTo(1);
    assertThat(points.at("/0/rtt_ms").asDouble()).isEqualTo(8.6);
    assertThat(points.at("/0/rtt_max_ms").asDouble()).isEqualTo(8.123);
  }

  @Test
  void whatIsOlderThanTenMinutesIsGone() throws IOException {
    for (int second = 0; second < 700; second++) {
      history.accept(Samples.replied(second * 1000L + 100, FIBRE, second));
    }

    JsonNode points = points(699_500);
    assertThat(points).hasSize(History.SECONDS);
    assertThat(points.at("/0/at").asText()).isEqualTo("2026-11-22T03:01:40.000Z");
  }

  @Test
  void secondsWithoutProbesHaveNoPoint() throws IOException {
    history.accept(Samples.replied(1100, FIBRE, 1));
    history.accept(Samples.replied(650_100, FIBRE, 2));

    assertThat(points(650_500)).hasSize(1);
  }
}
