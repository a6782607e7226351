package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.wire.tls.AuthorityTrust;
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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
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
                      .get("/api/v1/decisions", WatchingTest::decisions)
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

  private static Publisher<Void> decisions(HttpServerRequest request, HttpServerResponse response) {
    return response.sendString(
        Mono.just(
            """
            {"decisions":[{"type":"operator","id":40,"sentence":"word 0"}]}
            """));
  }

  /** The first stream breaks off after a word, the second one goes on. */
  private Publisher<Void> events(HttpServerRequest request, HttpServerResponse response) {
    int number = streams.incrementAndGet();
    asked.add(request.requestHeaders().get("Last-Event-ID", "none"));
    String word =
        "event: transition\nid: %1$d\ndata: {\"id\":%1$d,\"uplink\":\"fibre\",\"to\":\"Down\",\"sentence\":\"word %2$d\"}\n\n"
            .formatted(41 + number, number);
    Flux<String> words = Flux.just(": hello\n\n", word);
    return response
        .sse()
        .sendString(number == 1 ? words : words.concatWith(Flux.never()), StandardCharsets.UTF_8);
  }

  private static Watching watching(int port) {
    return new Watching(
        ServiceClient.of("http://127.0.0.1:" + port, new AuthorityTrust(), null),
        Schedulers.parallel(),
        Clock.systemUTC());
  }

  @Test
  void itFollowsAndComesBackBehindTheLastEventThatItHasSeen() {
    Board board =
        watching(server.port())
            .pictures()
            .scan(Board.EMPTY, Board::with)
            .filter(it -> it.told() == 5)
            .next()
            .blockOptional(LIMIT)
            .orElseThrow();

    assertThat(board.sentences())
        .extracting(Board.Sentence::text)
        .containsExactly(
            "word 0",
            "word 1",
            "the service is away: the service has ended the stream",
            "the service is back",
            "word 2");
    assertThat(board.rows()).singleElement().extracting(BoardRow::state).isEqualTo("Down");
    assertThat(board.away()).isNull();
    assertThat(asked).containsExactly("41", "42");
  }

  @Test
  void eventsAloneComeWithoutAnythingElse() {
    assertThat(
            watching(server.port())
                .events("?types=transition")
                .ofType(Told.Event.class)
                .take(2)
                .map(told -> told.event().id())
                .collectList()
                .block(LIMIT))
        .containsExactly("42", "43");
    assertThat(asked.get(1)).isEqualTo("42");
  }

  private record Ended(int status, String err) {}

  private static Ended watch(String url) {
    StringWriter err = new StringWriter();
    int status = Main.commandLine().setErr(new PrintWriter(err)).execute("watch", "--url", url);
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
