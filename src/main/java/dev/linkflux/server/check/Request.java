package dev.linkflux.server.check;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;

/**
 * What a server is asked.
 *
 * @param path and query
 * @param token that is shown (RFC 6750), or null
 * @param form that is posted, or null for a GET
 */
record Request(String path, @Nullable String token, @Nullable String form) {
  static Request get(String path) {
    return new Request(path, null, null);
  }

  /** A GET by one who has logged in. */
  static Request get(String path, String token) {
    return new Request(path, token, null);
  }

  /** The fields of a form as browsers post them. */
  static Request post(String path, Map<String, String> fields) {
    return new Request(
        path,
        null,
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&")));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The request by a client, ready to go. */
  HttpClient.ResponseReceiver<?> by(HttpClient client) {
    HttpClient known =
        token == null
            ? client
            : client.headers(
                headers -> headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token));
    if (form == null) {
      return known.get().uri(path);
    }
    byte[] bytes = form.getBytes(StandardCharsets.US_ASCII);
    return known
        .headers(
            headers ->
                headers
                    .set(
                        HttpHeaderNames.CONTENT_TYPE,
                        HttpHeaderValues.APPLICATION_X_WWW_FORM_URLENCODED)
                    .set(HttpHeaderNames.CONTENT_LENGTH, bytes.length))
        .post()
        .uri(path)
        .send(ByteBufFlux.fromInbound(Mono.just(bytes)));
  }

  /** As it is spoken of; never what it carries. */
  @Override
  public String toString() {
    return (form == null ? "GET " : "POST ") + path;
  }
}
