package dev.linkflux.server;

/** What a name server does when it is asked for a name. */
public enum Reaction {
  /** Answers with what it has; without an address of the family that is asked for, with none. */
  ANSWERS,
  NO_NAME,
  SERVER_FAILURE,
  REFUSED,
  SILENT,
  /** A false answer with another id; then the true one, if there is any. */
  WRONG_ID,
  /** A false answer to a name that is written in other letters; then the true one. */
  WRONG_CASE,
  /** A false answer from another address; then the true one. */
  FORGED,
  /** Over UDP it only says that the answer is too long. */
  TRUNCATED;

  boolean lies() {
    return this == WRONG_ID || this == WRONG_CASE || this == FORGED;
  }
}
