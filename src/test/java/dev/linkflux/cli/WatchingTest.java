package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import picocli.CommandLine;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Watching a server on loopback that is scripted. */
class WatchingTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final AtomicInteger streams = new AtomicInteger();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final DisposableServer server =
      HttpServer.create()
          .host("127.0.0.1")
          .port(0)
          .route(
              routes ->
                  routes
                      .get("/api/v1/status", WatchingTest::status)
                      .get("/api/v1/events", this::events))
          .bindNow(LIMIT);

  @AfterEach
  void stop() {
    server.disposeNow(LIMIT);
  }

  private static Publisher<Void> status(HttpServerRequest request, HttpServerResponse response) {
    return response.sendString(
        Mono.just(
            """
            {"uplinks":[{"name":"fibre","state":"Up","carrying":true,"quality":null}],"id":41}
            """));
  }

  /** The first stream breaks off after a word, the second one goes on. */
  private Publisher<Void> events(HttpServerRequest request, HttpServerResponse response) {
    int number = streams.incrementAndGet();
    asked.add(request.requestHeaders().get("Last-Event-ID"));
    String word =
        "event: transition\nid: 42\ndata: {\"uplink\":\"fibre\",\"to\":\"Down\",\"sentence\":\"word %d\"}\n\n"
            .formatted(number);
    Flux<String> words = Flux.just(": hello\n\n", word);
    return response
        .sse()
        .sendString(number == 1 ? words : words.concatWith(Flux.never()), StandardCharsets.UTF_8);
  }

  private static Watching watching(int port) {
    return new Watching(
        HttpClient.newConnection(),
        "http://127.0.0.1:" + port,
        Schedulers.parallel(),
        Clock.systemUTC());
  }

  @Test
  void itFollowsAndComesBackAfterTheStreamHasEnded() {
    Board board =
        watching(server.port())
            .changes()
            .scan(Board.EMPTY, (before, change) -> change.apply(before))
            .filter(it -> it.told() == 3)
            .next()
            .blockOptional(LIMIT)
            .orElseThrow();

    assertThat(board.sentences())
        .extracting(Board.Sentence::text)
        .containsExactly(
            "word 1",
            "connection lost (the service has ended the stream); trying again in 1 s",
            "word 2");
    assertThat(board.rows()).singleElement().extracting(Board.Row::state).isEqualTo("Down");
    assertThat(board.notice()).isEmpty();
    assertThat(asked).containsExactly("41", "41");
  }

  private record Ended(int status, String err) {}

  private static Ended watch(String url) {
    StringWriter err = new StringWriter();
    int status =
        new CommandLine(new WatchCommand()).setErr(new PrintWriter(err)).execute("--url", url);
    return new Ended(status, err.toString());
  }

  @Test
  void nobodyThereIsToldPlainlyWithStatusOne() {
    server.disposeNow(LIMIT);
    Ended ended = watch("http://127.0.0.1:" + server.port());
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err())
        .contains("cannot watch http://127.0.0.1:" + server.port() + ": nothing listens there")
        .contains("--url");
  }

  @Test
  void anotherServerIsToldPlainlyWithStatusOne() {
    DisposableServer other =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle((request, response) -> response.sendNotFound())
            .bindNow(LIMIT);
    Ended ended = watch("127.0.0.1:" + other.port());
    other.disposeNow(LIMIT);
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err()).contains("404").contains("is that linkflux?");
  }

  @Test
  void whatIsNoUrlIsWrongUsage() {
    Ended ended = watch("http://here/and/there");
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).contains("is no URL");
  }
}
