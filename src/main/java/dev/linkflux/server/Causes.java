package dev.linkflux.server;

/** Causes that are no rung of the ladder; the words are fixed. */
final class Causes {
  static final String STARTED = "started";
  static final String RECOVERED = "recovered";
  static final String DAMPENED = "dampened";
  static final String OPERATOR = "operator";
  static final String RECONFIGURED = "reconfigured";

  private Causes() {}
}
