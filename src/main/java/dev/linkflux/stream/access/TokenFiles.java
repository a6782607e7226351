package dev.linkflux.stream.access;

import dev.linkflux.control.Access;
import dev.linkflux.credential.Secret;
import dev.linkflux.credential.Unusable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the tokens again and again, so that one that is taken away stops opening anything. */
public final class TokenFiles {
  private final Gatekeeper gatekeeper;
  private final Consumer<String> told;
  private final Map<String, String> troubles = new HashMap<>();
  private List<Access.Token> configured;

  /**
   * @param told takes sentences for the operator, with no secret in them
   */
  public TokenFiles(Access access, Gatekeeper gatekeeper, Consumer<String> told) {
    this.configured = access.tokens();
    this.gatekeeper = gatekeeper;
    this.told = told;
  }

  /** Reads all; blocks. Never twice at once. */
  public synchronized void read() {
    gatekeeper.change(Tokens.read(configured, troubles, told));
  }

  /**
   * Reads those of another access, and changes nothing; blocks.
   *
   * @throws IllegalArgumentException if one of them cannot be used now
   */
  public static void check(Access other) {
    for (Access.Token token : other.tokens()) {
      try {
        Secret _ = Secret.read(token.source());
      } catch (Unusable unusable) {
        throw new IllegalArgumentException(
            "access.tokens: %s would open nothing: %s".formatted(token.name(), unusable.reason()));
      }
    }
  }

  /**
   * From now on another access holds, by what stands in its files now; blocks. What was read for
   * the one before is not waited for and does not come after it.
   */
  public synchronized void follow(Access now) {
    configured = now.tokens();
    gatekeeper.change(now, Tokens.read(configured, troubles, told));
  }
}
