package dev.linkflux.server.check;

import dev.linkflux.server.Breach;
import dev.linkflux.server.Rung;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/**
 * What is held of one OpenMPTCProuter server between two checks, through whatever uplink: the
 * token, in memory only, and what it said last. One thread.
 */
final class Session {
  /**
   * What asks a server to look at itself is asked no more often: it starts programs for that, and
   * is known to leave some behind.
   */
  static final Duration STATUS = Duration.ofMinutes(1);

  /** One that did not answer in time may have been busy: it is asked again after so long. */
  static final Duration UNANSWERED = Duration.ofSeconds(10);

  /** A password that was refused is offered again after so long, lest the server bars us. */
  static final Duration REFUSED = Duration.ofSeconds(30);

  /** Shortly before it would end after the 1440 minutes that the server gives it. */
  private static final Duration TOKEN = Duration.ofMinutes(1430);

  private final Scheduler scheduler;
  private @Nullable String token;
  private long tokenAt;
  private boolean asked;
  private long askedAt;

  /** How long what has come of asking holds. */
  private Duration holds = STATUS;

  private @Nullable Breach said;
  private boolean silent;
  private byte @Nullable [] refused;
  private long refusedAt;
  private @Nullable Breach refusal;

  Session(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** What shows that we have logged in; null if we have not, or too long ago. */
  @Nullable String token() {
    return token == null || isOver(tokenAt, TOKEN) ? null : token;
  }

  /** We have logged in; what was wrong with that before does not hold any more. */
  void loggedIn(String given) {
    token = given;
    tokenAt = now();
    refused = null;
    if (said != null && said.rung() == Rung.CREDENTIALS) {
      asked = false;
    }
  }

  /** The token is of no use any more, unless there is another by now. */
  void forget(String useless) {
    if (useless.equals(token)) {
      token = null;
    }
  }

  /** This password was refused. */
  void refused(String password, Breach breach) {
    refused = digest(password);
    refusedAt = now();
    refusal = breach;
  }

  /** Why this password need not be offered now; null if it may. */
  @Nullable Breach refusal(String password) {
    boolean known =
        refused != null
            && !isOver(refusedAt, REFUSED)
            && MessageDigest.isEqual(refused, digest(password));
    return known ? refusal : null;
  }

  /** True if it is time to ask how the server is. */
  boolean isDue() {
    return !asked || isOver(askedAt, holds);
  }

  /** It is asked how it is. */
  void asking() {
    asked = true;
    askedAt = now();
    holds = STATUS;
  }

  /**
   * It was asked, and did not answer. The first time it may have been busy, and what it has said
   * before goes on to hold; if it happens twice in a row, that is what it says.
   */
  void unanswered(Breach silence) {
    holds = UNANSWERED;
    if (silent) {
      said = silence;
    }
    silent = true;
  }

  /** It was not reached: that is no answer, and it is asked again with the next check. */
  void unasked() {
    asked = false;
  }

  /** It has said how it is, which holds until it is asked again. */
  void said(@Nullable Breach breach) {
    said = breach;
    silent = false;
  }

  /** What is wrong with it as far as it has said, or null. */
  @Nullable Breach said() {
    return said;
  }

  private boolean isOver(long since, Duration limit) {
    return now() - since >= limit.toNanos();
  }

  private long now() {
    return scheduler.now(TimeUnit.NANOSECONDS);
  }

  private static byte[] digest(String password) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
