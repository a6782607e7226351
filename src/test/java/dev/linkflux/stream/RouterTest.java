package dev.linkflux.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkflux.control.Access;
import dev.linkflux.engine.Orders;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
  private final Served served = new Served(Limits.DEFAULT);

  @AfterEach
  void close() {
    served.close();
  }

  @Test
  void theIndexLeadsToAllThatThereIs() throws IOException {
    assertThat(served.get("/api/v1"))
        .startsWith("HTTP/1.1 200")
        .contains("{\"href\":\"/api/v1/status\",\"templated\":false", "\"/api/v1/openapi.json\"")
        .contains("{\"href\":\"/api/v1/uplinks/{name}/history\",\"templated\":true");
  }

  @Test
  void whatCanBeDoneWithAResourceIsTold() throws IOException {
    assertThat(options("/api/v1/status")).containsIgnoringCase("allow: GET, HEAD, OPTIONS\r\n");
    assertThat(options("/")).containsIgnoringCase("allow: GET, HEAD, OPTIONS\r\n");
    assertThat(options("/api/v1/uplinks/fibre/pin"))
        .containsIgnoringCase("allow: PUT, OPTIONS\r\n");
    assertThat(options("/nothing")).startsWith("HTTP/1.1 404");
  }

  private String options(String path) throws IOException {
    return served.answer("OPTIONS", path, "Host: localhost\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/statsu, did you mean `/api/v1/status`?",
    "/api/v1/status/, did you mean `/api/v1/status`?",
    "/api/v1/decision, did you mean `/api/v1/decisions`?",
    "/metric, did you mean `/metrics`?",
    "/something/else, 'there are /, /api/v1, '",
  })
  void aWrongPathIsToldWhatWouldBeRight(String path, String said) throws IOException {
    assertThat(served.get(path)).startsWith("HTTP/1.1 404").contains(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/json                      | 200
          application/*                         | 200
          text/html, */*;q=0.8                  | 200
          text/html                             | 406
          application/json;q=0                  | 406
          application/json;q=0.000, */*         | 406
          */*;q=0, application/json;q=0.1       | 200
          nonsense                              | 406
          """)
  void whoTakesNoJsonIsToldSo(String accept, int status) throws IOException {
    assertThat(
            served.answer(
                "GET", "/api/v1/version", "Host: localhost\r\nAccept: " + accept + "\r\n"))
        .startsWith("HTTP/1.1 " + status);
  }

  @Test
  void aFileOfThePageIsSentOnceAndThenOnlyWhenItHasChanged() throws IOException {
    String tag = served.get("/main.js").replaceAll("(?is).*etag: (\\S+).*", "$1");
    for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
      assertThat(
              served.answer(
                  "GET", "/main.js", "Host: localhost\r\nIf-None-Match: " + known + "\r\n"))
          .as(known)
          .startsWith("HTTP/1.1 304");
    }
    assertThat(served.answer("GET", "/main.js", "Host: localhost\r\nIf-None-Match: \"other\"\r\n"))
        .startsWith("HTTP/1.1 200");
    assertThat(served.answer("DELETE", "/main.js", "Host: localhost\r\n"))
        .startsWith("HTTP/1.1 405");
  }

  @ParameterizedTest
  @CsvSource({
    "from=yesterday, `yesterday` is no moment",
    "to=2026-13-01T00:00:00Z, is no moment",
    "step=5s, 'unknown `5s`; known are: 1s, 10s, 1m, 10m, 1h'",
    "from=2026-11-22T03:00:00Z&to=2026-11-22T02:00:00Z, is after `to`",
    "from=2026-11-22T03:00:00Z&from=2026-11-22T03:00:00Z, stands there 2 times",
    "since=1, unknown parameter `since`",
  })
  void aWrongSpanOfHistoryIsToldWhatWouldBeRight(String query, String said) throws IOException {
    assertThat(served.get("/api/v1/uplinks/fibre/history?" + query))
        .startsWith("HTTP/1.1 400")
        .contains(said);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1",
    "?from=2026-11-22T02:30:00Z, 1",
    "?from=2026-11-22T02:00:01Z, 10",
    "?from=2026-11-22T01:00:00Z, 60",
    "?from=2026-11-20T03:00:00Z, 600",
    "?from=2026-11-01T03:00:00Z, 3600",
    "?from=2026-11-22T01:00:00Z&to=2026-11-22T01:01:00Z, 60",
    "?from=2026-11-22T02:30:00%2B00:00, 1",
    "?from=2026-11-22T03:30:00+01:00, 1",
    "?from=2026-11-01T03:00:00Z&step=1s, 1",
  })
  void theStepFollowsFromTheSpan(String query, int step) throws IOException {
    served.tell(Samples.replied(30, Samples.FIBRE, 1));

    assertThat(served.get("/api/v1/uplinks/fibre/history" + query))
        .contains("\"step_s\":" + step + ",");
  }

  @Test
  void noSecretIsInAnyAnswer() throws IOException {
    var configuration =
        new ObjectMapper()
            .readTree(
                """
                {"hooks":[{"url":"https://u:Hush1@example.net/api/webhook/Hush2?k=Hush3"},
                {"run":["/bin/x","--token=Hush4"]}],
                "notifications":[{"mqtt":"mqtt://u:Hush5@broker:1883"}]}\
                """);
    try (Served discreet =
        new Served(
            new Premises(
                Samples.SETTINGS,
                configuration,
                Access.LOCAL,
                Samples.CLOCK,
                Samples.SERVICE,
                null),
            new Orders(),
            Limits.DEFAULT)) {
      discreet.tell(Samples.election(0, Samples.FIBRE));
      assertThat(discreet.get("/api/v1/configuration"))
          .startsWith("HTTP/1.1 200")
          .contains("example.net", "mqtt://***@broker:1883");
      for (String path : List.of("configuration", "status", "version", "openapi.json", "")) {
        assertThat(discreet.get("/api/v1" + (path.isEmpty() ? "" : "/" + path)))
            .as(path)
            .startsWith("HTTP/1.1 200")
            .doesNotContain("Hush");
      }
    }
  }
}
