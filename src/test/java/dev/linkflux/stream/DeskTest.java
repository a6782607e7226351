package dev.linkflux.stream;

import static dev.linkflux.stream.Samples.FIBRE;
import static dev.linkflux.stream.Samples.election;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's orders over HTTP. */
class DeskTest {
  private static final String LOCAL = "Host: localhost\r\n";

  private final Served served = new Served(Limits.DEFAULT);

  @BeforeEach
  void begin() {
    served.carryOutOrders();
    served.tell(election(0, FIBRE));
  }

  @AfterEach
  void close() {
    served.close();
  }

  private String put(String path) throws IOException {
    return served.answer("PUT", "/api/v1/uplinks/" + path, LOCAL);
  }

  private static JsonNode body(String answer) throws IOException {
    return new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pin", "avoid", "auto"})
  void anOrderIsAnsweredByHowTheUplinkStandsThen(String steering) throws IOException {
    String answer = put("lte/" + steering);
    assertThat(answer).startsWith("HTTP/1.1 200").contains("content-type: application/json");
    assertThat(body(answer).path("name").asText()).isEqualTo("lte");
    assertThat(body(answer).path("steering").asText()).isEqualTo(steering);
    assertThat(body(answer).has("steering_until")).isFalse();
  }

  @Test
  void anOrderForAWhileSaysUntilWhen() throws IOException {
    JsonNode lte = body(put("lte/avoid?for=2h"));
    assertThat(lte.path("steering").asText()).isEqualTo("avoid");
    assertThat(lte.path("steering_until").asText()).isEqualTo("2026-11-22T05:00:01.000Z");
    assertThat(served.get("/metrics"))
        .contains("linkflux_uplink_steering{steering=\"avoid\",uplink=\"lte\"} 1.0\n")
        .contains("linkflux_uplink_steering{steering=\"auto\",uplink=\"lte\"} 0.0\n");
  }

  @Test
  void orderByOrderTheLatestCounts() throws IOException {
    put("lte/pin");
    put("lte/avoid?for=1.5m");
    assertThat(body(put("lte/auto")).path("steering").asText()).isEqualTo("auto");
    assertThat(served.get("/api/v1/decisions?limit=9"))
        .containsSubsequence("auto lte", "avoid lte until 2026-11-22T03:01:32.000Z", "pin lte");
  }

  @Test
  void anOrderIsToldOnTheStreamToThoseWhoAsk() throws Exception {
    try (EventReader reader = served.listen("?types=operator&uplink=lte", "")) {
      put("fibre/pin");
      put("lte/avoid");
      EventReader.Told told = reader.next();
      assertThat(told.event()).isEqualTo("operator");
      assertThat(told.data())
          .contains("\"type\":\"operator\"", "\"uplink\":\"lte\"", "\"steering\":\"avoid\"")
          .contains("\"until\":null", "\"sentence\":\"the operator orders: avoid lte\"");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dsl/pin           | 404 | unknown uplink `dsl`; known are: fibre, lte",
        "lte/pin?for=2     | 400 | `2` is no duration; right would be `90s`, `30m`, `2h` or `1d`",
        "lte/pin?for=      | 400 | `` is no duration",
        "lte/pin?for=-2h   | 400 | `-2h` is no duration",
        "lte/pin?for=0s    | 400 | `0s` is out of range; above 0, and at most `366d`",
        "lte/pin?for=367d  | 400 | `367d` is out of range",
        "lte/pin?for=1h&for=2h | 400 | `for` stands there 2 times",
        "lte/pin?until=2h  | 400 | unknown parameter `until`; understood are: for",
        "lte/auto?for=2h   | 400 | `auto` has no end",
        "lte/pn            | 405 | only GET and HEAD",
      })
  void whatIsWrongIsAProblemThatSaysWhatWouldBeRight(String path, int status, String detail)
      throws IOException {
    String answer = put(path);
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status)
        .contains("application/problem+json", "\"status\":" + status);
    assertThat(body(answer).path("detail").asText()).contains(detail);
    assertThat(served.get("/api/v1/status")).doesNotContain("\"pin\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST", "DELETE"})
  void onlyPutIsAnOrder(String method) throws IOException {
    assertThat(served.answer(method, "/api/v1/uplinks/lte/pin", LOCAL + "Content-Length: 0\r\n"))
        .startsWith("HTTP/1.1 405")
        .containsIgnoringCase("allow: PUT\r\n");
    assertThat(served.get("/api/v1/status")).doesNotContain("\"pin\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "http://localhost",
        "http://localhost:1",
        "http://localhost.evil.example:8470"
      })
  void aPageFromElsewhereGivesNoOrders(String origin) throws IOException {
    String own = "Host: localhost:8470\r\nOrigin: " + origin + "\r\n";
    assertThat(served.answer("PUT", "/api/v1/uplinks/lte/pin", own))
        .startsWith("HTTP/1.1 403")
        .contains("application/problem+json", origin);
    assertThat(served.get("/api/v1/status")).doesNotContain("\"pin\"");
  }

  @Test
  void aPageOfOursMay() throws IOException {
    String own = "Host: localhost:8470\r\nOrigin: http://localhost:8470\r\n";
    assertThat(served.answer("PUT", "/api/v1/uplinks/lte/pin", own)).startsWith("HTTP/1.1 200");
  }

  @Test
  void anotherHostsNameIsTurnedAway() throws IOException {
    assertThat(served.answer("PUT", "/api/v1/uplinks/lte/pin", "Host: evil.example\r\n"))
        .startsWith("HTTP/1.1 421");
  }

  @Test
  void anOrderThatEndsIsNoLongerShown() throws IOException {
    put("lte/avoid?for=10s");
    served.tell(election(10_999, FIBRE));
    assertThat(served.get("/api/v1/status")).contains("\"steering\":\"avoid\"");
    served.tell(election(11_000, FIBRE));
    assertThat(served.get("/api/v1/status")).doesNotContain("\"steering\":\"avoid\"");
  }
}
