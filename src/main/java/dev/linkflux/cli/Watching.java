package dev.linkflux.cli;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.reactivestreams.Publisher;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClientResponse;

/**
 * Follows a running service for somebody who looks at it: its status, its latest decisions, then
 * its events; after a lost connection behind the last of them. For one subscriber.
 */
final class Watching {
  /** Heartbeats come every 10 s: who is silent for longer is gone. */
  static final Duration SILENCE = Duration.ofSeconds(15);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LAST_PAUSE = Duration.ofSeconds(5);

  /** Bytes that are left and durations in sentences change without an event. */
  private static final Duration REFRESHED = Duration.ofSeconds(10);

  /** A decision comes with others; the status is asked for once for all of them. */
  private static final Duration SETTLED = Duration.ofMillis(200);

  /** What changes figures only, and comes all the time. */
  private static final Set<String> FREQUENT = Set.of("probe", "quality");

  private static final int DECISIONS = 50;

  private final ServiceClient client;
  private final Scheduler timer;
  private final InstantSource clock;
  private boolean connected;
  private String last = "";
  private Duration pause = FIRST_PAUSE;

  /**
   * @param timer runs the pauses
   * @param clock labels what is said about the connection
   */
  Watching(ServiceClient client, Scheduler timer, InstantSource clock) {
    this.client = client;
    this.timer = timer;
    this.clock = clock;
  }

  /** All that a picture needs, for ever; an error only if there is no connection to begin with. */
  Flux<Told> pictures() {
    return endless(
        Flux.defer(
            () ->
                status()
                    .flatMapMany(
                        status -> {
                          boolean first = last.isEmpty();
                          last = first ? status.status().path("id").asText() : last;
                          return Flux.concat(
                              Mono.just(status), first ? decisions() : Mono.empty(), live());
                        })));
  }

  /**
   * All events of some types, for ever; an error only if there is no connection to begin with.
   *
   * @param query of the stream's own filters; empty, or beginning with a question mark
   */
  Flux<Told> events(String query) {
    return endless(Flux.defer(() -> stream(query)));
  }

  /** The picture as it is now. */
  Flux<Told> once() {
    return Flux.concat(status(), decisions());
  }

  private Flux<Told> endless(Flux<Told> session) {
    return session
        .concatWith(Mono.error(() -> new IOException("the service has ended the stream")))
        .onErrorResume(this::again)
        .repeat();
  }

  private Flux<Told> again(Throwable failure) {
    if (!connected) {
      return Flux.error(failure);
    }
    Duration now = pause;
    Duration longer = now.multipliedBy(2);
    pause = longer.compareTo(LAST_PAUSE) < 0 ? longer : LAST_PAUSE;
    return Flux.<Told>just(new Told.Lost(clock.instant(), ServiceClient.explain(failure, SILENCE)))
        .concatWith(Mono.delay(now, timer).then(Mono.empty()));
  }

  private void reached() {
    connected = true;
    pause = FIRST_PAUSE;
  }

  private Mono<Told.Status> status() {
    return client.get("/api/v1/status", SILENCE).map(Told.Status::new).doOnNext(_ -> reached());
  }

  private Mono<Told> decisions() {
    return client.get("/api/v1/decisions?limit=" + DECISIONS, SILENCE).map(Told.Decisions::new);
  }

  /** Events, and the status again after each that is rare, and now and then. */
  private Flux<Told> live() {
    Sinks.Many<Long> rare = Sinks.many().multicast().directBestEffort();
    Flux<Told> events =
        stream("?every=1s&types=quality,transition,election,target,operator,server,config")
            .doOnNext(
                told -> {
                  if (told instanceof Told.Event one && !FREQUENT.contains(one.event().type())) {
                    var _ = rare.tryEmitNext(0L);
                  }
                });
    Flux<Told> statuses =
        Flux.merge(
                rare.asFlux().sample(Flux.interval(SETTLED, timer)),
                Flux.interval(REFRESHED, timer))
            .onBackpressureBuffer(1, _ -> {}, BufferOverflowStrategy.DROP_OLDEST)
            .concatMap(_ -> status().cast(Told.class).onErrorResume(_ -> Mono.empty()), 1);
    return Flux.merge(events.materialize(), statuses.materialize()).dematerialize();
  }

  private Flux<Told> stream(String query) {
    SseDecoder decoder = new SseDecoder();
    return client
        .http()
        .headers(
            headers -> {
              headers.set(HttpHeaderNames.ACCEPT, "text/event-stream");
              if (!last.isEmpty()) {
                headers.set("Last-Event-ID", last);
              }
            })
        .get()
        .uri("/api/v1/events" + query)
        .response((response, body) -> checked(response, body))
        .timeout(SILENCE, timer)
        .concatMapIterable(bytes -> decoded(decoder, bytes));
  }

  private List<Told> decoded(SseDecoder decoder, byte[] bytes) {
    return decoder.decode(bytes).stream()
        .<Told>map(
            event -> {
              last = event.id().isEmpty() ? last : event.id();
              return new Told.Event(event, ServiceClient.json(event.data()));
            })
        .toList();
  }

  private Publisher<byte[]> checked(HttpClientResponse response, ByteBufFlux body) {
    if (response.status().code() == 200) {
      reached();
      return body.asByteArray();
    }
    return body.aggregate()
        .asString()
        .defaultIfEmpty("")
        .flatMap(text -> Mono.error(ServiceClient.unexpected(response, text)));
  }
}
