package dev.linkflux.stream;

import dev.linkflux.uplink.Steering;

/** What is ordered when a path is put. */
sealed interface Order {
  /** Whom it is about. */
  String name();

  /** An uplink is to be used, avoided, or left to the checks. */
  record Steer(String name, Steering steering) implements Order {}

  /**
   * A server is to be used.
   *
   * @param use false if the checks are to say which server is
   */
  record Appoint(String name, boolean use) implements Order {}
}
