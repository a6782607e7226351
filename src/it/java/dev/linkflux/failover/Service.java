package dev.linkflux.failover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.linkflux.lab.Lab;
import dev.linkflux.lab.Lines;
import dev.linkflux.lab.NamespaceHttp;
import dev.linkflux.lab.RouterProcess;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** {@code linkflux run} in a lab's router, with its status and its event stream. */
final class Service implements AutoCloseable {
  private static final String DATA = "data:";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final JsonMapper JSON = new JsonMapper();

  private final RouterProcess process;
  private final NamespaceHttp.Stream stream;

  private Service(RouterProcess process) {
    this.process = process;
    var _ = process.output().await(line -> line.contains("dashboard:"), PATIENCE);
    this.stream = process.http().events("transition,election,plan,self");
  }

  /** Starts the built distribution and returns as soon as it serves. */
  static Service start(Lab lab, Path config, List<String> options) {
    return new Service(RouterProcess.service(lab, List.of(), config, options));
  }

  RouterProcess process() {
    return process;
  }

  /** When its process was started. */
  Instant startedAt() {
    return Instant.now().minusNanos(System.nanoTime() - process.startedAt());
  }

  JsonNode status() {
    return json(process.http().get("/api/v1/status").body());
  }

  /** Waits until the status is such a one, which it is asked for 20 times a second. */
  JsonNode awaitStatus(String what, Predicate<JsonNode> fits) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    JsonNode status = status();
    while (!fits.test(status)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "not " + what + " within " + PATIENCE + ": " + status + "\n" + process.output().text());
      }
      Pause.of(POLL);
      status = status();
    }
    return status;
  }

  /** State of each uplink by name. */
  static Map<String, String> states(JsonNode status) {
    Map<String, String> states = new HashMap<>();
    status
        .get("uplinks")
        .forEach(it -> states.put(it.get("name").asText(), it.get("state").asText()));
    return states;
  }

  static List<String> carrying(JsonNode status) {
    List<String> names = new ArrayList<>();
    status.get("carrying").forEach(name -> names.add(name.asText()));
    return names;
  }

  /** Transitions and elections that the stream has told so far. */
  List<JsonNode> told() {
    return told(Set.of("transition", "election"));
  }

  /** Plans, and what the kernel said to them, that the stream has told so far. */
  List<JsonNode> plans() {
    return told(Set.of("plan"));
  }

  private List<JsonNode> told(Set<String> types) {
    return stream.lines().all().stream()
        .map(Lines.Line::text)
        .filter(line -> line.startsWith(DATA))
        .map(line -> json(line.substring(DATA.length())))
        .filter(event -> types.contains(event.path("type").asText()))
        .toList();
  }

  /** Gives an order by the API: {@code pin}, {@code avoid} or {@code auto}. */
  void steer(String uplink, String how) {
    NamespaceHttp.Answer answer = process.http().put("/api/v1/uplinks/" + uplink + "/" + how);
    if (answer.status() != 200) {
      throw new AssertionError(how + " " + uplink + " gave " + answer);
    }
  }

  /** Waits until the stream tells an election for this cause. */
  JsonNode awaitElection(String cause, Duration limit) {
    return await(
        event ->
            event.path("type").asText().equals("election")
                && event.path("cause").asText().equals(cause),
        limit);
  }

  /** Waits until the stream tells a transition of an uplink to one of these states. */
  JsonNode awaitTransition(String uplink, Set<String> states, Duration limit) {
    return await(
        event ->
            event.path("type").asText().equals("transition")
                && event.path("uplink").asText().equals(uplink)
                && states.contains(event.path("to").asText()),
        limit);
  }

  /** Waits until the stream tells that the service stood still, for so many ms at least. */
  JsonNode awaitStall(double least, Duration limit) {
    return await(
        event ->
            event.path("what").asText().equals("stalled")
                && event.path("for_ms").asDouble() >= least,
        limit);
  }

  /** Waits until the stream has told so often that a source fails. */
  void awaitTroubles(int times, String source, Duration limit) {
    AtomicInteger count = new AtomicInteger();
    JsonNode _ =
        await(
            event ->
                event.path("what").asText().equals("trouble")
                    && event.path("source").asText().equals(source)
                    && count.incrementAndGet() == times,
            limit);
  }

  private JsonNode await(Predicate<JsonNode> fits, Duration limit) {
    Predicate<String> line =
        text -> text.startsWith(DATA) && fits.test(json(text.substring(DATA.length())));
    return json(stream.lines().await(line, limit).text().substring(DATA.length()));
  }

  @Override
  public void close() {
    process.close(); // first: a stream that is being read lets go of it only at its next line
    stream.close();
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException wrong) {
      throw new UncheckedIOException(text, wrong);
    }
  }
}
