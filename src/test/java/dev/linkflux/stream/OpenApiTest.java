package dev.linkflux.stream;

import static dev.linkflux.stream.Samples.FIBRE;
import static dev.linkflux.stream.Samples.LTE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.linkflux.control.Reconfigured;
import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.StateName;
import dev.linkflux.engine.Played;
import dev.linkflux.engine.ReloadAnswer;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stalled;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What the description says is what the server does, for all that there is. */
class OpenApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final JsonNode DOCUMENT = document();

  /** Answered in front of the table of resources, by those who let people in, and tested there. */
  private static final String SESSION = "/api/v1/session";

  private final Served served = new Served(ServerSamples.settings(), Limits.DEFAULT);

  @BeforeEach
  void feed() {
    served.carryOutOrders();
    served.reloadBy(() -> Mono.just(new ReloadAnswer(true, List.of(), List.of(), List.of())));
    List<Event> all = new ArrayList<>(everything());
    all.addAll(weather());
    all.sort(Comparator.comparing(Event::at));
    served.tell(all.toArray(Event[]::new));
  }

  @AfterEach
  void close() {
    served.close();
  }

  private static JsonNode document() {
    try (InputStream in = Router.class.getResourceAsStream("openapi.json")) {
      return JSON.readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Map.Entry<String, JsonNode>> paths() {
    return DOCUMENT.path("paths").properties().stream()
        .filter(path -> !path.getKey().equals(SESSION))
        .toList();
  }

  /** Something of every kind. */
  private static List<Event> everything() {
    List<Event> all = new ArrayList<>(ServerSamples.trouble(500));
    all.add(Samples.election(10, FIBRE));
    all.add(Samples.transition(20, LTE, StateName.DOWN, Cause.BLACKOUT));
    all.add(Samples.replied(30, FIBRE, 1));
    all.add(Samples.timedOut(40, FIBRE, 2));
    all.add(
        new Outcome.NotSent(
            Samples.millis(45), new ProbeId(LTE, Samples.CLOUDFLARE, 3), "no route"));
    all.add(Samples.quality(50, FIBRE));
    all.add(new Steered(Samples.millis(60), LTE, Steering.AVOID, Samples.millis(90_000)));
    all.add(new Steered(Samples.millis(70), FIBRE, Steering.PIN, Moment.NEVER));
    all.add(
        new Reconfigured(
            Samples.millis(75),
            ServerSamples.settings(),
            null,
            "{}",
            List.of("probing.interval: 1s, before 2s")));
    all.add(new Stalled(Samples.millis(80), Samples.millis(380)));
    all.add(new Blamed(Samples.millis(85), LTE, Samples.CLOUDFLARE, true, "it is silent alone"));
    all.add(ServerSamples.located(450, ServerSamples.FOUR));
    all.add(new Played(Samples.millis(5), 10, false, "a trace is played"));
    all.add(
        new Played(
            Samples.millis(90), Double.POSITIVE_INFINITY, true, "as fast as can be, and it ended"));
    return all;
  }

  /** Two minutes of the real control, in which one uplink dies and comes back. */
  private static List<Event> weather() {
    ScriptedNetwork network =
        new ScriptedNetwork(
            List.of("fibre", "lte"),
            List.of(
                (second, _, random) -> second > 30 && second < 60 ? -1 : 8 + random.nextDouble(),
                (_, _, random) -> random.nextInt(100) == 0 ? -1 : 40 + random.nextDouble()));
    return network.until(new Moment(120 * ScriptedNetwork.SECOND)).stream()
        .filter(it -> Kind.of(it) != null)
        .toList();
  }

  @Test
  void theDescriptionHasWhatTheServerHasAndNothingElse() throws IOException {
    Set<String> known = new TreeSet<>();
    for (JsonNode link : body(served.get("/api/v1")).path("links")) {
      link.path("methods")
          .forEach(
              method -> {
                if (!method.asText().equals("HEAD")) {
                  known.add(method.asText() + " " + link.path("href").asText());
                }
              });
    }
    Set<String> described = new TreeSet<>();
    paths()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

    assertThat(described).isNotEmpty().isEqualTo(known);
  }

  @Test
  void everyParameterIsDescribedAndUnderstood() throws IOException {
    for (JsonNode link : body(served.get("/api/v1")).path("links")) {
      String method = link.path("methods").path(0).asText().toLowerCase(Locale.ROOT);
      JsonNode operation = DOCUMENT.path("paths").path(link.path("href").asText()).path(method);
      Set<String> described = new TreeSet<>();
      for (JsonNode parameter : operation.path("parameters")) {
        if (parameter.path("in").asText().equals("query")) {
          described.add(parameter.path("name").asText());
        }
      }
      Set<String> understood = new TreeSet<>();
      link.path("parameters").forEach(it -> understood.add(it.asText()));
      assertThat(described).as(link.path("href").asText()).isEqualTo(understood);
    }
  }

  @Test
  void everyAnswerIsAsItIsDescribed() throws IOException {
    for (var path : paths()) {
      for (var operation : path.getValue().properties()) {
        if (!path.getKey().equals("/api/v1/events")) {
          called(operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue());
        }
      }
    }
  }

  private void called(String method, String path, JsonNode operation) throws IOException {
    String name = path.contains("/servers/") ? "the%20spare%2fone" : "fibre";
    String answer = ask(method, path.replace("{name}", name));
    JsonNode contents = operation.path("responses").path("200").path("content");
    String type = contents.fieldNames().next();

    assertThat(answer)
        .as("%s %s", method, path)
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("content-type: " + type);
    if (type.equals("application/json")) {
      valid(body(answer), contents.path(type).path("schema"), method + " " + path);
    }
  }

  private String ask(String method, String target) throws IOException {
    String length = method.equals("PUT") ? "Content-Length: 0\r\n" : "";
    return served.answer(method, target, "Host: localhost\r\n" + length);
  }

  @Test
  void everyRefusalIsAProblemAsItIsDescribed() throws IOException {
    JsonNode schema =
        DOCUMENT.at("/components/responses/Problem/content/application~1problem+json/schema");
    for (var path : paths()) {
      for (var operation : path.getValue().properties()) {
        String method = operation.getKey().toUpperCase(Locale.ROOT);
        JsonNode responses = operation.getValue().path("responses");
        List<String> wrong = new ArrayList<>();
        String own =
            path.getKey().replace("{name}", path.getKey().contains("servers") ? "vps" : "lte");
        wrong.add(ask(method, own + "?nonsense=1"));
        wrong.add(ask(method.equals("PUT") ? "GET" : "POST", own));
        if (path.getKey().contains("{name}")) {
          wrong.add(ask(method, path.getKey().replace("{name}", "nobody")));
          assertThat(wrong.getLast()).as(path.getKey()).startsWith("HTTP/1.1 404 ");
          assertThat(responses.has("404")).as(path.getKey()).isTrue();
        }
        assertThat(wrong.getFirst()).as(path.getKey()).startsWith("HTTP/1.1 400 ");
        assertThat(responses.has("default")).as(path.getKey()).isTrue();
        for (String one : wrong) {
          assertThat(one).containsIgnoringCase("content-type: application/problem+json");
          valid(body(one), schema, method + " " + path.getKey());
          assertThat(one).contains("HTTP/1.1 " + body(one).path("status").asInt() + " ");
        }
      }
    }
  }

  @Test
  void everyEventOfTheStreamIsAsItIsDescribed() throws IOException {
    JsonSchema schema =
        schema(
            DOCUMENT.at(
                "/paths/~1api~1v1~1events/get/responses/200/content/text~1event-stream/x-data"));
    Set<String> seen = new TreeSet<>();
    String last = "this is the last one";
    try (EventReader reader = served.listen("?after=1", "")) {
      served.tell(Samples.transition(130_000, LTE, StateName.UP, last));
      for (EventReader.Told told = reader.next(); ; told = reader.next()) {
        JsonNode event = JSON.readTree(told.data());
        assertThat(schema.validate(event)).as(told.data()).isEmpty();
        seen.add(told.event());
        if (event.path("sentence").asText().equals(last)) {
          break;
        }
      }
    }
    assertThat(seen)
        .contains(
            "gap",
            "probe",
            "quality",
            "transition",
            "election",
            "target",
            "operator",
            "config",
            "plan",
            "server",
            "self");
  }

  @Test
  void aHistoryOfAnyStepIsAsItIsDescribed() throws IOException {
    Random random = new Random(1);
    for (String step : List.of("1s", "10s", "1m", "10m", "1h")) {
      JsonNode history =
          body(
              served.get(
                  "/api/v1/uplinks/fibre/history?step=%s&from=2026-11-22T02:0%d:00Z"
                      .formatted(step, random.nextInt(10))));
      valid(history, DOCUMENT.at("/components/schemas/History"), step);
      int rows = history.path("t").size();
      assertThat(rows).as(step).isPositive();
      for (String column :
          List.of("/sent", "/lost", "/rtt_ms/p25", "/rtt_ms/max", "/jitter_ms", "/state")) {
        assertThat(history.at(column)).as("%s %s", step, column).hasSize(rows);
      }
    }
  }

  @Test
  void aWrongAnswerWouldBeFound() throws IOException {
    ObjectNode status = (ObjectNode) body(served.get("/api/v1/status"));
    status.remove("summary");
    assertThat(schema(DOCUMENT.at("/components/schemas/Status")).validate(status)).isNotEmpty();
    ObjectNode version = (ObjectNode) body(served.get("/api/v1/version"));
    version.put("since", "yesterday");
    assertThat(schema(DOCUMENT.at("/components/schemas/Version")).validate(version)).isNotEmpty();
  }

  private static void valid(JsonNode answer, JsonNode schema, String what) {
    assertThat(schema.isMissingNode()).as(what).isFalse();
    assertThat(schema(schema).validate(answer)).as(what).isEmpty();
  }

  /** A schema of the description, with the components that it refers to. */
  private static JsonSchema schema(JsonNode schema) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", DOCUMENT.path("components"));
    return SCHEMAS.getSchema(whole);
  }

  private static JsonNode body(String answer) throws IOException {
    return JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }
}
