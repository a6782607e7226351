package dev.linkflux.kernel;

import java.io.IOException;

/** A netlink message that does not hold together, or says what cannot be. */
public final class MalformedNetlinkException extends IOException {
  private static final long serialVersionUID = 1;

  public MalformedNetlinkException(String message) {
    super(message);
  }
}
