package dev.linkflux.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.ByteBufFlux;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/**
 * Follows a running service: its status, then its events; when the connection is lost it says so
 * and begins anew. For one subscriber.
 */
final class Watching {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LAST_PAUSE = Duration.ofSeconds(15);

  /** Qualities come several times a second: who is silent for that long is gone. */
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private static final String EVENTS =
      "/api/v1/events?types=quality,transition,election,target,operator";
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client;
  private final Scheduler timer;
  private final Clock clock;
  private boolean connected;
  private Duration pause = FIRST_PAUSE;

  /**
   * @param url without a path, such as {@code http://127.0.0.1:8470}
   * @param timer runs the pauses
   * @param clock labels what is said about the connection
   */
  Watching(HttpClient client, String url, Scheduler timer, Clock clock) {
    this.client = client.baseUrl(url);
    this.timer = timer;
    this.clock = clock;
  }

  /** Changes of the board, for ever; an error only if there is no connection to begin with. */
  Flux<UnaryOperator<Board>> changes() {
    return Flux.defer(this::session)
        .concatWith(Mono.error(() -> new IOException("the service has ended the stream")))
        .onErrorResume(this::again)
        .repeat();
  }

  private Flux<UnaryOperator<Board>> session() {
    return status()
        .flatMapMany(
            status -> {
              connected = true;
              pause = FIRST_PAUSE;
              return Flux.concat(
                  Mono.just(board -> board.status(status)), events(status.path("id").asText()));
            });
  }

  private Flux<UnaryOperator<Board>> again(Throwable failure) {
    if (!connected) {
      return Flux.error(failure);
    }
    Duration now = pause;
    Duration longer = now.multipliedBy(2);
    pause = longer.compareTo(LAST_PAUSE) < 0 ? longer : LAST_PAUSE;
    String text =
        "connection lost (%s); trying again in %d s".formatted(explain(failure), now.toSeconds());
    return Flux.<UnaryOperator<Board>>just(board -> board.notice(clock.instant(), text))
        .concatWith(Mono.delay(now, timer).then(Mono.empty()));
  }

  private Mono<JsonNode> status() {
    return client
        .responseTimeout(SILENCE)
        .get()
        .uri("/api/v1/status")
        .responseSingle((response, body) -> checked(response, body))
        .map(Watching::json);
  }

  private static Mono<String> checked(HttpClientResponse response, ByteBufMono body) {
    return response.status().code() == 200 ? body.asString() : Mono.error(unexpected(response));
  }

  private Flux<UnaryOperator<Board>> events(String after) {
    SseDecoder decoder = new SseDecoder();
    return client
        .headers(
            headers -> {
              headers.set(HttpHeaderNames.ACCEPT, "text/event-stream");
              if (!after.isEmpty()) {
                headers.set("Last-Event-ID", after);
              }
            })
        .get()
        .uri(EVENTS)
        .response((response, body) -> checked(response, body))
        .timeout(SILENCE, timer)
        .concatMapIterable(decoder::decode)
        .map(
            event -> {
              JsonNode data = json(event.data());
              return board -> board.event(event.type(), data);
            });
  }

  private static Publisher<byte[]> checked(HttpClientResponse response, ByteBufFlux body) {
    return response.status().code() == 200 ? body.asByteArray() : Mono.error(unexpected(response));
  }

  private static IOException unexpected(HttpClientResponse response) {
    return new IOException(
        "it answers %s to %s: is that linkflux?".formatted(response.status(), response.uri()));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(
          new IOException("it does not answer in JSON: is that linkflux?", e));
    }
  }

  /** Why there is no connection, and what to do. */
  String explain(Throwable failure) {
    return explain(failure, SILENCE);
  }

  /** Why there is no connection, if silence was borne for so long. */
  static String explain(Throwable failure, Duration silence) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case ConnectException _ -> {
          return "nothing listens there";
        }
        case UnknownHostException _ -> {
          return "there is no such host";
        }
        case ReadTimeoutException _, TimeoutException _ -> {
          return "silent for " + silence.toSeconds() + " s";
        }
        default -> {}
      }
    }
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
