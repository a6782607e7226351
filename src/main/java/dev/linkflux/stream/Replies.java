package dev.linkflux.stream;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Sends answers, each with the headers that keep browsers from guessing. */
final class Replies {
  /** The page loads nothing from elsewhere and sends nothing elsewhere. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private Replies() {}

  static Publisher<Void> answer(
      HttpServerRequest request, HttpServerResponse response, Answer answer) {
    return send(
        request,
        guarded(fresh(response)).status(answer.status()),
        answer.contentType(),
        answer.body());
  }

  static Publisher<Void> asset(
      HttpServerRequest request, HttpServerResponse response, Assets.Asset asset) {
    guarded(response)
        .header(HttpHeaderNames.CACHE_CONTROL, "no-cache")
        .header(HttpHeaderNames.ETAG, asset.tag())
        .header(HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY)
        .header("Referrer-Policy", "no-referrer");
    if (asset.tag().equals(request.requestHeaders().get(HttpHeaderNames.IF_NONE_MATCH))) {
      return response.status(HttpResponseStatus.NOT_MODIFIED).send();
    }
    return send(request, response, asset.contentType(), asset.bytes());
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
        .header("Cross-Origin-Resource-Policy", "same-origin");
  }
}
