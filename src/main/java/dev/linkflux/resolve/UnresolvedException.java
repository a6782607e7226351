package dev.linkflux.resolve;

import dev.linkflux.server.Breach;
import java.io.IOException;

/** No address is known for a name; the message says why, for a person. */
public final class UnresolvedException extends IOException {
  private static final long serialVersionUID = 1;

  private final transient Breach breach;

  UnresolvedException(String name, Breach breach) {
    super(name + ": " + breach.detail());
    this.breach = breach;
  }

  /** Why there is none. */
  public Breach breach() {
    return breach;
  }
}
