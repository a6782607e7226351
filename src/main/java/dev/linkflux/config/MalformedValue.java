package dev.linkflux.config;

/** A value is not what it should be; the message is for the user. */
public final class MalformedValue extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  MalformedValue(String message) {
    super(message);
  }

  /** The message, never null. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
