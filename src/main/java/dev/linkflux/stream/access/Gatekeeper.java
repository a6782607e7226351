package dev.linkflux.stream.access;

import dev.linkflux.control.Access;
import dev.linkflux.control.Access.Role;
import dev.linkflux.stream.access.Caller.By;
import dev.linkflux.stream.access.Origins.Source;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides of every request who makes it and whether he may. It knows no network and no clock, and
 * is told all that it goes by. Several threads may ask it.
 *
 * <p>From this machine everybody may read, and give orders as long as no token is configured that
 * gives that right. Everybody else shows a token, or the cookie of a session that was opened by
 * one. A name in the Host header that is not ours proves nothing (DNS rebinding), and so it takes
 * away only what this machine gives: with a token or a session every name is right, since no page
 * can make a browser send either to us under a name of its own.
 */
public final class Gatekeeper {
  private static final String SCHEME = "bearer ";
  private static final String CHALLENGE = "Bearer realm=\"linkflux\"";

  private final Access access;
  private final Hosts hosts;
  private final Origins origins;
  private final Sessions sessions;
  private final Attempts attempts = new Attempts();
  private final boolean hasOperator;
  private Tokens tokens = new Tokens(java.util.List.of());

  /**
   * @param random fills arrays with what nobody can guess
   */
  public Gatekeeper(Access access, Hosts hosts, Consumer<byte[]> random) {
    this.access = access;
    this.hosts = hosts;
    this.origins = new Origins(access.origins());
    this.sessions = new Sessions(random);
    this.hasOperator = access.tokens().stream().anyMatch(token -> token.role() == Role.OPERATE);
  }

  /** From now on these are the tokens; sessions that others have opened end. */
  synchronized void change(Tokens now) {
    tokens = now;
    sessions.keep(now::has);
  }

  /** How many wrong tokens there were since the start. */
  public synchronized long wrongTokens() {
    return attempts.wrong();
  }

  /** How many sessions are open. */
  public synchronized int sessions() {
    return sessions.count();
  }

  /**
   * Who it is, and what becomes of it.
   *
   * @param now nanoseconds of any origin
   */
  public synchronized Verdict judge(Asked asked, long now) {
    if (access.tokens().isEmpty() && !hosts.accepts(asked.host())) {
      return refused(
          421,
          "this is not `" + asked.host() + "`; ask for the address that `listen` names",
          null,
          Duration.ZERO,
          null);
    }
    Source source = origins.of(asked);
    String reader = source == Source.READER ? asked.origin() : null;
    boolean isOpen = asked.isSafe() && asked.about() == Asked.About.OPEN;
    if (source == Source.FOREIGN ? !isOpen : reader != null && !asked.isSafe()) {
      return foreign(asked);
    }
    if (asked.method().equals("OPTIONS") && asked.wanted() != null && reader != null) {
      return new Verdict.Preflight(reader);
    }
    String said = bearer(asked.authorization());
    Held held = null;
    if (said != null) {
      Duration busy = attempts.busy(asked.from(), now);
      if (!busy.isZero()) {
        return refused(429, "too many wrong tokens from there; wait", null, busy, reader);
      }
      held = tokens.saying(said);
      if (held == null) {
        return refused(
            401,
            "that token opens nothing here",
            CHALLENGE + ", error=\"invalid_token\"",
            attempts.wrong(asked.from(), now),
            reader);
      }
    }
    return judge(asked, caller(asked, held, now), reader);
  }

  /** Opens a session for one who has shown a token; gives its id. */
  public synchronized @Nullable String open(Asked asked, long now) {
    String said = bearer(asked.authorization());
    Held held = said == null ? null : tokens.saying(said);
    return held == null ? null : sessions.open(held, now);
  }

  /** Ends that session. */
  public synchronized void end(String id) {
    sessions.end(id);
  }

  /** True if one who was let in would be let in still; for streams that go on for long. */
  public synchronized boolean holds(Caller caller, long now) {
    String id = caller.session();
    if (id != null) {
      return sessions.use(id, now) != null;
    }
    Held held = caller.held();
    return held == null || tokens.has(held);
  }

  private Verdict judge(Asked asked, Caller caller, @Nullable String reader) {
    Verdict admitted = new Verdict.Admitted(caller, reader);
    return switch (asked.about()) {
      case OPEN -> asked.isSafe() ? admitted : guarded(asked, caller, admitted, reader);
      case SESSION -> admitted;
      case GUARDED -> guarded(asked, caller, admitted, reader);
    };
  }

  private Verdict guarded(Asked asked, Caller caller, Verdict admitted, @Nullable String reader) {
    Role needed = asked.isSafe() ? Role.READ : Role.OPERATE;
    if (caller.may(needed)) {
      return admitted;
    }
    if (caller.login() && caller.name() == null) {
      return refused(
          401,
          needed == Role.READ
              ? "from elsewhere, and under other names, everything needs a token (Authorization:"
                  + " Bearer)"
              : "orders need a token that may operate (Authorization: Bearer)",
          CHALLENGE,
          Duration.ZERO,
          reader);
    }
    return refused(
        403,
        caller.name() != null
            ? "the token `" + caller.name() + "` may read only; orders need one that may operate"
            : "requests are taken from this machine only: there is no token that would open more"
                + " to others (access.tokens)",
        null,
        Duration.ZERO,
        reader);
  }

  private Caller caller(Asked asked, @Nullable Held held, long now) {
    EnumSet<Role> may = EnumSet.noneOf(Role.class);
    boolean here =
        asked.isOfThisMachine()
            && hosts.accepts(asked.host())
            && (access.tokens().isEmpty() || !asked.forwarded());
    if (here) {
      may.add(Role.READ);
      if (!hasOperator) {
        may.add(Role.OPERATE);
      }
    }
    if (held != null) {
      may.addAll(held.rights());
      return new Caller(Set.copyOf(may), By.TOKEN, held, couldMore(may), null);
    }
    String id = Cookies.session(asked.cookie());
    Held opened = id == null ? null : sessions.use(id, now);
    if (opened != null) {
      may.addAll(opened.rights());
      return new Caller(Set.copyOf(may), By.SESSION, opened, couldMore(may), id);
    }
    return new Caller(Set.copyOf(may), here ? By.LOOPBACK : By.NOBODY, null, couldMore(may), null);
  }

  private boolean couldMore(Set<Role> may) {
    return access.tokens().stream().anyMatch(token -> !may.containsAll(Held.rights(token.role())));
  }

  private static Verdict foreign(Asked asked) {
    String whose = asked.origin() == null ? "another site" : "`" + asked.origin() + "`";
    return refused(
        403,
        asked.isSafe()
            ? "a page of " + whose + " may not read here; those that may stand in access.origins"
            : "a page of " + whose + " gives no orders here",
        null,
        Duration.ZERO,
        null);
  }

  private static Verdict.Refused refused(
      int status,
      String detail,
      @Nullable String challenge,
      Duration after,
      @Nullable String reader) {
    return new Verdict.Refused(status, detail, challenge, after, reader);
  }

  /** RFC 6750 section 2.1; what is of another scheme is for somebody on the way. */
  private static @Nullable String bearer(@Nullable String authorization) {
    return authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)
        ? authorization.substring(SCHEME.length()).strip()
        : null;
  }
}
