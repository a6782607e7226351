package dev.linkflux.stream;

import dev.linkflux.uplink.Steering;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** All that can be asked for, in one table; the page's own files are not in it. */
final class Resources {
  private static final String JSON = "application/json";
  private static final String TEXT = "text/plain";

  private final List<Resource> all = new ArrayList<>();

  Resources(Subscriptions subscriptions, Views views, Desk desk) {
    get("/api/v1", "what can be asked for", JSON, _ -> views.index(all));
    get("/api/v1/status", "how everything stands", JSON, _ -> views.status());
    get("/api/v1/uplinks", "how the uplinks stand", JSON, _ -> views.uplinks());
    get("/api/v1/uplinks/{name}", "one uplink", JSON, it -> views.uplink(it.name()));
    get(
        "/api/v1/uplinks/{name}/history",
        "what an uplink was like",
        JSON,
        it -> views.history(it.name(), HistorySpan.of(it.query())),
        "from",
        "to",
        "step");
    steer(Steering.PIN, "an uplink is to carry", desk);
    steer(Steering.AVOID, "an uplink is to be avoided", desk);
    steer(Steering.AUTO, "the checks decide on an uplink", desk);
    get("/api/v1/servers", "how the servers stand", JSON, _ -> views.servers());
    get("/api/v1/servers/{name}", "one server", JSON, it -> views.server(it.name()));
    put(
        "/api/v1/servers/{name}/use",
        "a server is to be used",
        it -> desk.take(new Order.Appoint(it.name(), true), it));
    put(
        "/api/v1/servers/{name}/auto",
        "the checks decide which server is used",
        it -> desk.take(new Order.Appoint(it.name(), false), it));
    get(
        "/api/v1/decisions",
        "what was decided, and why",
        JSON,
        it -> views.decisions(it.query()),
        "from",
        "to",
        "uplink",
        "server",
        "types",
        "cause",
        "before",
        "limit");
    add(
        HttpMethod.GET,
        "/api/v1/events",
        "what happens, as it happens",
        "text/event-stream",
        it -> subscriptions.open(it.request(), it.response(), it.query()),
        "types",
        "uplink",
        "server",
        "every",
        "after");
    get("/api/v1/configuration", "the configuration in force", JSON, _ -> views.configuration());
    put("/api/v1/reload", "the configuration is read anew", desk::reload);
    get("/api/v1/version", "which linkflux this is", JSON, _ -> views.version());
    get("/api/v1/openapi.json", "all of this for programs", JSON, _ -> views.description());
    get(
        "/metrics",
        "figures for Prometheus",
        TEXT,
        it ->
            views.metrics(
                subscriptions.clients(),
                it.request().requestHeaders().get(HttpHeaderNames.ACCEPT)));
    get("/healthz", "whether it works", TEXT, _ -> views.health());
    // A name may have slashes in it: what says more comes first.
    all.sort(Comparator.comparingInt((Resource it) -> it.path().length()).reversed());
  }

  private void get(
      String path,
      String what,
      String contentType,
      Function<Exchange, Mono<Answer>> view,
      String... parameters) {
    add(HttpMethod.GET, path, what, contentType, it -> Replies.send(it, view), parameters);
  }

  private void put(
      String path, String what, Function<Exchange, Mono<Answer>> order, String... parameters) {
    add(HttpMethod.PUT, path, what, JSON, it -> Replies.send(it, order), parameters);
  }

  private void steer(Steering steering, String what, Desk desk) {
    put(
        "/api/v1/uplinks/{name}/" + steering.wire(),
        what,
        it -> desk.take(new Order.Steer(it.name(), steering), it),
        "for");
  }

  private void add(
      HttpMethod method,
      String path,
      String what,
      String contentType,
      Function<Exchange, Publisher<Void>> answer,
      String... parameters) {
    all.add(new Resource(method, path, what, contentType, List.of(parameters), answer));
  }

  /** Those of a path; empty if there are none. */
  List<Resource> at(String path) {
    for (Resource one : all) {
      if (one.namesIn(path) != null) {
        return all.stream().filter(it -> it.path().equals(one.path())).toList();
      }
    }
    return List.of();
  }

  /** All of them, those with long paths first. */
  Collection<Resource> all() {
    return List.copyOf(all);
  }
}
