package dev.linkflux.stream;

import dev.linkflux.control.Access.Role;
import dev.linkflux.stream.access.Asked;
import dev.linkflux.stream.access.Caller;
import dev.linkflux.stream.access.Cookies;
import dev.linkflux.stream.access.Gatekeeper;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.scheduler.Scheduler;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** {@code /api/v1/session}: who one is, logging in with a token, and out. */
final class SessionDesk {
  static final String PATH = "/api/v1/session";

  private final Gatekeeper gatekeeper;
  private final Scheduler loop;

  SessionDesk(Gatekeeper gatekeeper, Scheduler loop) {
    this.gatekeeper = gatekeeper;
    this.loop = loop;
  }

  Publisher<Void> answer(
      Asked asked,
      Caller caller,
      HttpServerRequest request,
      HttpServerResponse response,
      Query query) {
    query.allowOnly();
    return switch (asked.method()) {
      case "GET", "HEAD" -> {
        String id = caller.session();
        if (id != null) {
          set(response, Cookies.set(id, isEncrypted(asked))); // it lasts from its last use
        }
        yield Replies.answer(request, response, Answer.json(json(caller)));
      }
      case "POST" -> {
        String id = gatekeeper.open(asked, loop.now(TimeUnit.NANOSECONDS));
        if (id == null) {
          response.header(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"linkflux\"");
          throw Problem.refusal(
              HttpResponseStatus.UNAUTHORIZED,
              "a session is opened by a token: send it once as Authorization: Bearer");
        }
        set(response, Cookies.set(id, isEncrypted(asked)));
        Caller now = new Caller(caller.may(), Caller.By.SESSION, caller.held(), caller.login(), id);
        yield Replies.answer(request, response, Answer.json(json(now)));
      }
      case "DELETE" -> {
        String id = caller.session();
        if (id != null) {
          gatekeeper.end(id);
        }
        set(response, Cookies.clear(isEncrypted(asked)));
        yield Replies.guarded(Replies.fresh(response)).status(HttpResponseStatus.NO_CONTENT).send();
      }
      default -> {
        response.header(HttpHeaderNames.ALLOW, "GET, HEAD, POST, DELETE");
        throw Problem.refusal(
            HttpResponseStatus.METHOD_NOT_ALLOWED,
            "only GET to look, POST to log in and DELETE to log out");
      }
    };
  }

  private static void set(HttpServerResponse response, String cookie) {
    response.header(HttpHeaderNames.SET_COOKIE, cookie);
  }

  /** To us, or to a proxy before us, as the page's origin tells. */
  private static boolean isEncrypted(Asked asked) {
    @Nullable String origin = asked.origin();
    return asked.encrypted()
        || (origin != null && origin.toLowerCase(Locale.ROOT).startsWith("https:"));
  }

  private static byte[] json(Caller caller) {
    return Json.bytes(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("may");
          for (Role role : Role.values()) {
            if (caller.may(role)) {
              json.writeString(role.name().toLowerCase(Locale.ROOT));
            }
          }
          json.writeEndArray();
          json.writeStringField("by", caller.by().wire());
          json.writeStringField("name", caller.name());
          json.writeBooleanField("login", caller.login());
          json.writeEndObject();
        });
  }
}
