package dev.linkflux.stream;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.stream.Collectors;
import org.reactivestreams.Publisher;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Leads each request to what it asks for, or refuses it. */
final class Router {
  private static final List<String> READING = List.of("GET", "HEAD");

  private final Hosts hosts;
  private final Assets assets;
  private final Resources resources;

  Router(Hosts hosts, Assets assets, Resources resources) {
    this.hosts = hosts;
    this.assets = assets;
    this.resources = resources;
  }

  Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
    try {
      guardHost(request);
      Query query = Query.of(request.uri());
      Assets.Asset asset = assets.at(query.path());
      return asset == null ? lead(request, response, query) : show(asset, request, response);
    } catch (Problem.Refusal refusal) {
      return Replies.answer(request, response, Answer.of(refusal.problem()));
    }
  }

  private void guardHost(HttpServerRequest request) {
    String host = request.requestHeaders().get(HttpHeaderNames.HOST);
    if (!hosts.accepts(host)) {
      throw Problem.refusal(
          HttpResponseStatus.MISDIRECTED_REQUEST,
          "this is not `" + host + "`; ask for the address that `listen` names");
    }
  }

  private static Publisher<Void> show(
      Assets.Asset asset, HttpServerRequest request, HttpServerResponse response) {
    if (request.method().equals(HttpMethod.OPTIONS)) {
      return Replies.options(response, READING);
    }
    if (!READING.contains(request.method().name())) {
      throw notAllowed(request.method(), READING, response);
    }
    return Replies.asset(request, response, asset);
  }

  private Publisher<Void> lead(
      HttpServerRequest request, HttpServerResponse response, Query query) {
    List<Resource> there = resources.at(query.path());
    if (there.isEmpty()) {
      throw Problem.refusal(
          HttpResponseStatus.NOT_FOUND, Nearest.to(query.path(), resources.all()));
    }
    List<String> methods = there.stream().flatMap(it -> it.methods().stream()).distinct().toList();
    if (request.method().equals(HttpMethod.OPTIONS)) {
      return Replies.options(response, methods);
    }
    for (Resource resource : there) {
      List<String> names = resource.namesIn(query.path());
      if (resource.understands(request.method()) && names != null) {
        query.allowOnly(resource.parameters().toArray(String[]::new));
        guardAccept(request, resource);
        return resource.answer().apply(new Exchange(request, response, query, names));
      }
    }
    throw notAllowed(request.method(), methods, response);
  }

  private static Problem.Refusal notAllowed(
      HttpMethod asked, List<String> methods, HttpServerResponse response) {
    response.header(HttpHeaderNames.ALLOW, String.join(", ", methods));
    return Problem.refusal(
        HttpResponseStatus.METHOD_NOT_ALLOWED,
        methods.equals(READING)
            ? "only GET and HEAD: this changes nothing"
            : methods.equals(List.of("PUT"))
                ? "only PUT: it is an order, and changes something"
                : "`%s` is not understood here; understood are %s"
                    .formatted(asked, String.join(", ", methods)));
  }

  /** RFC 9110 section 12.5.1. */
  private static void guardAccept(HttpServerRequest request, Resource resource) {
    String accepted =
        request.requestHeaders().getAll(HttpHeaderNames.ACCEPT).stream()
            .collect(Collectors.joining(","));
    if (!Accepted.by(accepted, resource.contentType())) {
      throw Problem.refusal(
          HttpResponseStatus.NOT_ACCEPTABLE,
          "this is `%s`, which the header Accept leaves out".formatted(resource.contentType()));
    }
  }
}
