package dev.linkflux.resolve;

import java.io.IOException;

/** No address was found for a name; the message says why, for a person. */
public final class UnresolvedException extends IOException {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  /** Why there is no address. */
  public enum Reason {
    /** There is no such name, or it has no address. */
    NO_NAME,
    /** A name server answered that it will not or cannot find out. */
    REFUSED,
    /** No name server answered. */
    SILENT
  }

  UnresolvedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
