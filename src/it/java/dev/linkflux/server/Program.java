package dev.linkflux.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.linkflux.lab.Lab;
import dev.linkflux.lab.Lines;
import dev.linkflux.lab.NamespaceHttp;
import dev.linkflux.lab.RouterProcess;
import dev.linkflux.lab.RouterProcess.Signal;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code linkflux run} in a lab's router, with what it says of servers. */
final class Program implements AutoCloseable {
  private static final String DATA = "data:";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final JsonMapper JSON = new JsonMapper();

  private final RouterProcess process;
  private final NamespaceHttp.Stream stream;

  /**
   * An event.
   *
   * @param seen nanoTime at which it reached us
   */
  record Told(long seen, JsonNode event) {
    String text(String key) {
      return event.path(key).asText();
    }
  }

  private Program(RouterProcess process) {
    this.process = process;
    var _ = process.output().await(line -> line.contains("dashboard:"), PATIENCE);
    this.stream = process.http().events("server,transition,self");
  }

  /**
   * Starts the built distribution and returns as soon as it serves.
   *
   * @param environment variables, each {@code NAME=value}
   */
  static Program start(Lab lab, Path config, String... environment) {
    List<String> command = new ArrayList<>(List.of("env"));
    command.addAll(List.of(environment));
    return new Program(RouterProcess.service(lab, command, config, List.of()));
  }

  /** All that it has written on its output so far. */
  String output() {
    return process.output().text();
  }

  /** All events that it has told so far. */
  String stream() {
    return stream.lines().text();
  }

  /** What a path of the API gives. */
  String text(String path) {
    return process.http().get(path).body();
  }

  /** Gives an order; an AssertionError if it is not taken. */
  void order(String path) {
    NamespaceHttp.Answer answer = process.http().put(path);
    if (answer.status() != 200) {
      throw new AssertionError(path + " gave " + answer);
    }
  }

  /** What is known of all servers. */
  JsonNode servers() {
    return json(text("/api/v1/servers"));
  }

  /** What is known of a server. */
  JsonNode server(String name) {
    return of(servers(), name);
  }

  /** Waits until what is known of a server is such. */
  JsonNode await(String name, Predicate<JsonNode> fits, Duration limit) {
    return Await.until(name, () -> server(name), fits, limit, this::output);
  }

  /** Waits until what is known of all servers is such. */
  JsonNode awaitAll(Predicate<JsonNode> fits, Duration limit) {
    return Await.until("servers", this::servers, fits, limit, this::output);
  }

  /** What is known of a server through one uplink. */
  static JsonNode through(JsonNode server, String uplink) {
    for (JsonNode way : server.path("through")) {
      if (way.path("uplink").asText().equals(uplink)) {
        return way;
      }
    }
    return JSON.missingNode();
  }

  /** A server among all of them. */
  static JsonNode of(JsonNode servers, String name) {
    for (JsonNode server : servers.path("servers")) {
      if (server.path("name").asText().equals(name)) {
        return server;
      }
    }
    return JSON.missingNode();
  }

  /** Events of servers of one sort that were told so far: verdict, transition, election... */
  List<Told> told(String what) {
    return stream.lines().all().stream()
        .filter(line -> line.text().startsWith(DATA))
        .map(Program::told)
        .filter(told -> isOfServer(told.event(), what))
        .toList();
  }

  /**
   * Waits until such an event of servers is told.
   *
   * @param since nanoTime; what was told before does not count
   */
  Told awaitTold(String what, long since, Predicate<JsonNode> fits, Duration limit) {
    List<Told> all =
        Await.until(
            what, () -> told(what), it -> first(it, since, fits).isPresent(), limit, this::output);
    return first(all, since, fits).orElseThrow();
  }

  private static Optional<Told> first(List<Told> all, long since, Predicate<JsonNode> fits) {
    return all.stream().filter(it -> it.seen >= since && fits.test(it.event)).findFirst();
  }

  /** Kills it, so that it can write nothing any more. */
  void kill() {
    int _ = end(Signal.KILL);
  }

  /** Ends it by a signal; gives how many of its recorded decisions its replay makes as well. */
  int end(Signal signal) {
    var _ = process.signal(signal);
    int _ = process.awaitExit(PATIENCE);
    int same = process.verify();
    close();
    return same;
  }

  /** Holds it up for a while. */
  void suspend(Duration length) {
    var _ = process.signal(Signal.STOP);
    Await.pass(length);
    var _ = process.signal(Signal.CONT);
  }

  @Override
  public void close() {
    process.close(); // first: a stream that is being read lets go of it only at its next line
    stream.close();
  }

  private static boolean isOfServer(JsonNode event, String what) {
    return event.path("type").asText().equals("server") && event.path("what").asText().equals(what);
  }

  private static Told told(Lines.Line line) {
    return new Told(line.at(), json(line.text().substring(DATA.length())));
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException wrong) {
      throw new UncheckedIOException(text, wrong);
    }
  }
}
