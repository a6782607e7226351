package dev.linkflux.config;

/** The text cannot be taken any further; the message is for the user. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Position at;

  Refused(Position at, String message) {
    super(message);
    this.at = at;
  }

  Position at() {
    return at;
  }

  /** The message, never null. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
