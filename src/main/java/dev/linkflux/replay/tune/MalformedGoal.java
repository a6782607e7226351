package dev.linkflux.replay.tune;

/** A goal that cannot be understood; the message is for the user. */
public final class MalformedGoal extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  MalformedGoal(String message) {
    super(message);
  }
}
