package dev.linkflux.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.StateName;
import dev.linkflux.docs.Markdown;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The document of the API against its description and the server. */
class DocumentedApiTest {
  private static final Markdown DOCUMENT = Markdown.of("src/docs/api.md");
  private static final Pattern CURL =
      Pattern.compile("curl [^\\n]*http://127.0.0.1:8470([^ '\\n]+)");
  private static final String EVENTS = "/api/v1/events";

  private static JsonNode description() throws IOException {
    try (InputStream in = Router.class.getResourceAsStream("openapi.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in));
    }
  }

  private static List<String> words() {
    return DOCUMENT.rows().stream().flatMap(row -> row.cells().stream()).toList();
  }

  @Test
  void everyResourceIsNamedWithAllItsParametersAndNoOther() throws IOException {
    Set<String> described = new TreeSet<>();
    for (var path : description().path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        String name = operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
        described.add(name);
        List<String> parameters = new ArrayList<>();
        for (JsonNode parameter : operation.getValue().path("parameters")) {
          if (parameter.path("in").asText().equals("query") && !isRefused(parameter)) {
            parameters.add(parameter.path("name").asText());
          }
        }
        assertThat(DOCUMENT.rows().stream().filter(row -> row.code(0).contains(name)))
            .as(name)
            .singleElement()
            .satisfies(row -> assertThat(row.code(2)).as(name).containsAll(parameters));
      }
    }
    Set<String> documented = new TreeSet<>();
    DOCUMENT.rows().stream()
        .flatMap(row -> row.code(0).stream())
        .filter(code -> code.matches("[A-Z]+ /.*"))
        .forEach(documented::add);

    assertThat(documented).isNotEmpty().isEqualTo(described);
  }

  /** One that two resources have in common, and one of them has no use for. */
  private static boolean isRefused(JsonNode parameter) {
    return parameter.path("description").asText().startsWith("not understood here");
  }

  @Test
  void everyEventIsNamedWithAllItsFields() throws IOException {
    JsonNode schemas = description().at("/components/schemas");
    for (var kind : schemas.at("/Event/discriminator/mapping").properties()) {
      String schema = kind.getValue().asText().replaceFirst(".*/", "");
      List<String> fields = new ArrayList<>();
      schemas.path(schema).path("properties").fieldNames().forEachRemaining(fields::add);
      fields.removeAll(List.of("type", "id", "at"));

      assertThat(saidOf(kind.getKey())).as(kind.getKey()).containsAll(fields);
    }
  }

  /** The code in the row of a kind, or in the sentence about those that have none. */
  private static List<String> saidOf(String kind) {
    return DOCUMENT.rows().stream()
        .filter(row -> row.code(0).contains(kind))
        .map(row -> row.code(1))
        .findFirst()
        .orElseGet(() -> DOCUMENT.code());
  }

  @Test
  void everyCauseStateAndStatusIsNamed() throws IOException {
    Set<String> statuses = new TreeSet<>();
    for (JsonNode path : description().path("paths")) {
      for (JsonNode operation : path) {
        operation.path("responses").fieldNames().forEachRemaining(statuses::add);
      }
    }
    statuses.removeAll(Set.of("200", "204", "default"));

    assertThat(DOCUMENT.code())
        .containsAll(Arrays.stream(Cause.values()).map(Cause::wire).toList())
        .containsAll(Arrays.stream(StateName.values()).map(StateName::wire).toList());
    assertThat(words()).containsAll(statuses);
  }

  @Test
  void whatCurlAsksForIsAnswered() throws IOException {
    List<MatchResult> asked = CURL.matcher(String.join("\n", DOCUMENT.lines())).results().toList();
    assertThat(asked).hasSizeGreaterThan(5);
    try (Served served = new Served(ServerSamples.settings(), Limits.DEFAULT)) {
      served.carryOutOrders();
      for (MatchResult one : asked) {
        if (one.group(1).startsWith(EVENTS)) {
          try (EventReader reader = served.listen(one.group(1).substring(EVENTS.length()), "")) {
            assertThat(reader.line()).as(one.group()).startsWith("HTTP/1.1 200 ");
          }
        } else {
          String method = one.group().contains("-X PUT") ? "PUT" : "GET";
          assertThat(
                  served.answer(method, one.group(1), "Host: localhost\r\nContent-Length: 0\r\n"))
              .as(one.group())
              .startsWith("HTTP/1.1 200 ");
        }
      }
    }
  }

  @Test
  void aPageListensToKindsThatThereAre() {
    String page =
        DOCUMENT.blocks().stream()
            .filter(block -> block.language().equals("js"))
            .map(Markdown.Block::text)
            .findFirst()
            .orElseThrow();
    List<String> known = Arrays.stream(Kind.values()).map(Kind::wire).toList();

    assertThat(page).contains("EventSource(\"" + EVENTS + "?").contains("\"gap\"");
    assertThat(Pattern.compile("types=([a-z,]+)").matcher(page).results())
        .isNotEmpty()
        .allSatisfy(types -> assertThat(known).contains(types.group(1).split(",", -1)));
  }
}
