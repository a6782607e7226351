package dev.linkflux.trace;

/** A trace cannot be read at all; the message names the file and says why, for a person. */
public final class TraceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public TraceException(String message) {
    super(message);
  }
}
