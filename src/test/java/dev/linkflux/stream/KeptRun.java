package dev.linkflux.stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.linkflux.control.Access;
import dev.linkflux.engine.Orders;
import dev.linkflux.engine.Reloads;
import dev.linkflux.engine.WallClock;
import dev.linkflux.time.Event;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import reactor.core.Disposable;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.resources.LoopResources;

/** One run of a server that keeps what it tells; it is ended in order, or killed. */
final class KeptRun implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** A busy machine is no disk that hangs: what is told is on disk, however long that takes. */
  private static final Limits PATIENT =
      new Limits(
          1100,
          1024,
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30));

  private final LoopResources loops = LoopResources.create("kept", 1, 1, true);
  private final Scheduler aside = Schedulers.newBoundedElastic(3, 1000, "aside", 5, true);
  private final Sinks.Many<List<Event>> events = Sinks.many().unicast().onBackpressureBuffer();
  private final StreamServer stream;
  private final DisposableServer server;
  private final Disposable feed;

  /**
   * @param start of the run, by a wall clock that may be wrong
   */
  KeptRun(Path directory, Instant start) {
    Scheduler loop = Schedulers.fromExecutorService(loops.onServer(true).next());
    stream =
        new StreamServer(
            new Premises(
                Samples.SETTINGS,
                JsonNodeFactory.instance.objectNode(),
                Access.LOCAL,
                new WallClock(start),
                Samples.SERVICE,
                directory),
            new Orders(),
            Reloads.none("there is no file"),
            loops,
            loop,
            aside,
            PATIENT);
    feed = stream.feed(events.asFlux()).subscribe();
    server =
        Objects.requireNonNull(
            stream.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).block(LIMIT));
  }

  void tell(Event... told) {
    events.tryEmitNext(List.of(told)).orThrow();
  }

  /** A connection on which the event stream has been asked for. */
  Socket ask(String query, String headers) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(30_000);
    String request = "GET /api/v1/" + query + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  EventReader listen(long after) throws IOException {
    return listen("?types=election,transition&after=" + after);
  }

  EventReader listen(String query) throws IOException {
    return new EventReader(ask("events" + query, ""));
  }

  /** The body of an answer. */
  String get(String query) throws IOException {
    try (Socket socket = ask(query, "Connection: close\r\n")) {
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return all.substring(all.indexOf("\r\n\r\n") + 4);
    }
  }

  /** As by SIGTERM. */
  void end() {
    feed.dispose();
    stream.close().block(LIMIT);
    close();
  }

  /** As by SIGKILL: nothing is written any more. */
  @Override
  public void close() {
    aside.dispose();
    feed.dispose();
    server.disposeNow();
    loops.disposeLater(Duration.ZERO, Duration.ofSeconds(2)).block(LIMIT);
  }
}
