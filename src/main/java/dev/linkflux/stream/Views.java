package dev.linkflux.stream;

import dev.linkflux.engine.WallClock;
import dev.linkflux.stream.store.UplinkHistory;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** What can be read at once, as it is on the hub's loop at that moment. */
final class Views {
  /** Without events for that long the pipeline has stopped: there are several a second. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private static final Answer DESCRIPTION = Answer.json(resource("openapi.json"));

  private final Hub hub;
  private final Histories histories;
  private final Scheduler loop;
  private final InForce inForce;
  private final Answer version;
  private final DecisionSearch search;
  private final StatusJson status;
  private final ServerStatusJson servers;
  private final Supplier<Metrics> newMetrics;
  private @Nullable Metrics metrics;

  Views(Hub hub, Histories histories, Scheduler loop, Premises premises, InForce inForce) {
    this.hub = hub;
    this.histories = histories;
    this.loop = loop;
    WallClock clock = premises.clock();
    Service service = premises.service();
    search = new DecisionSearch(hub, loop, inForce);
    status = new StatusJson(clock, service, inForce::shadow);
    servers = new ServerStatusJson(clock);
    this.inForce = inForce;
    version = Answer.json(version(service, clock));
    newMetrics = () -> new Metrics(hub, clock, service);
  }

  private static byte[] resource(String file) {
    try (InputStream in = Views.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the program is incomplete: no " + file);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the program cannot be read: " + file, e);
    }
  }

  private static byte[] version(Service service, WallClock clock) {
    return Json.bytes(
        json -> {
          json.writeStartObject();
          json.writeStringField("version", service.version());
          json.writeStringField("build", service.build());
          json.writeStringField("java", Runtime.version().toString());
          json.writeStringField("since", Json.at(clock.zero()));
          json.writeEndObject();
        });
  }

  private Mono<Answer> onLoop(Callable<Answer> answer) {
    return Mono.fromCallable(answer).subscribeOn(loop);
  }

  Mono<Answer> status() {
    return onLoop(() -> Answer.json(status.write(hub.status(), hub.ring().last(), hub.events())));
  }

  /** What there is to be asked for. */
  Mono<Answer> index(List<Resource> all) {
    return Mono.fromCallable(() -> Answer.json(IndexJson.write(all)));
  }

  Mono<Answer> uplinks() {
    return onLoop(() -> Answer.json(status.uplinks(hub.status())));
  }

  Mono<Answer> uplink(String name) {
    return onLoop(() -> uplinkNow(name));
  }

  /** Without what is secret. */
  Mono<Answer> configuration() {
    return Mono.fromSupplier(inForce::shown);
  }

  Mono<Answer> version() {
    return Mono.just(version);
  }

  /** OpenAPI 3.1. */
  Mono<Answer> description() {
    return Mono.just(DESCRIPTION);
  }

  /** One uplink as it is; to be called on the hub's loop. */
  Answer uplinkNow(String name) {
    UplinkStatus uplink = hub.status().named(name);
    return uplink == null
        ? Answer.of(noUplink(name))
        : Answer.json(status.write(hub.status(), uplink));
  }

  Mono<Answer> servers() {
    return onLoop(() -> Answer.json(servers.write(hub.status().servers())));
  }

  Mono<Answer> server(String name) {
    return onLoop(() -> serverNow(name));
  }

  /** One server as it is; to be called on the hub's loop. */
  Answer serverNow(String name) {
    Servers all = hub.status().servers();
    ServerStatus server = all.named(name);
    return server == null ? Answer.of(noServer(name)) : Answer.json(servers.write(all, server));
  }

  /** What was decided, the newest first. */
  Mono<Answer> decisions(Query query) {
    return search.find(query);
  }

  Mono<Answer> history(String uplink, HistorySpan.Wish wish) {
    return onLoop(
        () -> {
          UplinkHistory history = histories.of(uplink);
          if (history == null) {
            return Answer.of(noUplink(uplink));
          }
          HistorySpan span = wish.at(histories.now());
          return Answer.json(
              HistoryJson.write(uplink, span, history.points(span.from(), span.to(), span.step())));
        });
  }

  Problem noUplink(String uplink) {
    List<String> known = hub.status().uplinks().stream().map(it -> it.uplink().name()).toList();
    return new Problem(
        HttpResponseStatus.NOT_FOUND,
        "unknown uplink `" + uplink + "`; known are: " + String.join(", ", known));
  }

  private Problem noServer(String server) {
    List<String> known =
        hub.status().servers().all().stream().map(it -> it.server().name()).toList();
    return new Problem(
        HttpResponseStatus.NOT_FOUND,
        "unknown server `%s`; %s"
            .formatted(
                server,
                known.isEmpty() ? "none is configured" : "known are: " + String.join(", ", known)));
  }

  /**
   * @param clients of the event stream now
   * @param accept the media types that the client likes, or null
   */
  Mono<Answer> metrics(int clients, @Nullable String accept) {
    return onLoop(
        () -> {
          Metrics all = metrics == null ? newMetrics.get() : metrics;
          metrics = all;
          return all.scrape(clients).answer(accept);
        });
  }

  Mono<Answer> health() {
    return onLoop(
        () -> {
          long silence = loop.now(TimeUnit.NANOSECONDS) - hub.heardAt();
          if (!hub.hasHeard()) {
            return ill("no event has come out of the pipeline yet");
          }
          return silence <= SILENCE.toNanos()
              ? Answer.text(HttpResponseStatus.OK, "ok")
              : ill(
                  "no event has come out of the pipeline for "
                      + Duration.ofNanos(silence).toSeconds()
                      + " s");
        });
  }

  private static Answer ill(String detail) {
    return Answer.of(new Problem(HttpResponseStatus.SERVICE_UNAVAILABLE, detail));
  }
}
