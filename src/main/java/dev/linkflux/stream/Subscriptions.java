package dev.linkflux.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.FutureMono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Clients of {@code /api/v1/events}: lets them in, joins them to the hub, and sees them off. */
final class Subscriptions {
  private final Hub hub;
  private final Scheduler loop;
  private final InForce inForce;
  private final Limits limits;
  private final AtomicInteger clients = new AtomicInteger();
  private volatile int most;

  /**
   * @param loop the only one that touches the hub
   * @param inForce names whom a client may ask for
   */
  Subscriptions(Hub hub, Scheduler loop, InForce inForce, Limits limits) {
    this.hub = hub;
    this.loop = loop;
    this.inForce = inForce;
    this.limits = limits;
    this.most = limits.clients();
  }

  /** From now on there may be so many at once; those that are there stay. */
  void admit(int clients) {
    most = clients;
  }

  /** How many there are now. */
  int clients() {
    return clients.get();
  }

  Publisher<Void> open(HttpServerRequest request, HttpServerResponse response, Query query) {
    Filter filter = query.filter(inForce.uplinks(), inForce.servers());
    Long after = query.after(request.requestHeaders().get("Last-Event-ID"));
    boolean packed = Wire.takesGzip(request.requestHeaders().get(HttpHeaderNames.ACCEPT_ENCODING));
    if (request.method().equals(HttpMethod.HEAD)) {
      return head(response, packed).send();
    }
    if (clients.incrementAndGet() > most) {
      clients.decrementAndGet();
      return full(request, response);
    }
    Listener listener = new Listener(filter, limits.waiting(), packed);
    AtomicReference<@Nullable Channel> channel = new AtomicReference<>();
    response.withConnection(connection -> channel.set(connection.channel()));
    Channel own = Objects.requireNonNull(channel.get());
    listener.onDropped(() -> closeLater(own));
    CatchUp catchUp = new CatchUp(hub, loop, listener, after);
    Wire wire = new Wire(packed);
    Mono<Void> all =
        head(response, packed)
            .sendHeaders()
            .then(catchUp.chunks().concatMap(chunk -> page(response, wire, chunk), 1).then())
            // One write at a time, as writes that wait cost far more than chunks that do: with a
            // thousand clients behind a slow link they would fill the heap.
            .then(
                Mono.defer(
                    () ->
                        live(listener, wire)
                            .concatMap(
                                bytes -> FutureMono.deferFuture(() -> own.writeAndFlush(bytes)), 1)
                            .then()))
            .then();
    return Mono.firstWithSignal(all, FutureMono.from(own.closeFuture()))
        .doOnError(TimeoutException.class, _ -> close(own))
        .doFinally(
            _ -> {
              clients.decrementAndGet();
              // Joining and leaving are tasks of the same loop, so leaving is always the later one.
              loop.schedule(() -> hub.audiences().leave(listener));
            });
  }

  private static HttpServerResponse head(HttpServerResponse response, boolean packed) {
    HttpServerResponse head =
        Replies.guarded(Replies.fresh(response))
            .addHeader(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING);
    return (packed ? head.header(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.GZIP) : head)
        .sse();
  }

  /** One after another: who does not read what it has missed has one of them waiting, not all. */
  private Mono<Void> page(HttpServerResponse response, Wire wire, Chunk chunk) {
    return response.send(Flux.just(wire.write(chunk))).then().timeout(limits.stuck(), loop);
  }

  private static Flux<ByteBuf> live(Listener listener, Wire wire) {
    return listener
        .chunks()
        .map(wire::write)
        .concatWith(Mono.fromSupplier(wire::end).filter(ByteBuf::isReadable));
  }

  /**
   * A client that does not even read its last word is not waited for. It may have gone meanwhile,
   * and a channel that is closed has no loop any more: hence our own.
   */
  private void closeLater(Channel channel) {
    var _ = loop.schedule(() -> close(channel), limits.grace().toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void close(Channel channel) {
    if (channel.isOpen()) {
      var _ = channel.close();
    }
  }

  private Publisher<Void> full(HttpServerRequest request, HttpServerResponse response) {
    response.header(HttpHeaderNames.RETRY_AFTER, "10");
    String detail = "there are " + most + " clients of the event stream already";
    return Replies.answer(
        request, response, Answer.of(new Problem(HttpResponseStatus.SERVICE_UNAVAILABLE, detail)));
  }
}
