package dev.linkflux.stream;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Leads each request to its view, or refuses it. */
final class Router {
  private static final int MOST_DECISIONS = 1000;
  private static final String HISTORY = "/history";

  private final Hosts hosts;
  private final Assets assets;
  private final Subscriptions subscriptions;
  private final Views views;
  private final Desk desk;

  Router(Hosts hosts, Assets assets, Subscriptions subscriptions, Views views, Desk desk) {
    this.hosts = hosts;
    this.assets = assets;
    this.subscriptions = subscriptions;
    this.views = views;
    this.desk = desk;
  }

  Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
    try {
      guardHost(request);
      Query query = Query.of(request.uri());
      Order order = Order.of(query.path());
      if (order != null) {
        return send(desk.take(order, request, response, query), request, response);
      }
      guardMethod(request, response);
      return route(request, response, query);
    } catch (Problem.Refusal refusal) {
      return Replies.answer(request, response, Answer.of(refusal.problem()));
    }
  }

  private static Mono<Void> send(
      Mono<Answer> answer, HttpServerRequest request, HttpServerResponse response) {
    return answer
        .onErrorResume(Problem.Refusal.class, it -> Mono.just(Answer.of(it.problem())))
        .flatMap(it -> Mono.from(Replies.answer(request, response, it)));
  }

  private void guardHost(HttpServerRequest request) {
    String host = request.requestHeaders().get(HttpHeaderNames.HOST);
    if (!hosts.accepts(host)) {
      throw Problem.refusal(
          HttpResponseStatus.MISDIRECTED_REQUEST,
          "this is not `" + host + "`; ask for the address that `listen` names");
    }
  }

  private static void guardMethod(HttpServerRequest request, HttpServerResponse response) {
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      response.header(HttpHeaderNames.ALLOW, "GET, HEAD");
      throw Problem.refusal(
          HttpResponseStatus.METHOD_NOT_ALLOWED, "only GET and HEAD: this changes nothing");
    }
  }

  private Publisher<Void> route(
      HttpServerRequest request, HttpServerResponse response, Query query) {
    if (query.path().equals("/api/v1/events")) {
      return subscriptions.open(request, response, query);
    }
    Assets.Asset asset = assets.at(query.path());
    if (asset != null) {
      return Replies.asset(request, response, asset);
    }
    return send(view(request, query), request, response);
  }

  private Mono<Answer> view(HttpServerRequest request, Query query) {
    String path = query.path();
    return switch (path) {
      case "/api/v1/status" -> {
        query.allowOnly();
        yield views.status();
      }
      case "/api/v1/servers" -> {
        query.allowOnly();
        yield views.servers();
      }
      case "/api/v1/decisions" -> {
        query.allowOnly("limit");
        yield views.decisions(query.limit(100, MOST_DECISIONS));
      }
      case "/healthz" -> views.health();
      case "/metrics" ->
          views.metrics(
              subscriptions.clients(), request.requestHeaders().get(HttpHeaderNames.ACCEPT));
      default -> {
        String uplink = Order.between(Order.UPLINKS, path, HISTORY);
        if (uplink != null) {
          yield views.history(uplink);
        }
        String server = Order.between(Order.SERVERS, path, "");
        if (server != null) {
          query.allowOnly();
          yield views.server(server);
        }
        throw Problem.refusal(
            HttpResponseStatus.NOT_FOUND,
            "there is no `"
                + path
                + "`; there are /, /healthz, /metrics, /api/v1/status, /api/v1/events,"
                + " /api/v1/decisions, /api/v1/uplinks/NAME/history, /api/v1/servers,"
                + " /api/v1/servers/NAME and, to be put, /api/v1/uplinks/NAME/pin, avoid and auto,"
                + " /api/v1/servers/NAME/use and auto");
      }
    };
  }
}
