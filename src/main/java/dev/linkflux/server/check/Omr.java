package dev.linkflux.server.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Rung;
import dev.linkflux.uplink.Check;
import dev.linkflux.wire.tls.Plain;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What is asked of an OpenMPTCProuter server whose API answers: whether it lets us in, and what
 * time it has. One check; the {@link Session} is that of all.
 */
final class Omr {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String LOG_IN = "/token";
  private static final String STATUS = "/status";

  private final Session session;
  private final Check.Credentials credentials;
  private final Duration skew;
  private final Password password;
  private final Aside aside;
  private final InstantSource wall;
  private final Function<Request, Mono<Answer>> calls;

  /**
   * @param skew how far its clock may be from {@code wall}
   * @param calls asks the server
   */
  Omr(
      Session session,
      Check.Credentials credentials,
      Duration skew,
      Password password,
      Aside aside,
      InstantSource wall,
      Function<Request, Mono<Answer>> calls) {
    this.session = session;
    this.credentials = credentials;
    this.skew = skew;
    this.password = password;
    this.aside = aside;
    this.wall = wall;
    this.calls = calls;
  }

  /** Asks what is due; true, or a {@link Broken} if something is wrong with it. */
  Mono<Boolean> run() {
    return Mono.defer(
        () -> {
          String token = session.token();
          return token == null
              ? logIn().flatMap(fresh -> status(fresh, true))
              : status(token, false);
        });
  }

  private static Mono<Boolean> fine(@Nullable Breach wrong) {
    return wrong == null ? Mono.just(true) : Mono.error(new Broken(wrong));
  }

  /** The new token. */
  private Mono<String> logIn() {
    return aside
        .call(() -> password.read(credentials))
        .flatMap(
            word -> {
              Breach refusal = session.refusal(word);
              return refusal == null ? logIn(word) : Mono.error(new Broken(refusal));
            });
  }

  private Mono<String> logIn(String word) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("username", credentials.username());
    fields.put("password", word);
    return calls
        .apply(Request.post(LOG_IN, fields))
        .map(
            answer ->
                switch (answer.status()) {
                  case 200 -> loggedIn(answer);
                  case 400, 401, 403 -> throw refused(word, answer.status());
                  default -> throw broken("log-in: status " + answer.status());
                });
  }

  private String loggedIn(Answer answer) {
    JsonNode token = json("log-in", answer).path("access_token");
    if (!token.isTextual() || !isToken(token.textValue())) {
      throw broken("log-in: no access_token in the answer");
    }
    session.loggedIn(token.textValue());
    return token.textValue();
  }

  /** What may stand in a header (RFC 6750 section 2.1). */
  private static boolean isToken(String text) {
    return !text.isEmpty() && text.chars().allMatch(one -> one > ' ' && one <= '~');
  }

  /** Nothing of what the server says is repeated: it may repeat the password. */
  private Broken refused(String word, int status) {
    Breach breach =
        new Breach(
            Rung.CREDENTIALS,
            "log-in as " + Plain.text(credentials.username()) + ": status " + status);
    session.refused(word, breach);
    return new Broken(breach);
  }

  /**
   * Asks how the server is.
   *
   * @param fresh true if the token is new: a server that has started anew does not know old ones
   */
  private Mono<Boolean> status(String token, boolean fresh) {
    return Mono.defer(
        () -> {
          if (!session.isDue()) {
            return fine(session.said());
          }
          session.asking();
          Instant sent = wall.instant();
          return calls
              .apply(Request.get(STATUS, token))
              .doOnError(Broken.class, failure -> note(failure, session::unanswered))
              .flatMap(answer -> noted(answer, token, fresh, sent))
              .switchIfEmpty(Mono.fromRunnable(session::unasked));
        });
  }

  /** What the server itself says holds for a while. */
  private Mono<Boolean> noted(Answer answer, String token, boolean fresh, Instant sent) {
    return Mono.defer(() -> status(answer, token, fresh, sent))
        .doOnError(Broken.class, failure -> note(failure, session::said));
  }

  private Mono<Boolean> status(Answer answer, String token, boolean fresh, Instant sent) {
    if (answer.status() == 401 || answer.status() == 403) {
      session.forget(token);
      String other = session.token();
      if (other != null) {
        session.unasked();
        return status(other, true); // another check has logged in meanwhile
      }
      return fresh ? fine(barred(answer)) : again();
    }
    if (answer.status() != 200) {
      throw broken(STATUS + ": status " + answer.status());
    }
    JsonNode status = json(STATUS, answer);
    if (status.hasNonNull("error")) {
      throw broken(STATUS + ": " + Plain.text(status.path("error").asText()));
    }
    Instant theirs = Clocks.time(status.path("vps").path("time"));
    Breach late = theirs == null ? null : Clocks.differ(theirs, sent, wall.instant(), skew);
    session.said(late);
    return fine(late);
  }

  /** A server that has started anew knows no old token; that is nothing wrong. */
  private Mono<Boolean> again() {
    session.unasked();
    return logIn().flatMap(token -> status(token, true));
  }

  private static Breach barred(Answer answer) {
    return new Breach(Rung.CREDENTIALS, STATUS + ": status " + answer.status() + " to a new token");
  }

  /** That it was not reached says nothing of it. */
  private void note(Broken failure, Consumer<Breach> how) {
    Breach breach = failure.breach();
    if (breach.rung().compareTo(Rung.API_ERROR) >= 0) {
      how.accept(breach);
    } else {
      session.unasked();
    }
  }

  private static JsonNode json(String what, Answer answer) {
    try {
      if (!answer.whole()) {
        throw broken(what + ": more than " + Answer.MOST + " bytes");
      }
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException _) {
      throw broken(what + ": the answer is not JSON");
    }
  }

  private static Broken broken(String detail) {
    return new Broken(Rung.API_ERROR, detail);
  }
}
