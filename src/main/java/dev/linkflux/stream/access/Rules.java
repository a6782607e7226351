package dev.linkflux.stream.access;

import dev.linkflux.control.Access;
import dev.linkflux.control.Access.Role;
import dev.linkflux.stream.access.Caller.By;
import dev.linkflux.stream.access.Origins.Source;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may what at one moment, and by which tokens. It never changes: a request is judged by all of
 * one, or by all of the next.
 *
 * <p>From this machine everybody may read, and give orders as long as no token is configured that
 * gives that right. Everybody else shows a token, or the cookie of a session that was opened by
 * one. A name in the Host header that is not ours proves nothing (DNS rebinding), and so it takes
 * away only what this machine gives: with a token or a session every name is right, since no page
 * can make a browser send either to us under a name of its own.
 */
final class Rules {
  private static final String CHALLENGE = "Bearer realm=\"linkflux\"";

  private final Access access;
  private final Hosts hosts;
  private final Origins origins;
  private final boolean hasOperator;
  private final Tokens tokens;

  /**
   * @param tokens those of the access that can be used
   */
  Rules(Access access, Hosts hosts, Tokens tokens) {
    this.access = access;
    this.hosts = hosts;
    this.tokens = tokens;
    this.origins = new Origins(access.origins());
    this.hasOperator = access.tokens().stream().anyMatch(token -> token.role() == Role.OPERATE);
  }

  /** With what else is configured. */
  Rules with(Access other, Tokens now) {
    return new Rules(other, hosts, now);
  }

  /** With what stands in the files now. */
  Rules with(Tokens now) {
    return new Rules(access, hosts, now);
  }

  Tokens tokens() {
    return tokens;
  }

  /** What becomes of a request whoever makes it, or null if that depends on him. */
  @Nullable Verdict whoever(Asked asked) {
    if (access.tokens().isEmpty() && !hosts.accepts(asked.host())) {
      return new Verdict.Refused(
          421,
          "this is not `" + asked.host() + "`; ask for the address that `listen` names",
          null,
          Duration.ZERO,
          null);
    }
    Source source = origins.of(asked);
    String reader = reader(asked);
    boolean isOpen = asked.isSafe() && asked.about() == Asked.About.OPEN;
    if (source == Source.FOREIGN ? !isOpen : reader != null && !asked.isSafe()) {
      return foreign(asked);
    }
    return asked.method().equals("OPTIONS") && asked.wanted() != null && reader != null
        ? new Verdict.Preflight(reader)
        : null;
  }

  private @Nullable String reader(Asked asked) {
    return origins.of(asked) == Source.READER ? asked.origin() : null;
  }

  /**
   * One more wrong token from there is not even looked at.
   *
   * @param wait until it would be
   */
  Verdict busy(Asked asked, Duration wait) {
    return new Verdict.Refused(
        429, "too many wrong tokens from there; wait", null, wait, reader(asked));
  }

  /**
   * That token is none.
   *
   * @param held so long the refusal is held back
   */
  Verdict unknown(Asked asked, Duration held) {
    return new Verdict.Refused(
        401,
        "that token opens nothing here",
        CHALLENGE + ", error=\"invalid_token\"",
        held,
        reader(asked));
  }

  /**
   * What becomes of a request.
   *
   * @param held the token that was shown, now or when the session was opened; or null
   * @param session the id of the session, or null without one
   */
  Verdict judge(Asked asked, @Nullable Held held, @Nullable String session) {
    Caller caller = caller(asked, held, session);
    Verdict admitted = new Verdict.Admitted(caller, reader(asked));
    return switch (asked.about()) {
      case OPEN -> asked.isSafe() ? admitted : guarded(asked, caller, admitted);
      case SESSION -> admitted;
      case GUARDED -> guarded(asked, caller, admitted);
    };
  }

  private Verdict guarded(Asked asked, Caller caller, Verdict admitted) {
    Role needed = asked.isSafe() ? Role.READ : Role.OPERATE;
    if (caller.may(needed)) {
      return admitted;
    }
    if (caller.login() && caller.name() == null) {
      return new Verdict.Refused(
          401,
          needed == Role.READ
              ? "from elsewhere, and under other names, everything needs a token (Authorization:"
                  + " Bearer)"
              : "orders need a token that may operate (Authorization: Bearer)",
          CHALLENGE,
          Duration.ZERO,
          reader(asked));
    }
    return new Verdict.Refused(
        403,
        caller.name() != null
            ? "the token `" + caller.name() + "` may read only; orders need one that may operate"
            : "requests are taken from this machine only: there is no token that would open more"
                + " to others (access.tokens)",
        null,
        Duration.ZERO,
        reader(asked));
  }

  private Caller caller(Asked asked, @Nullable Held held, @Nullable String session) {
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
    }
    By by = held == null ? here ? By.LOOPBACK : By.NOBODY : session == null ? By.TOKEN : By.SESSION;
    boolean couldMore =
        access.tokens().stream().anyMatch(token -> !may.containsAll(Held.rights(token.role())));
    return new Caller(Set.copyOf(may), by, held, couldMore, session);
  }

  private static Verdict foreign(Asked asked) {
    String whose = asked.origin() == null ? "another site" : "`" + asked.origin() + "`";
    return new Verdict.Refused(
        403,
        asked.isSafe()
            ? "a page of " + whose + " may not read here; those that may stand in access.origins"
            : "a page of " + whose + " gives no orders here",
        null,
        Duration.ZERO,
        null);
  }
}
