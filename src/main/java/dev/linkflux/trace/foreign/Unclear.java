package dev.linkflux.trace.foreign;

/** A piece of a log that cannot be taken; the message says why, for a person. */
public final class Unclear extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean whole;

  Unclear(String what) {
    this(what, false);
  }

  private Unclear(String what, boolean whole) {
    super(what, null, false, false); // there can be many: without a stack trace
    this.whole = whole;
  }

  /** Not only the piece but the whole log cannot be read. */
  static Unclear whole(String what) {
    return new Unclear(what, true);
  }

  public boolean isWhole() {
    return whole;
  }

  /** What is wrong. */
  public String what() {
    return String.valueOf(getMessage());
  }
}
