package dev.linkflux.stream;

import dev.linkflux.control.Settings;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Clients of {@code /api/v1/events}: lets them in, joins them to the hub, and sees them off. */
final class Subscriptions {
  private final Hub hub;
  private final Scheduler loop;
  private final Set<String> uplinks;
  private final Set<String> servers;
  private final Limits limits;
  private final AtomicInteger clients = new AtomicInteger();

  /**
   * @param loop the only one that touches the hub
   * @param settings name whom a client may ask for
   */
  Subscriptions(Hub hub, Scheduler loop, Settings settings, Limits limits) {
    this.hub = hub;
    this.loop = loop;
    uplinks = settings.uplinks().stream().map(Uplink::name).collect(Collectors.toSet());
    servers = settings.servers().stream().map(Server::name).collect(Collectors.toSet());
    this.limits = limits;
  }

  /** How many there are now. */
  int clients() {
    return clients.get();
  }

  Publisher<Void> open(HttpServerRequest request, HttpServerResponse response, Query query) {
    Filter filter = query.filter(uplinks, servers);
    Long after = query.after(request.requestHeaders().get("Last-Event-ID"));
    if (request.method().equals(HttpMethod.HEAD)) {
      return Replies.guarded(Replies.fresh(response)).sse().send();
    }
    if (clients.incrementAndGet() > limits.clients()) {
      clients.decrementAndGet();
      return full(request, response);
    }
    Listener listener = new Listener(filter, limits.waiting());
    response.withConnection(
        connection -> listener.onDropped(() -> closeLater(connection.channel())));
    // Flushed whenever the queue has run empty: at once in quiet times, in lots under load.
    return Replies.guarded(Replies.fresh(response))
        .sse()
        .send(chunks(listener, after).map(chunk -> Unpooled.wrappedBuffer(chunk.bytes())));
  }

  private Flux<Chunk> chunks(Listener listener, @Nullable Long after) {
    // Joining and leaving are tasks of the same loop, so leaving is always the later one.
    return Mono.<Chunk>fromRunnable(() -> hub.join(listener, after))
        .subscribeOn(loop)
        .thenMany(listener.chunks())
        .doFinally(
            _ -> {
              clients.decrementAndGet();
              loop.schedule(() -> hub.leave(listener));
            });
  }

  /**
   * A client that does not even read its last word is not waited for. It may have gone meanwhile,
   * and a channel that is closed has no loop any more: hence our own.
   */
  private void closeLater(Channel channel) {
    var _ =
        loop.schedule(
            () -> {
              if (channel.isOpen()) {
                var _ = channel.close();
              }
            },
            limits.grace().toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private Publisher<Void> full(HttpServerRequest request, HttpServerResponse response) {
    response.header(HttpHeaderNames.RETRY_AFTER, "10");
    String detail = "there are " + limits.clients() + " clients of the event stream already";
    return Replies.answer(
        request, response, Answer.of(new Problem(HttpResponseStatus.SERVICE_UNAVAILABLE, detail)));
  }
}
