package dev.linkflux.notify;

import java.util.Locale;

/** How much news matters. */
enum Severity {
  /** All is well, or as well as before. */
  INFO,
  /** Something is worse than before. */
  WARNING,
  /** Nothing works any more, of all uplinks or of a server: this is urgent. */
  CRITICAL;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
