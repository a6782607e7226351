package dev.linkflux.server.check;

import dev.linkflux.server.Breach;
import dev.linkflux.server.Rung;

/** A rung does not hold: ends what was built upon it. */
final class Broken extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Breach breach;

  Broken(Breach breach) {
    super(breach.toString(), null, false, false);
    this.breach = breach;
  }

  Broken(Rung rung, String detail) {
    this(new Breach(rung, detail));
  }

  Breach breach() {
    return breach;
  }
}
