package dev.linkflux.engine;

import dev.linkflux.trace.Words;

/** Why something failed, as a person is told it: in one line, without names of classes. */
public final class Reason {
  private Reason() {}

  /** Of a file: which one, and what is wrong with it. */
  public static String of(Throwable failure) {
    return Words.of(failure).lines().findFirst().orElse("");
  }
}
