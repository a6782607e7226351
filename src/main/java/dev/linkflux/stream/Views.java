package dev.linkflux.stream;

import dev.linkflux.engine.WallClock;
import dev.linkflux.uplink.UplinkId;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
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

  private final Hub hub;
  private final Scheduler loop;
  private final WallClock clock;
  private final StatusJson status;
  private final ServerStatusJson servers;
  private final Supplier<Metrics> newMetrics;
  private @Nullable Metrics metrics;

  Views(Hub hub, Scheduler loop, WallClock clock, Service service) {
    this.hub = hub;
    this.loop = loop;
    this.clock = clock;
    status = new StatusJson(clock, service);
    servers = new ServerStatusJson(clock);
    newMetrics = () -> new Metrics(hub, clock, service);
  }

  private Mono<Answer> onLoop(Callable<Answer> answer) {
    return Mono.fromCallable(answer).subscribeOn(loop);
  }

  Mono<Answer> status() {
    return onLoop(() -> Answer.json(status.write(hub.status(), hub.ring().last(), hub.events())));
  }

  /** One uplink as it is; to be called on the hub's loop. */
  Answer uplink(UplinkId uplink) {
    return Answer.json(status.write(hub.status(), hub.status().of(uplink)));
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

  /** The latest decisions of any kind, orders included, the newest first. */
  Mono<Answer> decisions(int limit) {
    return onLoop(() -> Answer.json(array(hub.ring().latest(Message::isDecision, limit))));
  }

  private static byte[] array(List<Message> messages) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("{\"decisions\":[".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < messages.size(); i++) {
      out.writeBytes((i == 0 ? "\n" : ",\n").getBytes(StandardCharsets.US_ASCII));
      out.writeBytes(messages.get(i).json());
    }
    out.writeBytes("]}\n".getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  Mono<Answer> history(String uplink) {
    return onLoop(
        () -> {
          History history = hub.history(uplink);
          return history == null
              ? Answer.of(noUplink(uplink))
              : Answer.json(history.write(uplink, hub.status().now(), clock));
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
            return Answer.text(
                HttpResponseStatus.SERVICE_UNAVAILABLE,
                "no event has come out of the pipeline yet");
          }
          return silence <= SILENCE.toNanos()
              ? Answer.text(HttpResponseStatus.OK, "ok")
              : Answer.text(
                  HttpResponseStatus.SERVICE_UNAVAILABLE,
                  "no event has come out of the pipeline for "
                      + Duration.ofNanos(silence).toSeconds()
                      + " s");
        });
  }
}
