package dev.linkflux.stream;

import dev.linkflux.engine.Orders;
import dev.linkflux.engine.ReloadAnswer;
import dev.linkflux.engine.Reloads;
import dev.linkflux.uplink.Steering;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/** Takes the operator's orders. Answers when they have passed the gate and all the stages. */
final class Desk {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofDays(366);

  /** For a configuration to be read; files and names are looked at, and none of it is urgent. */
  private static final Duration READING = Duration.ofSeconds(30);

  /** For a reload that has passed the gate to come out of the stages, if it is told at all. */
  private static final Duration PASSING = Duration.ofSeconds(1);

  private final Hub hub;
  private final Scheduler loop;
  private final Orders orders;
  private final Reloads reloads;
  private final Views views;
  private final List<Waiting> waiting = new ArrayList<>();

  /** Somebody who wants to know what came of an order. */
  private record Waiting(BooleanSupplier passed, Sinks.Empty<Void> done) {}

  /**
   * @param loop the only one that touches the hub
   */
  Desk(Hub hub, Scheduler loop, Orders orders, Reloads reloads, Views views) {
    this.hub = hub;
    this.loop = loop;
    this.orders = orders;
    this.reloads = reloads;
    this.views = views;
  }

  /** Refuses, or carries out. */
  Mono<Answer> take(Order order, Exchange exchange) {
    Query query = exchange.query();
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
                    seen(() -> isOver(order.name(), hub.status().knows(passed)))
                        .then(Mono.fromSupplier(() -> views.uplinkNow(order.name()))));
    return inTime(done, order.name() + " may still be steered when it does");
  }

  /**
   * Has the configuration read anew, and answers what came of it when the views show that.
   *
   * @return a refusal has the same fields as what was applied: all that is wrong with the file
   */
  Mono<Answer> reload(Exchange exchange) {
    exchange.query().allowOnly();
    return Mono.defer(
            () -> {
              long before = hub.status().reloads();
              return reloads
                  .ask()
                  .publishOn(loop)
                  .flatMap(
                      answer ->
                          shown(answer, before)
                              .then(Mono.fromSupplier(() -> ReloadJson.answer(answer))));
            })
        .subscribeOn(loop)
        .timeout(READING, Mono.error(Desk::unread), loop)
        .onErrorMap(Orders.NotTaken.class, refused -> unavailable(refused.getMessage()));
  }

  private Mono<Void> shown(ReloadAnswer answer, long before) {
    return answer.applied() && !answer.changes().isEmpty()
        ? seen(() -> hub.status().reloads() > before).timeout(PASSING, Mono.empty(), loop)
        : Mono.empty();
  }

  private static Problem.Refusal unread() {
    return unavailable(
        "the configuration has not been read for %d s; it may still be applied when it is"
            .formatted(READING.toSeconds()));
  }

  /** Who is gone meanwhile is not waited for. */
  private boolean isOver(String uplink, boolean passed) {
    return passed || hub.status().named(uplink) == null;
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
