package dev.linkflux.replay.tune;

/** What the held-out part says to the best settings that were found. */
public sealed interface Verdict {
  /** One or more sentences. */
  String sentence();

  /** They are better there too, and by more than luck. */
  record Better(String sentence) implements Verdict {}

  /** The present settings stand. */
  record Stands(String sentence) implements Verdict {}

  /** The trace cannot tell. */
  record TooShort(String sentence) implements Verdict {}
}
