package dev.linkflux.cli;

/** A command cannot go on, for a reason that the user can mend. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The configuration or the usage is wrong. */
  static final int WRONG = 2;

  /** It was tried, and failed. */
  static final int FAILED = 1;

  private final int status;

  /**
   * To be shown as it is.
   *
   * @param message what is wrong, where, and what to do
   */
  Refusal(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
