package dev.linkflux.stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.linkflux.control.Access;
import dev.linkflux.control.Settings;
import dev.linkflux.engine.Orders;
import dev.linkflux.engine.Reloads;
import dev.linkflux.time.Event;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.resources.LoopResources;

/** A server on a free port of loopback, fed by hand, spoken to over plain sockets. */
final class Served implements AutoCloseable {
  private final LoopResources loops = LoopResources.create("served", 1, 2, true);
  private final Orders orders;
  private final Sinks.Many<List<Event>> events = Sinks.many().unicast().onBackpressureBuffer();
  private final StreamServer stream;
  private final DisposableServer server;
  private final Disposable feed;
  private Disposable following = Disposables.disposed();
  private volatile Reloads reloads = Reloads.none("there is no file");

  Served(Limits limits) {
    this(Samples.SETTINGS, limits);
  }

  Served(Settings settings, Limits limits) {
    this(
        new Premises(
            settings,
            JsonNodeFactory.instance.objectNode(),
            Access.LOCAL,
            Samples.CLOCK,
            Samples.SERVICE,
            null),
        new Orders(),
        limits);
  }

  /** One with tokens or TLS, whose files are read aside. */
  Served(Access access) {
    this(
        new Premises(
            Samples.SETTINGS,
            JsonNodeFactory.instance.objectNode(),
            access,
            Samples.CLOCK,
            Samples.SERVICE,
            null),
        new Orders(),
        Limits.DEFAULT);
  }

  Served(Premises premises, Orders orders, Limits limits) {
    this.orders = orders;
    stream =
        new StreamServer(
            premises,
            orders,
            () -> reloads.ask(),
            loops,
            Schedulers.fromExecutorService(loops.onServer(true).next()),
            Schedulers.boundedElastic(),
            limits);
    feed = stream.feed(events.asFlux()).subscribe();
    server =
        java.util.Objects.requireNonNull(
            stream.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).block());
  }

  /** Orders are told as if they had passed all the stages, one a second from 1 s on. */
  void carryOutOrders() {
    AtomicLong seconds = new AtomicLong();
    following =
        orders
            .given()
            .subscribe(order -> tell(order.at(Samples.millis(1000 * seconds.incrementAndGet()))));
  }

  /** From now on that is what comes of a reload. */
  void reloadBy(Reloads reloads) {
    this.reloads = reloads;
  }

  /** From now on that access holds. */
  void follow(Access access) {
    stream.prepare(access).run();
  }

  int port() {
    return server.port();
  }

  void tell(Event... told) {
    events.tryEmitNext(List.of(told)).orThrow();
  }

  /** A socket on which that request has been sent. */
  Socket ask(String request) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.setSoTimeout(10_000);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** A client of the event stream; {@code query} with its question mark, headers with line ends. */
  EventReader listen(String query, String headers) throws IOException {
    return new EventReader(
        ask("GET /api/v1/events" + query + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n"));
  }

  /** The whole answer to a request, head and body. */
  String answer(String method, String target, String headers) throws IOException {
    try (Socket socket =
        ask(method + " " + target + " HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n")) {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  String get(String target) throws IOException {
    return answer("GET", target, "Host: localhost\r\n");
  }

  @Override
  public void close() {
    following.dispose();
    feed.dispose();
    server.disposeNow();
    loops.disposeLater(Duration.ofMillis(50), Duration.ofSeconds(2)).block();
  }
}
