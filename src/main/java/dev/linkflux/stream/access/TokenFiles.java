package dev.linkflux.stream.access;

import dev.linkflux.control.Access;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the tokens again and again, so that one that is taken away stops opening anything. */
public final class TokenFiles {
  private final List<Access.Token> configured;
  private final Gatekeeper gatekeeper;
  private final Consumer<String> told;
  private final Map<String, String> troubles = new HashMap<>();

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
}
