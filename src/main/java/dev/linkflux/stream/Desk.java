package dev.linkflux.stream;

import dev.linkflux.engine.Orders;
import dev.linkflux.uplink.Steering;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Takes the operator's orders: from programs of this machine, and from no page that another site
 * has sent. Answers when they have passed the gate and all the stages.
 */
final class Desk {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofDays(366);

  private final Hub hub;
  private final Scheduler loop;
  private final Orders orders;
  private final Views views;
  private final List<Waiting> waiting = new ArrayList<>();

  /** Somebody who wants to know what came of an order. */
  private record Waiting(BooleanSupplier passed, Sinks.Empty<Void> done) {}

  /**
   * @param loop the only one that touches the hub
   */
  Desk(Hub hub, Scheduler loop, Orders orders, Views views) {
    this.hub = hub;
    this.loop = loop;
    this.orders = orders;
    this.views = views;
  }

  /** Refuses, or carries out. */
  Mono<Answer> take(Order order, Exchange exchange) {
    HttpServerRequest request = exchange.request();
    Query query = exchange.query();
    String origin = request.requestHeaders().get(HttpHeaderNames.ORIGIN);
    if (origin != null && isForeign(origin, request.requestHeaders().get(HttpHeaderNames.HOST))) {
      throw Problem.refusal(
          HttpResponseStatus.FORBIDDEN, "a page of `" + origin + "` gives no orders here");
    }
    if (!isOfThisMachine(request.remoteAddress(), request.hostAddress())) {
      throw Problem.refusal(
          HttpResponseStatus.FORBIDDEN,
          "orders are taken from this machine only: log in there, and run `linkflux steer`");
    }
    return switch (order) {
      case Order.Steer steer -> {
        Duration lasting = query.lasting(LONGEST);
        if (lasting != null && steer.steering() == Steering.AUTO) {
          throw Problem.badRequest("`for`: `auto` has no end; it is for `pin` and `avoid`");
        }
        yield Mono.defer(() -> steer(steer, lasting)).subscribeOn(loop);
      }
      case Order.Appoint appoint -> Mono.defer(() -> appoint(appoint)).subscribeOn(loop);
    };
  }

  /** RFC 6454 section 7: the origin of a page is its scheme, host and port. */
  private static boolean isForeign(String origin, @Nullable String host) {
    return host == null
        || !(origin.equalsIgnoreCase("http://" + host)
            || origin.equalsIgnoreCase("https://" + host));
  }

  static boolean isOfThisMachine(
      @Nullable InetSocketAddress remote, @Nullable InetSocketAddress own) {
    InetAddress asking = remote == null ? null : remote.getAddress();
    return asking != null
        && (asking.isLoopbackAddress() || (own != null && asking.equals(own.getAddress())));
  }

  private Mono<Answer> steer(Order.Steer order, @Nullable Duration lasting) {
    UplinkStatus uplink = hub.status().named(order.name());
    if (uplink == null) {
      return Mono.just(Answer.of(views.noUplink(order.name())));
    }
    Mono<Answer> done =
        orders
            .steer(uplink.uplink().id(), order.steering(), lasting)
            .publishOn(loop)
            .flatMap(
                passed ->
                    seen(() -> hub.status().knows(passed))
                        .then(Mono.fromSupplier(() -> views.uplink(passed.uplink()))));
    return inTime(done, order.name() + " may still be steered when it does");
  }

  private Mono<Answer> appoint(Order.Appoint order) {
    ServerStatus server = hub.status().servers().named(order.name());
    if (server == null) {
      return Mono.just(views.serverNow(order.name()));
    }
    Mono<Answer> done =
        orders
            .appoint(order.use() ? server.server().id() : null)
            .publishOn(loop)
            .flatMap(
                passed ->
                    seen(() -> hub.status().servers().knows(passed))
                        .then(Mono.fromSupplier(() -> views.serverNow(order.name()))));
    return inTime(done, "the order for " + order.name() + " may still be carried out then");
  }

  /**
   * @param yet what may come of it when it is too late to say so
   */
  private Mono<Answer> inTime(Mono<Answer> done, String yet) {
    return done.timeout(PATIENCE, Mono.error(() -> late(yet)), loop)
        .onErrorMap(Orders.NotTaken.class, refused -> unavailable(refused.getMessage()));
  }

  private static Problem.Refusal late(String yet) {
    return unavailable("the pipeline has not answered for " + PATIENCE.toSeconds() + " s; " + yet);
  }

  private static Problem.Refusal unavailable(@Nullable String why) {
    return Problem.refusal(HttpResponseStatus.SERVICE_UNAVAILABLE, "not taken: " + why);
  }

  private Mono<Void> seen(BooleanSupplier passed) {
    if (passed.getAsBoolean()) {
      return Mono.empty();
    }
    Waiting one = new Waiting(passed, Sinks.empty());
    waiting.add(one);
    return one.done.asMono().doFinally(_ -> loop.schedule(() -> waiting.remove(one)));
  }

  /** On the loop, after each turn: tells those whose orders are in it. */
  void settle() {
    for (Waiting one : List.copyOf(waiting)) {
      if (one.passed.getAsBoolean()) {
        Sinks.EmitResult _ = one.done.tryEmitEmpty(); // it may have lost patience
      }
    }
  }
}
