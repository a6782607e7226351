package dev.linkflux.stream;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.util.Logger;
import reactor.util.Loggers;

/** Sends answers, each with the headers that keep browsers from guessing. */
final class Replies {
  /** The page loads nothing from elsewhere and sends nothing elsewhere. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Logger LOG = Loggers.getLogger(Replies.class);

  private Replies() {}

  /** Answers when the view is there, or says what is wrong. */
  static Publisher<Void> send(Exchange exchange, Function<Exchange, Mono<Answer>> view) {
    HttpServerRequest request = exchange.request();
    return view.apply(exchange)
        .onErrorResume(Problem.Refusal.class, it -> Mono.just(Answer.of(it.problem())))
        .onErrorResume(it -> Mono.just(Answer.of(mistake(request.uri(), it))))
        .flatMap(it -> Mono.from(answer(request, exchange.response(), it)));
  }

  private static Problem mistake(String uri, Throwable error) {
    LOG.error("no answer to " + uri, error);
    return new Problem(
        HttpResponseStatus.INTERNAL_SERVER_ERROR,
        "this is a mistake of the program, which goes on; its log says more: please report that");
  }

  /** What can be done there (RFC 9110 section 9.3.7). */
  static Publisher<Void> options(HttpServerResponse response, List<String> methods) {
    return guarded(fresh(response))
        .status(HttpResponseStatus.NO_CONTENT)
        .header(HttpHeaderNames.ALLOW, String.join(", ", methods) + ", OPTIONS")
        .send();
  }

  static Publisher<Void> answer(
      HttpServerRequest request, HttpServerResponse response, Answer answer) {
    return send(
        request,
        guarded(fresh(response)).status(answer.status()),
        answer.contentType(),
        answer.body());
  }

  static Publisher<Void> asset(
      HttpServerRequest request, HttpServerResponse response, Assets.Asset whole) {
    boolean packed = Wire.takesGzip(request.requestHeaders().get(HttpHeaderNames.ACCEPT_ENCODING));
    Assets.Asset asset = packed ? whole.packed() : whole;
    guarded(response)
        .addHeader(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING)
        .header(HttpHeaderNames.CACHE_CONTROL, "no-cache")
        .header(HttpHeaderNames.ETAG, asset.tag())
        .header(HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY);
    if (isKnown(asset.tag(), request.requestHeaders().getAll(HttpHeaderNames.IF_NONE_MATCH))) {
      return response.status(HttpResponseStatus.NOT_MODIFIED).send();
    }
    if (packed) {
      response.header(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.GZIP);
    }
    return send(request, response, asset.contentType(), asset.bytes());
  }

  /** RFC 9110 section 13.1.2: the weak comparison. */
  private static boolean isKnown(String tag, List<String> known) {
    return known.stream()
        .flatMap(it -> Arrays.stream(it.split(",", -1)))
        .map(String::strip)
        .anyMatch(it -> it.equals("*") || it.equals(tag) || it.equals("W/" + tag));
  }

  private static Publisher<Void> send(
      HttpServerRequest request, HttpServerResponse response, String contentType, byte[] body) {
    response
        .header(HttpHeaderNames.CONTENT_TYPE, contentType)
        .header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
    return request.method().equals(HttpMethod.HEAD)
        ? response.send()
        : response.sendByteArray(Mono.just(body));
  }

  /** An answer that is out of date at once. */
  static HttpServerResponse fresh(HttpServerResponse response) {
    return response.header(HttpHeaderNames.CACHE_CONTROL, "no-store");
  }

  static HttpServerResponse guarded(HttpServerResponse response) {
    return response
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header(
            HttpHeaderNames.CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'")
        .header("Cross-Origin-Resource-Policy", "same-origin");
  }
}
