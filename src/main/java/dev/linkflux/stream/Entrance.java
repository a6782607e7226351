package dev.linkflux.stream;

import dev.linkflux.stream.access.Asked;
import dev.linkflux.stream.access.Asked.About;
import dev.linkflux.stream.access.Caller;
import dev.linkflux.stream.access.Guard;
import dev.linkflux.stream.access.Verdict;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Every request passes here first: who may goes on, who may not is told why. */
final class Entrance {
  private static final String EVENTS = "/api/v1/events";
  private static final String HEALTH = "/healthz";

  /** No order has a body; whoever sends one all the same is heard out so far. */
  private static final int LARGEST_BODY = 16 * 1024;

  private final Guard guard;
  private final Predicate<String> isPage;
  private final Scheduler loop;
  private final SessionDesk sessions;
  private final BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> inside;

  /**
   * @param isPage true for the paths of the page's own files
   * @param inside what answers those who may
   */
  Entrance(
      Guard guard,
      Predicate<String> isPage,
      Scheduler loop,
      BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> inside) {
    this.guard = guard;
    this.isPage = isPage;
    this.loop = loop;
    this.sessions = new SessionDesk(guard.gatekeeper(), loop);
    this.inside = inside;
  }

  Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
    try {
      checkForm(request);
      Query query = Query.of(request.uri());
      Asked asked = asked(request, query.path());
      if (request.requestHeaders().contains(HttpHeaderNames.CONTENT_LENGTH)
          && !"0".equals(request.requestHeaders().get(HttpHeaderNames.CONTENT_LENGTH))) {
        response.keepAlive(
            false); // whoever promises a body may never send it: it is not waited for
      }
      return switch (guard.gatekeeper().judge(asked, loop.now(TimeUnit.NANOSECONDS))) {
        case Verdict.Admitted(Caller caller, @Nullable String origin) -> {
          readable(response, origin);
          yield admit(asked, caller, request, response, query);
        }
        case Verdict.Preflight(String origin) -> preflight(response, origin);
        case Verdict.Refused refused -> refuse(refused, request, response);
      };
    } catch (Problem.Refusal refusal) {
      response.keepAlive(false);
      return Replies.answer(request, response, Answer.of(refusal.problem()));
    }
  }

  private Publisher<Void> admit(
      Asked asked,
      Caller caller,
      HttpServerRequest request,
      HttpServerResponse response,
      Query query) {
    if (asked.about() == About.SESSION) {
      return sessions.answer(asked, caller, request, response, query);
    }
    if (query.path().equals(EVENTS)) {
      response.withConnection(
          connection ->
              guard
                  .door()
                  .enter(connection.channel(), asked, caller, loop.now(TimeUnit.NANOSECONDS)));
    }
    return inside.apply(request, response);
  }

  /**
   * What two programs may read differently is not answered (RFC 9112 sections 3.2 and 11.2): that
   * is how requests are smuggled past a proxy.
   */
  private static void checkForm(HttpServerRequest request) {
    HttpHeaders headers = request.requestHeaders();
    int hosts = headers.getAll(HttpHeaderNames.HOST).size();
    if (hosts > 1 || (hosts == 0 && request.version().equals(HttpVersion.HTTP_1_1))) {
      throw Problem.badRequest("one Host header is expected, and there are " + hosts);
    }
    if (headers.getAll(HttpHeaderNames.AUTHORIZATION).size() > 1) {
      throw Problem.badRequest("one Authorization header is expected, and there are several");
    }
    if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
      throw Problem.refusal(
          HttpResponseStatus.LENGTH_REQUIRED, "nothing here takes a body whose length is not said");
    }
    String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
    if (length != null && !isSmall(length)) {
      throw Problem.refusal(
          HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
          "nothing here takes a body of more than " + LARGEST_BODY + " bytes");
    }
  }

  private static boolean isSmall(String length) {
    return length.matches("[0-9]{1,6}") && Integer.parseInt(length) <= LARGEST_BODY;
  }

  private Asked asked(HttpServerRequest request, String path) {
    HttpHeaders headers = request.requestHeaders();
    InetSocketAddress from = request.remoteAddress();
    InetSocketAddress own = request.hostAddress();
    return new Asked(
        from == null ? null : from.getAddress(),
        own == null ? null : own.getAddress(),
        request.scheme().equals("https"),
        headers.contains("X-Forwarded-For")
            || headers.contains("Forwarded")
            || headers.contains(HttpHeaderNames.VIA),
        request.method().name(),
        about(path),
        headers.get(HttpHeaderNames.HOST),
        headers.get(HttpHeaderNames.AUTHORIZATION),
        headers.get(HttpHeaderNames.COOKIE),
        headers.get(HttpHeaderNames.ORIGIN),
        headers.get("Sec-Fetch-Site"),
        headers.get("Sec-Fetch-Mode"),
        headers.get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD));
  }

  private About about(String path) {
    if (path.equals(SessionDesk.PATH)) {
      return About.SESSION;
    }
    return path.equals(HEALTH) || isPage.test(path) ? About.OPEN : About.GUARDED;
  }

  /** Caches must not hand to one origin what another was given. */
  private static void readable(HttpServerResponse response, @Nullable String origin) {
    response.header(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
    if (origin != null) {
      response
          .header(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
          .header(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, "Retry-After, WWW-Authenticate");
    }
  }

  private static Publisher<Void> preflight(HttpServerResponse response, String origin) {
    readable(response, origin);
    return Replies.guarded(response)
        .header(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD")
        .header(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Last-Event-ID")
        .header(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, "600")
        .status(HttpResponseStatus.NO_CONTENT)
        .send();
  }

  private Publisher<Void> refuse(
      Verdict.Refused refused, HttpServerRequest request, HttpServerResponse response) {
    readable(response, refused.origin());
    HttpResponseStatus status = HttpResponseStatus.valueOf(refused.status());
    if (refused.challenge() != null) {
      response.header(HttpHeaderNames.WWW_AUTHENTICATE, refused.challenge());
    }
    boolean isBusy = status.equals(HttpResponseStatus.TOO_MANY_REQUESTS);
    if (isBusy) {
      response.header(HttpHeaderNames.RETRY_AFTER, "" + (refused.after().toSeconds() + 1));
    }
    Answer answer = Answer.of(new Problem(status, refused.detail()));
    Duration held = isBusy ? Duration.ZERO : refused.after();
    return held.isZero()
        ? Replies.answer(request, response, answer)
        : Mono.delay(held, loop).flatMap(_ -> Mono.from(Replies.answer(request, response, answer)));
  }
}
