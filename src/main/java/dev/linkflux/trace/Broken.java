package dev.linkflux.trace;

/** A line that cannot be taken; the message says why. Without a stack trace: there can be many. */
final class Broken extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean whole;

  Broken(String what) {
    this(what, false);
  }

  private Broken(String what, boolean whole) {
    super(what, null, false, false);
    this.whole = whole;
  }

  /** Not only the line but the whole file cannot be read. */
  static Broken whole(String what) {
    return new Broken(what, true);
  }

  boolean isWhole() {
    return whole;
  }

  String what() {
    return String.valueOf(getMessage());
  }
}
