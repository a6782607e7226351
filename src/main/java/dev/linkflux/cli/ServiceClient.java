package dev.linkflux.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.linkflux.engine.Reason;
import dev.linkflux.uplink.Host;
import dev.linkflux.wire.tls.ServerTrust;
import dev.linkflux.wire.tls.TlsContext;
import dev.linkflux.wire.tls.UntrustedException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.resolver.DefaultAddressResolverGroup;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/**
 * How the commands reach a running service.
 *
 * @param place a URL without a path, such as {@code http://127.0.0.1:8470}
 * @param http asks it, with the token if there is one
 */
record ServiceClient(String place, HttpClient http) {
  private static final JsonMapper JSON = new JsonMapper();

  /** It does not answer, or not as linkflux does; the message is for the user. */
  static final class UnexpectedException extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;

    UnexpectedException(int status, String message) {
      super(message);
      this.status = status;
    }

    /** Of HTTP. */
    int status() {
      return status;
    }
  }

  /**
   * One of a place.
   *
   * @param trust judges it if it is {@code https}
   * @param token or null to prove nothing
   */
  static ServiceClient of(String place, ServerTrust trust, @Nullable String token) {
    HttpClient client =
        HttpClient.newConnection().resolver(DefaultAddressResolverGroup.INSTANCE).baseUrl(place);
    URI url = URI.create(place);
    if ("https".equals(url.getScheme())) {
      TlsContext context = TlsContext.towards(host(url.getHost()), trust);
      client = client.secure(spec -> spec.sslContext(context));
    }
    if (token != null) {
      client = client.headers(it -> it.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token));
    }
    return new ServiceClient(place, client);
  }

  /** As it stands in a URL: an address of IPv6 in brackets. */
  private static Host host(String text) {
    String plain = text.startsWith("[") ? text.substring(1, text.length() - 1) : text;
    return NetUtil.isValidIpV4Address(plain) || NetUtil.isValidIpV6Address(plain)
        ? Host.of(InetAddress.ofLiteral(plain))
        : Host.named(plain);
  }

  /** The JSON at a path, or {@link UnexpectedException}. */
  Mono<JsonNode> get(String path, Duration patience) {
    return text(path, patience).map(ServiceClient::json);
  }

  /** What is at a path, or {@link UnexpectedException}. */
  Mono<String> text(String path, Duration patience) {
    return http.responseTimeout(patience)
        .get()
        .uri(path)
        .responseSingle(
            (response, body) ->
                body.asString().defaultIfEmpty("").flatMap(text -> checked(response, text)));
  }

  private static Mono<String> checked(HttpClientResponse response, String text) {
    return response.status().code() == 200
        ? Mono.just(text)
        : Mono.error(unexpected(response, text));
  }

  /** By the sentence of its problem document (RFC 9457), if it has one. */
  static UnexpectedException unexpected(HttpClientResponse response, String text) {
    String detail = "";
    try {
      detail = JSON.readTree(text).path("detail").asText();
    } catch (JsonProcessingException _) {
      // It is not from linkflux, then.
    }
    return new UnexpectedException(
        response.status().code(),
        detail.isEmpty()
            ? "it answers %s to %s: is that linkflux?".formatted(response.status(), response.uri())
            : Shown.clean(detail, true));
  }

  /** Reads JSON. */
  static JsonNode json(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      if (node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException _) {
      // said below
    }
    throw new UncheckedIOException(
        new IOException("it does not answer in JSON: is that linkflux?"));
  }

  /** What went wrong, and for a service that is not there what to do. */
  String advice(Throwable failure, Duration silence, String command) {
    String why = explain(failure, silence);
    if (has(failure, UnexpectedException.class)) {
      return "%s: %s".formatted(place, why);
    }
    if (has(failure, UntrustedException.class)) {
      return "%s: %s%nWhom to trust: --ca FILE or --pin sha256/...".formatted(place, why);
    }
    return "%s: %s%nIs `linkflux run` or `linkflux demo` running? Elsewhere: linkflux %s --url http://HOST:PORT"
        .formatted(place, why, command);
  }

  /** Why there is no answer, if silence was borne for so long. */
  static String explain(Throwable failure, Duration silence) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case ConnectException _ -> {
          return "nothing listens there";
        }
        case UnknownHostException _ -> {
          return "there is no such host";
        }
        case ReadTimeoutException _, TimeoutException _ -> {
          return "silent for " + silence.toSeconds() + " s";
        }
        case UntrustedException untrusted -> {
          return String.valueOf(untrusted.getMessage());
        }
        case SSLException tls when tls.getCause() == null -> {
          return "TLS: " + tls.getMessage();
        }
        default -> {}
      }
    }
    Throwable last = failure;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return Reason.of(last);
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
