package dev.linkflux.stream;

import static dev.linkflux.stream.ServerSamples.VPS;
import static dev.linkflux.stream.ServerSamples.election;
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

/** The operator's orders about servers over HTTP: as guarded as those about uplinks. */
class ServerDeskTest {
  private static final String LOCAL = "Host: localhost\r\n";

  private final Served served = new Served(ServerSamples.settings(), Limits.DEFAULT);

  @BeforeEach
  void begin() {
    served.carryOutOrders();
    served.tell(election(0, VPS, "started"));
  }

  @AfterEach
  void close() {
    served.close();
  }

  private String put(String path) throws IOException {
    return served.answer("PUT", "/api/v1/servers/" + path, LOCAL);
  }

  private static JsonNode body(String answer) throws IOException {
    return new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }

  @Test
  void anOrderIsAnsweredByHowTheServerStandsThen() throws IOException {
    String answer = put("the%20spare%2Fone/use");
    assertThat(answer).startsWith("HTTP/1.1 200").contains("content-type: application/json");
    assertThat(body(answer).path("name").asText()).isEqualTo("the spare/one");
    assertThat(body(answer).path("appointed").asBoolean()).isTrue();
    assertThat(body(put("vps/use")).path("appointed").asBoolean()).isTrue();
    assertThat(body(served.get("/api/v1/servers/the%20spare%2Fone")).path("appointed").asBoolean())
        .isFalse();
    assertThat(body(put("vps/auto")).path("appointed").asBoolean()).isFalse();
    assertThat(served.get("/api/v1/decisions"))
        .containsSubsequence(
            "use the server that the checks say", "orders: use vps", "orders: use the spare/one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vsp/use         | 404 | unknown server `vsp`; known are: vps, the spare/one",
        "vsp/auto        | 404 | unknown server `vsp`; known are: vps, the spare/one",
        "vps/use?for=2h  | 400 | unknown parameter `for`; none is understood here",
        "vps/us          | 405 | only GET and HEAD",
        "vps/pin         | 405 | only GET and HEAD",
      })
  void whatIsWrongIsAProblemThatSaysWhatWouldBeRight(String path, int status, String detail)
      throws IOException {
    String answer = put(path);
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status)
        .contains("application/problem+json", "\"status\":" + status);
    assertThat(body(answer).path("detail").asText()).contains(detail);
    assertNothingAppointed();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST", "DELETE"})
  void onlyPutIsAnOrder(String method) throws IOException {
    assertThat(served.answer(method, "/api/v1/servers/vps/use", LOCAL + "Content-Length: 0\r\n"))
        .startsWith("HTTP/1.1 405")
        .containsIgnoringCase("allow: PUT\r\n");
    assertNothingAppointed();
  }

  @Test
  void aPageFromElsewhereGivesNoOrdersAndAnotherHostsNameIsTurnedAway() throws IOException {
    String foreign = "Host: localhost:8470\r\nOrigin: https://evil.example\r\n";
    assertThat(served.answer("PUT", "/api/v1/servers/vps/use", foreign))
        .startsWith("HTTP/1.1 403")
        .contains("application/problem+json", "https://evil.example");
    assertThat(served.answer("PUT", "/api/v1/servers/vps/use", "Host: evil.example\r\n"))
        .startsWith("HTTP/1.1 421");
    assertNothingAppointed();
  }

  private void assertNothingAppointed() throws IOException {
    assertThat(served.get("/api/v1/servers")).doesNotContain("\"appointed\":true");
  }
}
