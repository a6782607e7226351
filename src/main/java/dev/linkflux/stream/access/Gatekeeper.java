package dev.linkflux.stream.access;

import dev.linkflux.control.Access;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides of every request who makes it and whether he may, by the {@link Rules} of the moment. It
 * knows no network and no clock, and is told all that it goes by. Several threads may ask it.
 * Sessions whose token stays outlive a change of the rules, and so does what is known of wrong
 * tokens.
 */
public final class Gatekeeper {
  private static final String SCHEME = "bearer ";

  private final Sessions sessions;
  private final Attempts attempts = new Attempts();
  private Rules rules;

  /**
   * No token opens anything until they are read.
   *
   * @param random fills arrays with what nobody can guess
   */
  public Gatekeeper(Access access, Hosts hosts, Consumer<byte[]> random) {
    this.rules = new Rules(access, hosts, new Tokens(List.of()));
    this.sessions = new Sessions(random);
  }

  /** From now on these are the tokens; sessions that others have opened end. */
  synchronized void change(Tokens now) {
    change(rules.with(now));
  }

  /** From now on that is configured, and these of its tokens can be used; as {@link #change}. */
  synchronized void change(Access access, Tokens now) {
    change(rules.with(access, now));
  }

  private void change(Rules now) {
    rules = now;
    sessions.keep(now.tokens()::has);
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
    Verdict whoever = rules.whoever(asked);
    if (whoever != null) {
      return whoever;
    }
    String said = bearer(asked.authorization());
    if (said == null) {
      String id = Cookies.session(asked.cookie());
      Held opened = id == null ? null : sessions.use(id, now);
      return rules.judge(asked, opened, opened == null ? null : id);
    }
    Duration busy = attempts.busy(asked.from(), now);
    if (!busy.isZero()) {
      return rules.busy(asked, busy);
    }
    Held held = rules.tokens().saying(said);
    return held == null
        ? rules.unknown(asked, attempts.wrong(asked.from(), now))
        : rules.judge(asked, held, null);
  }

  /** Opens a session for one who has shown a token; gives its id. */
  public synchronized @Nullable String open(Asked asked, long now) {
    String said = bearer(asked.authorization());
    Held held = said == null ? null : rules.tokens().saying(said);
    return held == null ? null : sessions.open(held, now);
  }

  /** Ends that session. */
  public synchronized void end(String id) {
    sessions.end(id);
  }

  /**
   * True if what was let in would be let in still; for streams that go on for long.
   *
   * @param asked what was asked then; what it showed is not looked at
   * @param caller who that was found to be
   */
  public synchronized boolean holds(Asked asked, Caller caller, long now) {
    String id = caller.session();
    Held held = id == null ? caller.held() : sessions.use(id, now);
    boolean isGone = caller.held() != null && (held == null || !rules.tokens().has(held));
    return !isGone
        && rules.whoever(asked) == null
        && rules.judge(asked, held, id) instanceof Verdict.Admitted;
  }

  /** RFC 6750 section 2.1; what is of another scheme is for somebody on the way. */
  private static @Nullable String bearer(@Nullable String authorization) {
    return authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)
        ? authorization.substring(SCHEME.length()).strip()
        : null;
  }
}
