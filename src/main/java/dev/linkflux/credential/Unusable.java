package dev.linkflux.credential;

/** A file or variable does not hold what it is to hold; the message says what to do, no secret. */
public final class Unusable extends Exception {
  private static final long serialVersionUID = 1;

  /** What is the matter. */
  public enum Kind {
    /** It is not there now, or may not be read: that may be so for a while. */
    ABSENT,
    /** Something is there that will never do. */
    WRONG
  }

  private final Kind kind;

  Unusable(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  static Unusable wrong(String message) {
    return new Unusable(Kind.WRONG, message);
  }

  public Kind kind() {
    return kind;
  }

  /** What is wrong, in a sentence. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
